import type { Role } from '@concordance/shared/identity/schema';
import type { ProgrammeId, UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { invalid } from './problems.ts';

/** Who sent this request. */
export interface SignedIn {
  readonly userId: UserId;
  readonly name: string;
  readonly administrator: boolean;
  /** The stored id of the session (a hash), by which open sockets are found. */
  readonly sessionId: string;
}

/** What the request stands in, once the door has let it through. */
export interface InProgramme {
  readonly id: ProgrammeId;
  readonly role: Role;
}

/** The programme that the address names, and what the asking person is in it; not judged yet. */
export interface AskedProgramme {
  readonly programmeId: string;
  readonly role: Promise<Role | null>;
}

/** Variables that middleware sets on a request. */
export interface ServerEnv {
  Variables: { me: SignedIn | null; asked?: AskedProgramme; programme: InProgramme; address: string };
}

/** A part of the HTTP edge: bad input becomes a `Problem` before a handler runs. */
export function routes(): OpenAPIHono<ServerEnv> {
  return new OpenAPIHono<ServerEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      // An address that cannot be anything of ours is the address of nothing.
      if (result.target === 'param') throw new Problem('not-found');
      throw invalid(result.error, (result as { readonly data?: unknown }).data);
    },
  });
}

/** An answer whose JSON is written out already. */
export function shared(c: Context<ServerEnv>, json: Uint8Array<ArrayBuffer>): Response {
  return c.body(json, 200, { 'content-type': 'application/json' });
}
