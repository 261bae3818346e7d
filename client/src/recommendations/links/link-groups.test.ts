import { describe, expect, it } from 'vitest';
import { sampleLink } from '../sample-records.ts';
import { groupLinks, linkKindFor } from './link-groups.ts';

describe('the links of a recommendation', () => {
  it('stand in the order of an argument, evidence by stance', () => {
    const groups = groupLinks([
      sampleLink({ kind: 'rests', stance: 'qualifies', ref: 'EVD-27', source: 'Interviews' }),
      sampleLink({ kind: 'treats', ref: 'RSK-5' }),
      sampleLink({ kind: 'rests', stance: 'supports', ref: 'EVD-12', source: 'Committee' }),
      sampleLink({ kind: 'answers', ref: 'TRD-6' }),
      sampleLink({ kind: 'rests', stance: 'supports', ref: 'EVD-18', source: 'Committee' }),
    ]);
    expect(groups.answers.map((link) => link.target.ref)).toEqual(['TRD-6']);
    expect(groups.treats.map((link) => link.target.ref)).toEqual(['RSK-5']);
    expect(groups.rests.map((group) => [group.stance, group.links.length])).toEqual([
      ['supports', 2],
      ['qualifies', 1],
    ]);
    expect(groups.evidence).toEqual({ items: 3, sources: 2 });
    expect(groups.total).toBe(5);
  });

  it('show a cited item once, and only while it is not linked', () => {
    const groups = groupLinks([
      sampleLink({ kind: 'rests', stance: 'supports', ref: 'EVD-12' }),
      sampleLink({ kind: 'cites', ref: 'EVD-12' }),
      sampleLink({ kind: 'cites', ref: 'RSK-3' }),
      sampleLink({ kind: 'cites', ref: 'RSK-3', locator: 'p. 9' }),
    ]);
    expect(groups.cited.rests).toEqual([]);
    expect(groups.cited.treats.map((link) => link.target.ref)).toEqual(['RSK-3']);
    expect(groups.total).toBe(2);
  });

  it('leave out a body that the text names', () => {
    expect(groupLinks([sampleLink({ kind: 'cites', ref: 'BOD-2' })]).total).toBe(0);
    expect(linkKindFor('body')).toBeNull();
  });
});
