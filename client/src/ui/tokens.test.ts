import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

const [light = '', dark = ''] = css.split(/:root\[data-mantine-color-scheme=["']dark["']\]/u);

function colour(theme: string, name: string): string {
  const found = new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`, 'iu').exec(theme)?.[1];
  if (!found) throw new Error(`no colour --${name}`);
  return found;
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sunken'];
const WORDS = ['ink', 'muted', 'faint', 'accent', 'trend', 'risk', 'evidence', 'body', 'loss'];
const PEERS = Array.from({ length: 8 }, (_, index) => `peer-${index}`);

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours of the %s theme', (_name, theme) => {
  it.each(WORDS.flatMap((word) => GROUNDS.map((ground) => [word, ground] as const)))('%s can be read on %s', (word, ground) => {
    expect(contrast(colour(theme, word), colour(theme, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(PEERS)('initials can be read on %s, and it stands out from the paper', (peer) => {
    expect(contrast(colour(theme, peer), colour(theme, 'on-peer'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(theme, peer), colour(theme, 'paper'))).toBeGreaterThanOrEqual(3);
  });

  it.each(GROUNDS)('the borders of controls can be seen on %s', (ground) => {
    expect(contrast(colour(theme, 'line-strong'), colour(theme, ground))).toBeGreaterThanOrEqual(3);
  });
});
