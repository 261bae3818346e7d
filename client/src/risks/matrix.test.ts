import { expect, test } from 'vitest';
import { arrowBetween, CELL, centreOf, placeOn, tintOf } from './matrix.ts';

test('likelihood grows to the right and impact upwards', () => {
  expect(centreOf({ likelihood: 1, impact: 1 })).toEqual({ x: CELL / 2, y: 4.5 * CELL });
  expect(centreOf({ likelihood: 5, impact: 5 })).toEqual({ x: 4.5 * CELL, y: CELL / 2 });
});

test('a risk has a place only when both judgements are there', () => {
  expect(placeOn(3, null)).toBeNull();
  expect(placeOn(null, 3)).toBeNull();
  expect(placeOn(3, 4)).toEqual({ likelihood: 3, impact: 4 });
});

test('the corner of great likelihood and impact is tinted most', () => {
  expect(tintOf({ likelihood: 5, impact: 3 })).toBe('strong');
  expect(tintOf({ likelihood: 2, impact: 4 })).toBe('warm');
  expect(tintOf({ likelihood: 1, impact: 5 })).toBe('plain');
});

test('the arrow runs between the marks and never over them', () => {
  expect(arrowBetween({ likelihood: 4, impact: 4 }, { likelihood: 2, impact: 4 })).toEqual({ x1: 66, y1: 33, x2: 44, y2: 33 });
  expect(arrowBetween({ likelihood: 4, impact: 4 }, { likelihood: 4, impact: 4 })).toBeNull();
});
