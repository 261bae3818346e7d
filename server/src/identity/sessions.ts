import { createHash } from 'node:crypto';
import type { UserId } from '@concordance/shared/ids';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { askTogether } from '../storage/ask-together.ts';
import type { Database } from '../storage/database.ts';

/** Ten days without a visit end a session, thirty days end it in any case (ASVS 7.3). */
const IDLE = new TimeSpan(10, 'd');
const ABSOLUTE_MS = 30 * 24 * 3600 * 1000;
/** `last_seen_at` is for the reader's list of sessions; a write for every request would be too dear. */
const SEEN_EVERY_MS = 5 * 60 * 1000;

export interface Session {
  /** The stored id: a hash, safe to log and to compare. */
  readonly id: string;
  readonly userId: UserId;
  readonly name: string;
  readonly administrator: boolean;
}

export interface StoredSession {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly agent: string;
}

/**
 * Sessions of signed-in people. Lucia stands behind this interface alone, since its upstream has ended; whoever
 * replaces it changes this file.
 */
export interface AuthSessions {
  /** Starts a session and returns the token that belongs into the cookie. */
  start(userId: UserId, agent: string): Promise<{ readonly token: string; readonly id: string }>;
  /** Who a token belongs to; null when it is unknown, expired, or the account is disabled. */
  validate(token: string): Promise<Session | null>;
  /** The same for a stored id, for connections that are already open. */
  validateStored(id: string): Promise<Session | null>;
  list(userId: UserId): Promise<readonly StoredSession[]>;
  end(id: string, userId: UserId): Promise<void>;
  endAll(userId: UserId): Promise<readonly string[]>;
  sweep(): Promise<void>;
}

/** What is stored in place of a token. */
export function storedId(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, UserAttributes>;
    DatabaseUserAttributes: UserAttributes;
    DatabaseSessionAttributes: { agent: string };
  }
}

interface UserAttributes {
  readonly name: string;
  readonly administrator: boolean;
  readonly disabled: boolean;
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

/** Sessions with their people, by stored id; a thousand people who come back at once ask in a few queries. */
function sessionsOf(database: Database) {
  return askTogether(async (ids) => {
    const rows = await readSessions(database, ids);
    return new Map(rows.map((row) => [row.id, row]));
  });
}

type AskSession = ReturnType<typeof sessionsOf>;

function readSessions(database: Database, ids: readonly string[]) {
  return database.reader
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.id',
      'sessions.user_id',
      'sessions.expires_at',
      'sessions.created_at',
      'sessions.last_seen_at',
      'sessions.agent',
      'users.name',
      'users.administrator',
      'users.disabled',
    ])
    .where('sessions.id', 'in', ids)
    .execute();
}

/** Lucia's adapter on our tables. Ids that come from Lucia are tokens and are hashed at once. */
function hashingAdapter(database: Database, sessionAndUser: AskSession): Adapter {
  return {
    async getSessionAndUser(token) {
      const row = await sessionAndUser(storedId(token));
      if (!row) return [null, null];
      const attributes: UserAttributes = {
        name: row.name,
        administrator: row.administrator === 1,
        disabled: row.disabled === 1,
        startedAt: row.created_at,
        lastSeenAt: row.last_seen_at,
      };
      const session: DatabaseSession = {
        id: token,
        userId: row.user_id,
        expiresAt: new Date(row.expires_at),
        attributes: { agent: row.agent },
      };
      return [session, { id: row.user_id, attributes }];
    },
    // Lucia would need tokens here, which nobody has any more; our own list below reads the stored ids.
    getUserSessions: async () => [],
    async setSession(session) {
      const now = new Date().toISOString();
      await database.write((tx) =>
        tx
          .insertInto('sessions')
          .values({
            id: storedId(session.id),
            user_id: session.userId,
            created_at: now,
            last_seen_at: now,
            expires_at: session.expiresAt.toISOString(),
            agent: session.attributes.agent.slice(0, 200),
          })
          .execute(),
      );
    },
    async updateSessionExpiration(token, expiresAt) {
      await database.write((tx) =>
        tx.updateTable('sessions').set({ expires_at: expiresAt.toISOString() }).where('id', '=', storedId(token)).execute(),
      );
    },
    async deleteSession(token) {
      await database.write((tx) => tx.deleteFrom('sessions').where('id', '=', storedId(token)).execute());
    },
    async deleteUserSessions(userId) {
      await database.write((tx) => tx.deleteFrom('sessions').where('user_id', '=', userId).execute());
    },
    async deleteExpiredSessions() {
      const now = new Date();
      await database.write((tx) =>
        tx
          .deleteFrom('sessions')
          .where((where) =>
            where.or([
              where('expires_at', '<=', now.toISOString()),
              where('created_at', '<=', new Date(now.getTime() - ABSOLUTE_MS).toISOString()),
            ]),
          )
          .execute(),
      );
    },
  };
}

/** Sessions by Lucia 3 on our database. */
export function luciaSessions(database: Database, now: () => Date = () => new Date()): AuthSessions {
  const sessionAndUser = sessionsOf(database);
  const lucia = new Lucia(hashingAdapter(database, sessionAndUser), {
    sessionExpiresIn: IDLE,
    getUserAttributes: (attributes) => attributes,
  });
  const tooOld = (startedAt: string) => now().getTime() - new Date(startedAt).getTime() > ABSOLUTE_MS;

  return {
    async start(userId, agent) {
      // Never with an id of the caller's: a fixed id is session fixation.
      const session = await lucia.createSession(userId, { agent });
      return { token: session.id, id: storedId(session.id) };
    },
    async validate(token) {
      const { session, user } = await lucia.validateSession(token);
      if (!session || !user || user.disabled || tooOld(user.startedAt)) return null;
      const id = storedId(token);
      if (now().getTime() - new Date(user.lastSeenAt).getTime() > SEEN_EVERY_MS) {
        await database.write((tx) => tx.updateTable('sessions').set({ last_seen_at: now().toISOString() }).where('id', '=', id).execute());
      }
      return { id, userId: user.id as UserId, name: user.name, administrator: user.administrator };
    },
    async validateStored(id) {
      const row = await sessionAndUser(id);
      if (!row || row.disabled === 1 || new Date(row.expires_at) <= now() || tooOld(row.created_at)) return null;
      return { id, userId: row.user_id as UserId, name: row.name, administrator: row.administrator === 1 };
    },
    async list(userId) {
      const rows = await database.reader
        .selectFrom('sessions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('expires_at', '>', now().toISOString())
        .orderBy('last_seen_at', 'desc')
        .execute();
      return rows.map((row) => ({ id: row.id, createdAt: row.created_at, lastSeenAt: row.last_seen_at, agent: row.agent }));
    },
    async end(id, userId) {
      await database.write((tx) => tx.deleteFrom('sessions').where('id', '=', id).where('user_id', '=', userId).execute());
    },
    async endAll(userId) {
      return database.write(async (tx) => {
        const rows = await tx.deleteFrom('sessions').where('user_id', '=', userId).returning('id').execute();
        return rows.map((row) => row.id);
      });
    },
    sweep: () => lucia.deleteExpiredSessions(),
  };
}
