import { CITED_KINDS, type CitedKind } from '@concordance/shared/editor/citation';

/** Each register has a shape and a letter, the same in every language; colour comes third. */
export const SIGNS: Readonly<Record<CitedKind, { readonly letter: string; readonly path: string; readonly baseline: number }>> = {
  trend: { letter: 'T', path: 'M8 .9 15 6.7V15H1V6.7z', baseline: 12 },
  risk: { letter: 'R', path: 'M8 0 16 8 8 16 0 8z', baseline: 11.3 },
  evidence: {
    letter: 'E',
    path: 'M2.5 1h11A1.5 1.500 0 0 1 15 2.500v11a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 1 13.500v-11A1.500 1.500 0 0 1 2.500 1z',
    baseline: 11.2,
  },
  body: { letter: 'B', path: 'M8 .7a7.300 7.300 0 1 1 0 14.600A7.300 7.300 0 0 1 8 .7z', baseline: 11.2 },
};

const SVG = 'http://www.w3.org/2000/svg';

/** The sign as an element, for views that are drawn without React. */
export function drawSign(kind: CitedKind): SVGElement {
  const sign = SIGNS[kind];
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `sign is-${kind}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', sign.path);
  const letter = document.createElementNS(SVG, 'text');
  letter.setAttribute('x', '8');
  letter.setAttribute('y', String(sign.baseline));
  letter.textContent = sign.letter;
  svg.append(path, letter);
  return svg;
}

export function isCitedKind(kind: string): kind is CitedKind {
  return CITED_KINDS.some((known) => known === kind);
}
