import { describe, expect, it } from 'vitest';
import { allowedHref, hrefFromTyping } from './hrefs.ts';

const HOSTILE = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript&colon;alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  'ftp://example.org/',
  'tel:+7',
  'cid:1',
  '//evil.example/',
  '/relative',
  'relative',
  '#fragment',
  '',
  ' ',
  'https://',
  'http://user:secret@example.org/',
  'https://example.org@evil.example/',
  `https://example.org/${'a'.repeat(2_000)}`,
  'view-source:https://example.org',
  'feed:javascript:alert(1)',
];

describe('addresses of links', () => {
  it.each(HOSTILE)('refuses %j', (href) => {
    expect(allowedHref(href)).toBeNull();
  });
  it.each([null, undefined, 1, {}, [], ['https://example.org']])('refuses what is not text: %j', (href) => {
    expect(allowedHref(href)).toBeNull();
  });
  it.each([
    ['https://stat.gov.kz/ru/', 'https://stat.gov.kz/ru/'],
    [' http://example.org/a b ', 'http://example.org/a%20b'],
    ['HTTPS://Example.ORG', 'https://example.org/'],
    ['mailto:lead@example.org', 'mailto:lead@example.org'],
  ])('passes %j as the browser reads it', (href, read) => {
    expect(allowedHref(href)).toBe(read);
  });
  it.each([
    ['example.org', 'https://example.org/'],
    ['stat.gov.kz/ru?x=1', 'https://stat.gov.kz/ru?x=1'],
    ['lead@example.org', 'mailto:lead@example.org'],
    ['https://example.org', 'https://example.org/'],
    ['not an address', null],
    ['javascript:alert(1)', null],
  ])('completes what was typed: %j', (typed, href) => {
    expect(hrefFromTyping(typed)).toBe(href);
  });
});
