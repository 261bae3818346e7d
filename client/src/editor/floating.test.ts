import { describe, expect, it } from 'vitest';
import { type Anchor, placeBeside } from './floating.ts';

const WINDOW = { width: 400, height: 600 };
const BOX = { width: 200, height: 100 };
const at = (left: number, top: number): Anchor => ({ left, right: left + 10, top, bottom: top + 20 });

describe('where a floating box goes', () => {
  it.each([
    ['below where there is room', at(50, 100), 'below', { left: 50, top: 126 }],
    ['above where there is none below', at(50, 550), 'below', { left: 50, top: 444 }],
    ['above when asked', at(50, 300), 'above', { left: 50, top: 194 }],
    ['below when there is no room above', at(50, 20), 'above', { left: 50, top: 46 }],
    ['never over the right edge', at(390, 100), 'below', { left: 192, top: 126 }],
    ['never over the left edge', at(-40, 100), 'below', { left: 8, top: 126 }],
  ] as const)('%s', (_name, anchor, side, place) => {
    expect(placeBeside(anchor, BOX, WINDOW, side, 6)).toEqual(place);
  });
  it('a box higher than the window begins at its top', () => {
    expect(placeBeside(at(50, 300), { width: 200, height: 900 }, WINDOW, 'below', 6).top).toBe(8);
  });
});
