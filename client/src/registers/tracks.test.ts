import { expect, test } from 'vitest';
import type { ColumnSpec, RegisterItem } from './definition.ts';
import { columnsOf, tracksOf } from './tracks.ts';
import { roomOf } from './use-room.ts';

const column = (id: string, width: number, rank: 1 | 2 | 3): ColumnSpec<RegisterItem> => ({ id, width, rank, render: () => id });
const register = { columns: [column('scope', 124, 3), column('direction', 112, 1), column('horizon', 108, 2)] };
const shown = (width: number) => columnsOf(register, roomOf(width)).map(({ id }) => id);

test('all columns are shown where the title stays readable, in the order of the register', () => {
  expect(shown(1100)).toEqual(['scope', 'direction', 'horizon']);
});

test('the least important column goes first', () => {
  expect(shown(800)).toEqual(['direction', 'horizon']);
  expect(shown(640)).toEqual(['direction']);
});

test('a narrow row keeps the most important one beside its two lines', () => {
  expect(shown(358)).toEqual(['direction']);
  expect(tracksOf(register, roomOf(358), true)).toBe('30px minmax(0, 1fr) auto');
});

test('without the right to write there is no place for a mark', () => {
  expect(tracksOf(register, roomOf(640), false)).toBe('8px 76px minmax(0, 1fr) 112px 80px');
});
