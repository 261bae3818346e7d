import type { IncomingMessage } from 'node:http';
import { type Action, may } from '@concordance/shared/identity/rules';
import type { Role } from '@concordance/shared/identity/schema';
import type { ProgrammeId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { askedBy } from '../http/asking.ts';
import type { ServerEnv, SignedIn } from '../http/server-env.ts';
import type { Database, Reader } from '../storage/database.ts';
import { type AuthSessions, storedId } from './sessions.ts';

/** The cookie's name: `__Host-` binds it to this very host, which browsers allow over https only. */
export const cookieName = (secure: boolean) => (secure ? '__Host-session' : 'session');

/** One cookie of a raw request; the live channel has no framework around it. */
export function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** A person's role in a programme now; null when they have none, or a guest's time is over. */
export async function roleIn(reader: Reader, programmeId: string, userId: string, now: Date = new Date()): Promise<Role | null> {
  const row = await reader
    .selectFrom('memberships')
    .select(['role', 'expires_at'])
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row ? roleOf(row, now) : null;
}

/** The same for whoever has this session, asked before it is known who that is: one trip to the database less. */
async function roleOfSession(reader: Reader, programmeId: string, sessionId: string): Promise<Role | null> {
  const row = await reader
    .selectFrom('memberships')
    .innerJoin('sessions', 'sessions.user_id', 'memberships.user_id')
    .select(['role', 'memberships.expires_at'])
    .where('programme_id', '=', programmeId)
    .where('sessions.id', '=', sessionId)
    .executeTakeFirst();
  return row ? roleOf(row) : null;
}

const PROGRAMME = /^\/api\/programmes\/([^/]+)/;

/** The role that a membership gives now; null when a guest's time is over. */
export function roleOf(membership: { readonly role: string; readonly expires_at: string | null }, now: Date = new Date()): Role | null {
  return membership.expires_at !== null && membership.expires_at <= now.toISOString() ? null : (membership.role as Role);
}

/** The address that our own proxies noted as the client's; null where none of ours stands in front. */
function forwardedAddress(header: string | undefined, trustedProxies: number): string | null {
  if (trustedProxies === 0) return null;
  const forwarded = (header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return forwarded.at(-trustedProxies) ?? 'unknown';
}

/** The client's address: the peer's, or the one our own proxies noted. */
export function clientAddress(c: Context, trustedProxies: number): string {
  const forwarded = forwardedAddress(c.req.header('x-forwarded-for'), trustedProxies);
  if (forwarded !== null) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // Called as a function, without a socket: tests and tools.
    return 'local';
  }
}

/** The same for a raw request: the sockets of a whole office behind our proxy are not one client's. */
export function requestAddress(request: IncomingMessage, trustedProxies: number): string {
  const header = request.headers['x-forwarded-for'];
  const forwarded = forwardedAddress(Array.isArray(header) ? header.join(',') : header, trustedProxies);
  return forwarded ?? request.socket.remoteAddress ?? 'unknown';
}

/** Finds out who is asking, and as what in the programme of the address; nobody is refused here. */
export function whoIsAsking(
  reader: Reader,
  sessions: AuthSessions,
  options: { readonly secure: boolean; readonly trustedProxies: number },
): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const token = getCookie(c, cookieName(options.secure));
    const programmeId = PROGRAMME.exec(c.req.path)?.[1];
    if (token && programmeId) {
      const role = roleOfSession(reader, programmeId, storedId(token));
      // Whoever asks for it gets the failure; some addresses never ask.
      role.catch(() => undefined);
      c.set('asked', { programmeId, role });
    }
    const session = token ? await sessions.validate(token) : null;
    c.set('address', clientAddress(c, options.trustedProxies));
    c.set(
      'me',
      session ? { userId: session.userId, name: session.name, administrator: session.administrator, sessionId: session.id } : null,
    );
    await askedBy({ sessionId: session?.id ?? '' }, next);
  };
}

/** The signed-in person, or the problem that says to sign in. */
export function requireSignedIn(c: Context<ServerEnv>): SignedIn {
  const me = c.var.me;
  if (!me) throw new Problem('not-signed-in');
  return me;
}

/**
 * Lets through who may do this in the programme of the address. A programme one is not a member of is not found,
 * whether it exists or not.
 */
export function inProgramme(database: Database, action: Action): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const me = requireSignedIn(c);
    const programmeId = c.req.param('programme') ?? '';
    const { asked } = c.var;
    const role = await (asked?.programmeId === programmeId ? asked.role : roleIn(database.reader, programmeId, me.userId));
    if (role === null) throw new Problem('not-found');
    if (!may({ role, administrator: me.administrator }, action)) throw new Problem('no-right');
    c.set('programme', { id: programmeId as ProgrammeId, role });
    await next();
  };
}

/** Lets through who has a right on the server as a whole. */
export function onServer(action: Action): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const me = requireSignedIn(c);
    if (!may({ role: null, administrator: me.administrator }, action)) throw new Problem('no-right');
    await next();
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether this Origin header is one of ours; compared as a whole, so that look-alikes fail. */
export function isOwnOrigin(origin: string | undefined, own: readonly string[]): boolean {
  return origin !== undefined && own.includes(origin);
}

/** Unsafe methods must come from our own pages: an Origin of ours, or a browser's word that it is the same origin. */
export function ownOriginOnly(origins: () => readonly string[]): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const origin = c.req.header('origin');
      const sameSite = c.req.header('sec-fetch-site') === 'same-origin';
      if (origin === undefined ? !sameSite : !isOwnOrigin(origin, origins())) throw new Problem('foreign-origin');
    }
    await next();
  };
}
