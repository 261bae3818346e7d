import { editorSchema } from '@concordance/shared/editor/schema';
import { describe, expect, it } from 'vitest';
import { countOf, itemsOf, marginRows, nextTick, ticksOf } from './margin-rows.ts';

const schema = editorSchema();
const [A, B] = ['0123456789abcdefghjkmnpqrs', '0123456789abcdefghjkmnpqrt'];
const cite = (kind: string, record = A, locator = '') => ({ type: 'citation', attrs: { record, kind, locator } });
const paragraph = (words: string, ...citations: object[]) => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }, ...citations],
});
const rowsOf = (...content: object[]) => marginRows(schema.nodeFromJSON({ type: 'doc', content }));

const TEXT = [
  paragraph('Imports grew', cite('trend'), cite('evidence', A, 'p. 1'), cite('evidence', A, 'p. 2'), cite('evidence', B)),
  paragraph('Short and calm'),
  paragraph('Exports rose 17 %'),
  paragraph('Price decides', cite('risk')),
];

describe('the rows of the margin', () => {
  it('are the blocks that cite or owe a citation', () => {
    expect(rowsOf(...TEXT).map((row) => [row.index, row.bare])).toEqual([
      [0, false],
      [2, true],
      [3, false],
    ]);
  });
  it('a record cited twice counts once and is listed with both places', () => {
    const [row] = rowsOf(...TEXT);
    if (!row) throw new Error('no row');
    expect(countOf(row, 'evidence')).toBe(2);
    expect(itemsOf(row, 'evidence').map((item) => item.locator)).toEqual(['p. 1', 'p. 2', '']);
  });
  it('a body alone has no lane, and its paragraph is not bare', () => {
    expect(rowsOf(paragraph('Agree with the ministry of trade on 2 points', cite('body')))).toEqual([]);
  });
  it('a row has one tick per lane, and a single one where the margin is narrow', () => {
    const [row] = rowsOf(...TEXT);
    if (!row) throw new Error('no row');
    expect(ticksOf(row, false).map((tick) => tick.lane)).toEqual(['trend', 'evidence']);
    expect(ticksOf(row, true).map((tick) => tick.lane)).toEqual(['all']);
  });
});

describe('the keyboard in the margin', () => {
  const rows = rowsOf(...TEXT);
  it.each([
    ['ArrowRight', { index: 0, lane: 'trend' }, { index: 0, lane: 'evidence' }],
    ['ArrowLeft', { index: 0, lane: 'trend' }, null],
    ['ArrowDown', { index: 0, lane: 'evidence' }, { index: 2, lane: 'bare' }],
    ['ArrowDown', { index: 2, lane: 'bare' }, { index: 3, lane: 'risk' }],
    ['ArrowUp', { index: 3, lane: 'risk' }, { index: 2, lane: 'bare' }],
    ['ArrowUp', { index: 0, lane: 'trend' }, null],
    ['End', { index: 0, lane: 'trend' }, { index: 3, lane: 'risk' }],
    ['Home', { index: 3, lane: 'risk' }, { index: 0, lane: 'trend' }],
    ['ArrowDown', { index: 99, lane: 'risk' }, { index: 0, lane: 'trend' }],
  ] as const)('%s from %j leads to %j', (key, from, to) => {
    expect(nextTick(rows, from, key, false)).toEqual(to);
  });
});
