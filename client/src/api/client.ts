import type { FieldProblem, ProblemBody, ProblemCode } from '@concordance/shared/problems';

/** A failed request: the server's problem, or `network` when no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode | 'network';
  readonly status: number;
  /** One sentence for the reader, in their language; empty for `network`, which the screen words itself. */
  readonly title: string;
  readonly fields: readonly FieldProblem[];
  /** For `stale-version`: the record as it is on the server now. */
  readonly current: unknown;
  /** Seconds to wait before another try, where the server said so. */
  readonly retryAfter: number | null;
  readonly places: readonly string[];

  constructor(code: ProblemCode | 'network', status: number, body: Partial<ProblemBody> = {}) {
    super(body.title ?? code);
    this.code = code;
    this.status = status;
    this.title = body.title ?? '';
    this.fields = body.fields ?? [];
    this.current = body.current;
    this.retryAfter = body.retryAfter ?? null;
    this.places = body.places ?? [];
  }
}

type QueryValue = string | number | boolean | readonly string[] | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

interface Options {
  readonly query?: Query;
  readonly signal?: AbortSignal;
}

/** `address('/x', {filter: ['a:1', 'b:2'], find: ''})` is `/x?filter=a%3A1&filter=b%3A2`: empty and missing values are left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const each of values) if (each !== undefined && each !== '') search.append(name, String(each));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
  // A proxy may answer in the server's place, with a page instead of a problem.
  return new ApiProblem(body?.code ?? (response.status >= 502 ? 'network' : 'failed'), response.status, body ?? {});
}

async function send<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const form = body instanceof FormData;
  const headers = new Headers({ accept: 'application/json', 'accept-language': document.documentElement.lang || 'en' });
  if (body !== undefined && !form) headers.set('content-type', 'application/json');
  const response = await fetch(address(path, options.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('network', 0);
  });
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/**
 * The one way to the server. The type named at the call is the shared schema's type of that answer; the server checks
 * what it sends. Every failure is an `ApiProblem`; an aborted request rejects with the browser's `AbortError`.
 */
export const api = {
  get: <T>(path: string, options: Options = {}) => send<T>('GET', path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options: Options = {}) => send<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: Options = {}) => send<T>('PATCH', path, body, options),
  /** `body` may be a `FormData`, for attachments. */
  put: <T>(path: string, body: unknown, options: Options = {}) => send<T>('PUT', path, body, options),
  delete: <T = void>(path: string, options: Options = {}) => send<T>('DELETE', path, undefined, options),
} as const;
