import { problemSentence } from '@concordance/shared/problem-sentences';
import { type FieldProblem, Problem, type ProblemBody, type ProblemCode } from '@concordance/shared/problems';
import { LANGUAGES, type Language } from '@concordance/shared/programmes/schema';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { ZodError } from 'zod';

/** The reader's language: the first of ours that `Accept-Language` names, in its order of preference; else English. */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { tag } of wanted) {
    const found = LANGUAGES.find((language) => language === tag);
    if (found) return found;
  }
  return 'en';
}

/** A `Problem` as it is written out (RFC 9457), in the reader's language. */
export function problemBody(
  problem: Problem,
  acceptLanguage: string | undefined,
): { readonly body: ProblemBody; readonly language: Language } {
  const language = preferredLanguage(acceptLanguage);
  const body = {
    type: `urn:concordance:problem:${problem.code}`,
    code: problem.code,
    status: problem.status,
    title: problemSentence(problem.code, language, problem.details),
    ...problem.details,
  };
  return { body, language };
}

/** A `Problem` as an answer. */
export function problemResponse(problem: Problem, acceptLanguage: string | undefined): Response {
  const { body, language } = problemBody(problem, acceptLanguage);
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8', 'content-language': language });
  if (problem.details.retryAfter !== undefined) headers.set('retry-after', String(problem.details.retryAfter));
  // The rest of the body is not read any more, so that nothing can follow it on this connection.
  if (problem.code === 'too-large') headers.set('connection', 'close');
  return new Response(JSON.stringify(body), { status: problem.status, headers });
}

const BY_STATUS: Readonly<Partial<Record<number, ProblemCode>>> = {
  400: 'malformed',
  401: 'not-signed-in',
  403: 'no-right',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media',
};

/** Whatever was thrown, as a `Problem`: what was not expected becomes `failed` and is logged once, here. */
export function toProblem(error: unknown, log: Logger): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) return new Problem(BY_STATUS[error.status] ?? 'failed');
  if (error instanceof SyntaxError) return new Problem('malformed');
  log.error({ err: error }, 'unexpected failure');
  return new Problem('failed');
}

/** For `app.onError`. */
export function answerProblem(log: Logger) {
  return (error: Error, c: Context): Response => problemResponse(toProblem(error, log), c.req.header('accept-language'));
}

/** A refused value, field by field. `given` is what was sent: the validator does not say whether a value was missing or wrong. */
export function invalid(error: ZodError, given: unknown): Problem {
  const fields = error.issues.flatMap((issue) => fieldProblems(issue, given));
  return new Problem('invalid', { fields: fields.slice(0, 50) });
}

type Issue = ZodError['issues'][number];

function fieldProblems(issue: Issue, given: unknown): readonly FieldProblem[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, rule: valueAt(given, issue.path) === undefined ? 'required' : 'format' }];
    case 'too_small':
      if (issue.origin !== 'string') return [{ path, rule: 'too-small', limit: Number(issue.minimum) }];
      return [issue.minimum === 1 ? { path, rule: 'required' } : { path, rule: 'too-short', limit: Number(issue.minimum) }];
    case 'too_big':
      return [{ path, rule: issue.origin === 'string' ? 'too-long' : 'too-big', limit: Number(issue.maximum) }];
    case 'invalid_value':
      return [{ path, rule: 'not-allowed' }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), rule: 'not-allowed' }));
    case 'custom':
      return [{ path, rule: issue.message === 'required' ? 'required' : 'format' }];
    default:
      return [{ path, rule: 'format' }];
  }
}

function valueAt(given: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], given);
}
