import { describe, expect, it } from 'vitest';
import { linkDraft } from './schema.ts';

const targetId = '0123456789abcdefghjkmnpqrs';

describe('a link that a person makes', () => {
  it('is never a citation: those come from the text alone', () => {
    expect(linkDraft.safeParse({ kind: 'cites', targetId }).success).toBe(false);
  });

  it('to evidence supports it unless told otherwise', () => {
    expect(linkDraft.parse({ kind: 'rests', targetId })).toEqual({ kind: 'rests', targetId, note: '', stance: 'supports', locator: '' });
  });

  it('to a risk may say what is left of it', () => {
    expect(linkDraft.parse({ kind: 'treats', targetId, residualImpact: 2 })).toMatchObject({ residualImpact: 2, residualLikelihood: null });
    for (const residualImpact of [0, 6, 2.5, '2'])
      expect(linkDraft.safeParse({ kind: 'treats', targetId, residualImpact }).success).toBe(false);
  });

  it('to a trend has neither stance nor residual', () => {
    expect(linkDraft.parse({ kind: 'answers', targetId, stance: 'opposes', residualImpact: 1 })).toEqual({
      kind: 'answers',
      targetId,
      note: '',
    });
  });
});
