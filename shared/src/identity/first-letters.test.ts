import { expect, it } from 'vitest';
import { firstLetters } from './first-letters.ts';

it.each([
  ['Institute «Adal Saraptama»', 'IAS'],
  ['«Әділ» сараптама', 'Әс'],
  ['  Anna — Maria 2nd ', 'AM2'],
  ['«»', ''],
])('the first letters of %j are %j', (name, letters) => {
  expect(firstLetters(name).join('')).toBe(letters);
});
