import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemCode } from '@concordance/shared/problems';
import type { Refusal } from '../collaboration/upgrade-router.ts';
import { problemBody } from './problems.ts';

/** How long a client may take to say what it wants. */
export interface Patience {
  readonly headersMs: number;
  readonly wholeMs: number;
  readonly lookEveryMs: number;
}

/** Enough for the largest file on a slow line, and too little to hold a connection for nothing. */
export const PATIENCE: Patience = { headersMs: 15_000, wholeMs: 120_000, lookEveryMs: 2_000 };

const CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed',
  401: 'not-signed-in',
  403: 'no-right',
  404: 'not-found',
  429: 'too-many-connections',
  503: 'busy',
};

/** Seconds after which it is worth trying again. */
const AGAIN: Readonly<Record<number, number>> = { 429: 60, 503: 5 };

/** What is said to whoever is refused an upgrade: the same problem, in the same languages, as every other answer. */
export const refusalsInWords = (isOurs: (request: IncomingMessage) => boolean) => (request: IncomingMessage, status: number) =>
  refusal(request, status === 403 && !isOurs(request) ? 'foreign-origin' : CODES[status], status);

function refusal(request: IncomingMessage, code: ProblemCode | undefined, status: number): Refusal | null {
  if (!code) return null;
  const retryAfter = AGAIN[status];
  const problem = new Problem(code, retryAfter === undefined ? {} : { retryAfter });
  const { body, language } = problemBody(problem, request.headers['accept-language']);
  return {
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': language,
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    text: JSON.stringify(body),
  };
}

/** A failure of a connection, as Node names it, as the problem that its client is told. */
function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('too-slow');
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('too-large');
  return new Problem('malformed');
}

/** The response that has begun on a connection, if any: a second answer in its middle would be read as a part of it. */
const hasBegun = (socket: Duplex) =>
  (socket as Duplex & { readonly _httpMessage?: { readonly headersSent: boolean } | null })._httpMessage?.headersSent === true;

/** Ends connections that never come to the point, and says why. Which language they read they may not have said yet: English. */
export function endSlowRequests(server: Server, patience: Patience): void {
  server.headersTimeout = patience.headersMs;
  server.requestTimeout = patience.wholeMs;
  server.on('clientError', (error: Error & { readonly code?: string }, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET' || hasBegun(socket)) {
      socket.destroy();
      return;
    }
    const problem = problemOf(error.code);
    const text = JSON.stringify(problemBody(problem, undefined).body);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Connection: close',
      'Content-Type: application/problem+json; charset=utf-8',
      'Content-Language: en',
      `Content-Length: ${Buffer.byteLength(text)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
  });
}
