import { createApp } from '@concordance/server/app';
import type { Access } from '@concordance/server/collaboration/ports';
import { createRooms } from '@concordance/server/collaboration/rooms';
import { openJournal } from '@concordance/server/events/journal';
import { sharedAnswers } from '@concordance/server/events/shared-answers';
import { keepMoments } from '@concordance/server/history/moments';
import type { HistoryWorld } from '@concordance/server/history/ports';
import { StateReader } from '@concordance/server/history/state-reader';
import { addAccount } from '@concordance/server/identity/accounts';
import { cookieName } from '@concordance/server/identity/door';
import { argon2Passwords } from '@concordance/server/identity/passwords';
import { attemptLimit } from '@concordance/server/identity/rate-limit';
import { type RightsTouched, rightsBus } from '@concordance/server/identity/rights-bus';
import { luciaSessions } from '@concordance/server/identity/sessions';
import type { IdentityWorld } from '@concordance/server/identity/world';
import { openLog } from '@concordance/server/operations/log';
import { openMetrics } from '@concordance/server/operations/metrics';
import { createProgramme, type ProgrammeValues } from '@concordance/server/programmes/actions';
import { readingOn } from '@concordance/server/reading/questions';
import { editorJson } from '@concordance/server/recommendations/editor-json';
import { inTurn } from '@concordance/server/roundtables/in-turn';
import type { TableWorld } from '@concordance/server/roundtables/world';
import type { Database } from '@concordance/server/storage/database';
import { sqlDocumentStorage } from '@concordance/server/storage/documents';
import type { Role } from '@concordance/shared/identity/schema';
import { vi } from 'vitest';
import type { Doc } from 'yjs';
import { DIALECTS, type Dialect } from './dialects.ts';

/** The address people have in their browsers. */
export const ORIGIN = 'https://drafts.example.org';
const DAY_MS = 24 * 3600 * 1000;

/** What came back: the status, the parsed body (null where there is none) and the headers. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Asking {
  readonly body?: unknown;
  /** In place of JSON: sent as it is. */
  readonly raw?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody with a browser: every request carries their cookie and comes from our own pages. Paths begin behind `/api`. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly cookie: string | null;
  ask<Body = Record<string, unknown>>(method: string, path: string, asking?: Asking): Promise<Answer<Body>>;
  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>>;
  patch<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>>;
  delete<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>>;
  /** Posts what must succeed, and returns the body. */
  make<Body = { readonly id: string; readonly ref: string; readonly version: number }>(path: string, body: unknown): Promise<Body>;
}

export interface World {
  readonly app: ReturnType<typeof createApp>;
  readonly database: Database;
  readonly identity: IdentityWorld;
  readonly programmeId: string;
  /** `here('/trends')` is the register's path in the first programme. */
  here(path: string): string;
  readonly lead: Somebody;
  readonly researcher: Somebody;
  readonly participant: Somebody;
  readonly observer: Somebody;
  /** Administers the server and is a member of nothing. */
  readonly administrator: Somebody;
  /** Signed in, a member of nothing. */
  readonly stranger: Somebody;
  /** Not signed in. */
  readonly nobody: Somebody;
  /** Another programme on the same server, with a lead of its own. */
  readonly second: { readonly programmeId: string; readonly lead: Somebody; here(path: string): string };
  /** Adds an account with a session, and a role in the first programme where one is given. */
  person(name: string, options?: PersonOptions): Promise<Somebody>;
  /** Signs an account in once more, as another browser would. */
  browserOf(userId: string, name?: string): Promise<Somebody>;
  /** Somebody whose browser holds this cookie. */
  withCookie(id: string, name: string, cookie: string): Somebody;
  /** The same person at another process on the same database, which hears nothing of this one. */
  atAnotherProcess(who: Somebody): Somebody;
  /** What was written to the log, one JSON text a line. */
  readonly log: readonly string[];
  /** Whom the rights bus named, in order. */
  readonly touched: readonly RightsTouched[];
  /** Time stands still until it is moved. */
  readonly clock: { advance(milliseconds: number): void; days(count: number): void };
  /** Writes into a text as the editor of this person would. */
  write(documentId: string, userId: string, change: (doc: Doc) => void): Promise<void>;
  readonly history: HistoryWorld;
  readonly tables: TableWorld;
  drop(): Promise<void>;
}

export interface PersonOptions {
  readonly role?: Role;
  readonly programmeId?: string;
  readonly administrator?: boolean;
  readonly email?: string;
  readonly password?: string;
}

export interface WorldOptions {
  readonly dialect?: Dialect;
  readonly loginAttempts?: number;
  readonly trustedProxies?: number;
  /** False: people reach us over http, as on a first start. */
  readonly secure?: boolean;
  readonly stopping?: () => boolean;
  /** False: nobody has an account yet. */
  readonly peopled?: boolean;
}

const PROGRAMME: ProgrammeValues = {
  title: { en: 'Integration policy', ru: '', kk: '' },
  shortTitle: 'Integration',
  contractor: '',
  contract: '',
  firstYear: 2018,
  lastYear: 2020,
  languages: ['en'],
  citationStyle: 'plain',
  aim: '',
  rules: {},
};

/** A server without a port, on a database of its own, with named people in it. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const [first] = DIALECTS;
  const dialect = options.dialect ?? first;
  if (!dialect) throw new Error('no database engine');
  vi.useFakeTimers({ toFake: ['Date'] });
  const { database, drop } = await dialect.open();
  const secure = options.secure ?? true;
  const parts = openParts(database, options, secure);
  const { identity, app } = parts;

  async function browserOf(userId: string, name = ''): Promise<Somebody> {
    const { token } = await identity.sessions.start(userId as never, 'a test');
    return somebody(app, { id: userId, name, cookie: `${cookieName(secure)}=${token}` });
  }
  async function person(name: string, { role, programmeId: where, administrator, email, password }: PersonOptions = {}) {
    const passwordHash = password ? await identity.passwords.hash(password) : null;
    const account = { name, email: email ?? `${name}@example.org`, passwordHash, language: 'en', administrator: administrator ?? false };
    const at = new Date().toISOString();
    const id = await database.write(async (tx) => {
      const userId = await addAccount(tx, account, at);
      const membership = { programme_id: where ?? programmeId, user_id: userId, joined_at: at, expires_at: null };
      if (role)
        await tx
          .insertInto('memberships')
          .values({ ...membership, role })
          .execute();
      return userId;
    });
    return browserOf(id, name);
  }

  const found = async (founder: Somebody, shortTitle: string) =>
    (await createProgramme(parts.tables, founder.id, { ...PROGRAMME, shortTitle })).id;
  const nobody = somebody(app, { id: '', name: 'nobody', cookie: null });
  const peopled = options.peopled ?? true;
  let programmeId = '';
  const lead = peopled ? await person('lead') : nobody;
  if (peopled) programmeId = await found(lead, 'Integration');
  const member = (name: string, role?: Role) => (peopled ? person(name, role ? { role } : {}) : nobody);
  const secondLead = await member('second');
  const secondId = peopled ? await found(secondLead, 'Second') : '';
  return {
    app,
    database,
    identity,
    programmeId,
    here: (path) => `/programmes/${programmeId}${path}`,
    lead,
    researcher: await member('researcher', 'researcher'),
    participant: await member('participant', 'participant'),
    observer: await member('observer', 'observer'),
    administrator: peopled ? await person('administrator', { administrator: true }) : nobody,
    stranger: await member('stranger'),
    nobody,
    second: { programmeId: secondId, lead: secondLead, here: (path) => `/programmes/${secondId}${path}` },
    person,
    browserOf,
    withCookie: (id, name, cookie) => somebody(app, { id, name, cookie }),
    atAnotherProcess: (who) => somebody(openParts(database, options, secure).app, who),
    log: parts.lines,
    touched: parts.touched,
    clock: {
      advance: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
      days: (count) => void vi.setSystemTime(Date.now() + count * DAY_MS),
    },
    write: (documentId, userId, change) => parts.rooms.transact(documentId, userId, change),
    history: parts.history,
    tables: parts.tables,
    async drop() {
      await parts.rooms.close();
      await parts.history.states.close();
      await drop();
    },
  };
}

/** Nobody comes to these rooms by a socket. */
const NOBODY: Access = {
  originAllowed: () => false,
  admit: async () => ({ kind: 'refused', close: 4404 }),
  readmit: async () => ({ kind: 'refused', close: 4404 }),
};

function openParts(database: Database, options: WorldOptions, secure: boolean) {
  const lines: string[] = [];
  const log = openLog('debug', { write: (line) => void lines.push(line) });
  const touched: RightsTouched[] = [];
  const attempts = options.loginAttempts ?? 10;
  const journal = openJournal(database);
  const rights = rightsBus();
  rights.subscribe(async (one) => void touched.push(one));
  const identity: IdentityWorld = {
    database,
    journal,
    rights,
    sessions: luciaSessions(database),
    passwords: argon2Passwords(),
    secure,
    now: () => new Date(),
    attempts: { account: attemptLimit(attempts, 900), address: attemptLimit(attempts * 5, 900) },
  };
  const rooms = createRooms({ storage: sqlDocumentStorage(database), access: NOBODY });
  const texts: HistoryWorld['texts'] = {
    read: (documentId) => rooms.read(documentId),
    transact: (documentId, userId, change) => rooms.transact(documentId, userId, change),
  };
  const history: HistoryWorld = { database, journal, now: () => new Date(), texts, states: new StateReader() };
  const tables: TableWorld = {
    database,
    journal,
    answers: sharedAnswers(database, journal),
    reading: readingOn(database.reader),
    now: identity.now,
    rights,
    present: () => new Set(),
    readText: async (documentId) => {
      const state = await rooms.read(documentId);
      return state === null ? null : editorJson(state);
    },
    ratingKey: new Uint8Array(32).fill(7),
    attempts: attemptLimit(attempts * 5, 900),
    inTurn: inTurn(),
    arrivals: attemptLimit(600, 900),
    keep: keepMoments(history, log),
  };
  const app = createApp({
    texts,
    states: history.states,
    sendsMail: true,
    tables,
    identity,
    journal,
    metrics: openMetrics(),
    log,
    client: null,
    stopping: options.stopping ?? (() => false),
    edge: { secure, trustedProxies: options.trustedProxies ?? 0, origins: () => [ORIGIN] },
  });
  return { app, identity, tables, lines, touched, rooms, history };
}

function somebody(app: World['app'], who: { readonly id: string; readonly name: string; readonly cookie: string | null }): Somebody {
  async function ask<Body>(method: string, path: string, asking: Asking = {}): Promise<Answer<Body>> {
    const headers = new Headers({ origin: ORIGIN, ...(who.cookie && { cookie: who.cookie }) });
    const body = asking.raw ?? (asking.body === undefined ? undefined : JSON.stringify(asking.body));
    if (asking.raw === undefined && method !== 'GET') headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(asking.headers ?? {})) {
      if (value === '') headers.delete(name);
      else headers.set(name, value);
    }
    const response = await app.request(`/api${path}`, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text === '' ? null : text) as Body };
  }
  return {
    ...who,
    ask,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, { body }),
    patch: (path, body) => ask('PATCH', path, { body }),
    delete: (path) => ask('DELETE', path),
    async make<Body>(path: string, body: unknown) {
      const answer = await ask<Body>('POST', path, { body });
      if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}
