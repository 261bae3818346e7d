import { describe, expect, it } from 'vitest';
import { chordOf } from './shortcuts.ts';

const press = (code: string, key: string, ...held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  code,
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('keys of the editor', () => {
  it.each([
    ['Latin', press('KeyB', 'b', 'ctrl'), 'Mod+B'],
    ['Russian', press('KeyB', 'и', 'ctrl'), 'Mod+B'],
    ['Kazakh', press('KeyI', 'ш', 'ctrl'), 'Mod+I'],
    ['French: the letter counts, not the place', press('KeyQ', 'a', 'ctrl'), 'Mod+A'],
    ['a digit with Shift', press('Digit7', '&', 'ctrl', 'shift'), 'Mod+Shift+7'],
    ['a digit of a Kazakh layout', press('Digit2', 'ә', 'ctrl', 'alt'), 'Mod+Alt+2'],
    ['the slash of a Russian layout', press('Slash', '.', 'ctrl'), 'Mod+Slash'],
  ])('%s', (_name, event, chord) => {
    expect(chordOf(event, false)).toBe(chord);
  });
  it('on a Mac Cmd counts, and Option may turn letters into signs', () => {
    expect(chordOf(press('KeyK', '˚', 'meta', 'alt'), true)).toBe('Mod+Alt+K');
    expect(chordOf(press('KeyB', 'b', 'ctrl'), true)).toBeNull();
  });
  it('a letter alone is typing', () => {
    expect(chordOf(press('KeyB', 'b'), false)).toBeNull();
  });
});
