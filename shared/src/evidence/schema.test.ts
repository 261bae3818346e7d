import { describe, expect, it } from 'vitest';
import { evidenceFields } from './schema.ts';

const accepts = (fields: object) => evidenceFields.safeParse({ title: 'An item', ...fields }).success;

const HOSTILE = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://example.org/x',
  '//example.org',
  'example.org',
  '/relative',
  `https://example.org/${'a'.repeat(2_000)}`,
];

describe('the address of an item', () => {
  it.each(HOSTILE)('is not %s', (url) => {
    expect(accepts({ url })).toBe(false);
    expect(accepts({ csl: { type: 'book', URL: url } })).toBe(false);
  });

  it.each(['', 'https://stat.gov.kz/a?b=c#d', 'http://www.carecprogram.org'])('may be %s', (url) => {
    expect(accepts({ url })).toBe(true);
    expect(accepts({ csl: { type: 'book', URL: url } })).toBe(true);
  });
});

describe('the description of an item', () => {
  it('is an object or nothing', () => {
    for (const csl of [[], 'x', 1]) expect(accepts({ csl })).toBe(false);
    for (const csl of [null, {}, { type: 'book', author: [{ family: 'Назарбаев', given: 'Н.' }] }]) expect(accepts({ csl })).toBe(true);
  });

  it('is neither long nor deep', () => {
    expect(accepts({ csl: { note: 'a'.repeat(20_001) } })).toBe(false);
    expect(accepts({ csl: { issued: { 'date-parts': [[2020, 9, 30]] } } })).toBe(true);
    expect(accepts({ csl: { a: [[[[[[[[1]]]]]]]] } })).toBe(false);
  });

  it('does not reach the prototype of what is made of it', () => {
    const csl = JSON.parse('{"type":"book","__proto__":{"administrator":true}}') as object;
    const parsed = evidenceFields.parse({ title: 'An item', csl });
    expect((parsed.csl as { administrator?: boolean }).administrator).toBeUndefined();
  });
});

describe('credibility', () => {
  it.each([0, 7, 1.5, '1', Number.NaN])('is not %s', (credibility) => {
    expect(accepts({ credibility })).toBe(false);
  });
});
