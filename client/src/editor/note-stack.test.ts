import { describe, expect, it } from 'vitest';
import { stackNotes } from './note-stack.ts';

describe('notes beside their words', () => {
  it('stand at the height of their words where there is room', () => {
    expect(stackNotes([0, 100, 300], 60, -1)).toEqual([0, 100, 300]);
  });

  it('are pushed down by those before them', () => {
    expect(stackNotes([0, 10, 20, 300], 60, -1)).toEqual([0, 60, 120, 300]);
  });

  it('make way for the active one, which stands exactly beside its words', () => {
    expect(stackNotes([100, 110, 120], 60, 2)).toEqual([0, 60, 120]);
  });

  it('never leave the sheet at its top', () => {
    expect(stackNotes([10, 20, 30], 60, 2)).toEqual([10, 70, 130]);
  });
});
