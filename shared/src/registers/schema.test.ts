import { describe, expect, it } from 'vitest';
import { line, listQuery, prose, recordIds, requiredLine, seenVersion } from './schema.ts';

const ID = '0123456789abcdefghjkmnpqrs';

describe('a line of text', () => {
  it('is trimmed, on one line and composed', () => {
    expect(line().parse('  Қазақ\n\t стан и\u0306 ')).toBe('Қазақ стан й');
  });

  it('keeps no control characters and no halves of characters', () => {
    expect(line().parse('a\u0000b\u0007c\u009fd')).toBe('abcd');
    expect(line().parse('a\ud800b')).toBe('a\ufffdb');
  });

  it('is measured after it was cleaned', () => {
    expect(line(3).safeParse('  abc  ').success).toBe(true);
    expect(line(3).safeParse('abcd').success).toBe(false);
  });

  it('that is needed is not made of blanks or control characters', () => {
    expect(requiredLine().safeParse(' \u0000 ').success).toBe(false);
  });
});

describe('prose', () => {
  it('keeps its lines and tabs and loses control characters', () => {
    expect(prose().parse(' one\r\n\ttwo\u0000\u001b ')).toBe('one\r\n\ttwo');
  });
});

describe('a list of records', () => {
  it('names a record once, in the order given', () => {
    const other = `${ID.slice(0, 25)}t`;
    expect(recordIds.parse([other, ID, other])).toEqual([other, ID]);
  });

  it('takes ids only', () => {
    expect(recordIds.safeParse(['TRD-1']).success).toBe(false);
    expect(recordIds.safeParse(["' or 1=1 --"]).success).toBe(false);
  });
});

describe('the query of a list', () => {
  it('has defaults for everything', () => {
    expect(listQuery.parse({})).toEqual({ find: '', sort: 'ref', filter: [], archived: 'no', offset: 0, limit: 100 });
  });

  it('takes one filter or several', () => {
    expect(listQuery.parse({ filter: 'kind:speech' }).filter).toEqual(['kind:speech']);
    expect(listQuery.parse({ filter: ['kind:speech', 'kind:event'] }).filter).toHaveLength(2);
  });

  it.each([{ limit: '0' }, { limit: '501' }, { offset: '-1' }, { offset: 'x' }, { archived: 'maybe' }, { filter: '__proto__:x' }])(
    'refuses %o',
    (query) => {
      expect(listQuery.safeParse(query).success).toBe(false);
    },
  );
});

describe('the version a writer saw', () => {
  it.each([0, -1, 1.5, 2 ** 31, '1', null])('is not %s', (version) => {
    expect(seenVersion.safeParse(version).success).toBe(false);
  });
});
