import { PROBLEM_SENTENCES } from '@concordance/shared/problem-sentences';
import { PROBLEMS, Problem, type ProblemCode } from '@concordance/shared/problems';
import { HTTPException } from 'hono/http-exception';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invalid, preferredLanguage, problemResponse, toProblem } from './problems.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['kk', 'kk'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['de, en;q=0.5, kk;q=0.7', 'kk'],
    ['KK-Cyrl-KZ', 'kk'],
    ['de,fr', 'en'],
    ['ru;q=0, de', 'en'],
    ['*', 'en'],
    ['ru;q=x, kk;q=0.1', 'kk'],
    [';;;,,,q=', 'en'],
  ])('for %s is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a problem as an answer', () => {
  it('says its code, status and sentence in the language of the reader, as RFC 9457 has it', async () => {
    const response = problemResponse(new Problem('not-found'), 'kk');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('content-language')).toBe('kk');
    expect(await response.json()).toEqual({
      type: 'urn:concordance:problem:not-found',
      code: 'not-found',
      status: 404,
      title: PROBLEM_SENTENCES['not-found'].kk,
    });
  });

  it('says when to come back', () => {
    expect(problemResponse(new Problem('busy', { retryAfter: 7 }), 'en').headers.get('retry-after')).toBe('7');
  });

  it.each(Object.keys(PROBLEMS) as ProblemCode[])('%s is no success', (code) => {
    expect(problemResponse(new Problem(code), 'en').status).toBeGreaterThanOrEqual(400);
  });
});

describe('what was thrown', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });

  it.each([
    [new Problem('archived'), 'archived'],
    [new HTTPException(400), 'malformed'],
    [new HTTPException(413), 'too-large'],
    [new HTTPException(415), 'unsupported-media'],
    [new HTTPException(418), 'failed'],
    [new SyntaxError('x'), 'malformed'],
  ])('%s becomes the problem %s', (error, code) => {
    expect(toProblem(error, log).code).toBe(code);
  });

  it('unexpectedly is told as a failure and logged once', () => {
    expect(toProblem(new Error('the disk is full'), log).code).toBe('failed');
    expect(lines.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
  });
});

describe('a refused value', () => {
  const schema = z.strictObject({
    title: z.string().min(1).max(5),
    password: z.string().min(10).optional(),
    level: z.number().int().min(1).max(5).optional(),
    kind: z.enum(['a', 'b']).optional(),
    list: z
      .array(z.object({ text: z.string() }))
      .max(1)
      .optional(),
    url: z.union([z.literal(''), z.url()]).optional(),
    must: z
      .string()
      .refine((value) => value === 'x', { message: 'required' })
      .optional(),
  });
  const fields = (value: unknown) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [] : invalid(parsed.error, value).details.fields;
  };

  it.each([
    [{}, { path: 'title', rule: 'required' }],
    [{ title: null }, { path: 'title', rule: 'format' }],
    [{ title: 5 }, { path: 'title', rule: 'format' }],
    [{ title: '' }, { path: 'title', rule: 'required' }],
    [{ title: 'too long' }, { path: 'title', rule: 'too-long', limit: 5 }],
    [
      { title: 'a', password: 'short' },
      { path: 'password', rule: 'too-short', limit: 10 },
    ],
    [
      { title: 'a', level: 0 },
      { path: 'level', rule: 'too-small', limit: 1 },
    ],
    [
      { title: 'a', level: 6 },
      { path: 'level', rule: 'too-big', limit: 5 },
    ],
    [
      { title: 'a', kind: 'c' },
      { path: 'kind', rule: 'not-allowed' },
    ],
    [
      { title: 'a', list: [{}] },
      { path: 'list.0.text', rule: 'required' },
    ],
    [
      { title: 'a', list: [{ text: 'x' }, { text: 'y' }] },
      { path: 'list', rule: 'too-big', limit: 1 },
    ],
    [
      { title: 'a', url: 'javascript' },
      { path: 'url', rule: 'format' },
    ],
    [
      { title: 'a', must: 'y' },
      { path: 'must', rule: 'required' },
    ],
    [
      { title: 'a', other: 1 },
      { path: 'other', rule: 'not-allowed' },
    ],
    [null, { path: '', rule: 'format' }],
    ['text', { path: '', rule: 'format' }],
  ])('%o names its field and its rule', (value, field) => {
    expect(fields(value)).toEqual([field]);
  });

  it('names each field that has no place', () => {
    expect(fields({ title: 'a', one: 1, two: 2 })).toEqual([
      { path: 'one', rule: 'not-allowed' },
      { path: 'two', rule: 'not-allowed' },
    ]);
  });

  it('with very many faults names fifty of them', () => {
    const strange = Object.fromEntries(Array.from({ length: 80 }, (_, place) => [`field${place}`, 1]));
    expect(fields({ title: 'a', ...strange })).toHaveLength(50);
  });
});
