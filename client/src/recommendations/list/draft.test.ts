import { describe, expect, it } from 'vitest';
import { draftFrom } from './draft.ts';

describe('a recommendation from one sentence', () => {
  it('takes a short sentence as its title, without the full stop', () => {
    expect(draftFrom('  Open the union market\nto processed goods. ')).toEqual({ title: 'Open the union market to processed goods' });
  });

  it('keeps a long sentence whole as its statement and begins the title with its first words', () => {
    const sentence =
      'Agree and carry out, before the common markets open in 2025, a closed list of the administrative, technical and tax barriers that keep goods out.';
    const draft = draftFrom(sentence);
    expect(draft.statement).toBe(sentence);
    expect(draft.title).toBe(
      'Agree and carry out, before the common markets open in 2025, a closed list of the administrative, technical…',
    );
  });

  it('cuts a long word that has no end', () => {
    expect(draftFrom('ә'.repeat(200)).title).toBe(`${'ә'.repeat(110)}…`);
  });
});
