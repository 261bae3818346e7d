import { describe, expect, it } from 'vitest';
import { holdsObjects, proposalDraft, spacedFor } from './proposal-draft.ts';

const anchor = (quote: string, prefix = '', suffix = '') => ({ start: 'AAAA', end: 'AAAA', quote, prefix, suffix });

describe('what is proposed', () => {
  it('is other words, or none', () => {
    const words = anchor('exports fell');
    expect(proposalDraft(words, anchor(''), 'exports rose ')?.suggestion).toEqual({ kind: 'replace', text: 'exports rose' });
    expect(proposalDraft(words, anchor(''), ' ')?.suggestion).toEqual({ kind: 'delete', text: '' });
    expect(proposalDraft(words, anchor(''), 'exports fell')).toBeNull();
  });

  it('is words at the caret, with a space to their neighbours', () => {
    expect(proposalDraft(null, anchor('', 'the exports', ' fell'), 'of wheat')?.suggestion).toEqual({ kind: 'insert', text: ' of wheat' });
    expect(spacedFor(anchor('', 'the ', 'exports'), 'total')).toBe('total ');
    expect(spacedFor(anchor('', 'exports', '.'), ', it is said,')).toBe(', it is said,');
    expect(proposalDraft(null, anchor(''), '  ')).toBeNull();
  });

  it('has to leave citations alone', () => {
    expect(holdsObjects(anchor('exports \uFFFC fell'))).toBe(true);
    expect(holdsObjects(anchor('exports fell'))).toBe(false);
    expect(holdsObjects(null)).toBe(false);
  });
});
