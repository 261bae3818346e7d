import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { editorSchema } from '@concordance/shared/editor/schema';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { DEFAULT_LIMITS, type Limits } from './collaboration/limits.ts';
import { createRooms, type Rooms } from './collaboration/rooms.ts';
import { createCollaborationDoor } from './collaboration/upgrade.ts';
import { createUpgradeRouter, refuseUpgrade } from './collaboration/upgrade-router.ts';
import type { Config } from './config.ts';
import { EVENTS_PATH, eventsDoor } from './events/door.ts';
import { openEventFeed } from './events/feed.ts';
import { openJournal } from './events/journal.ts';
import { sharedAnswers } from './events/shared-answers.ts';
import { sweepAttachments } from './files/actions.ts';
import { keepHistory } from './history/keeper.ts';
import { keepMoments } from './history/moments.ts';
import type { HistoryWorld, LiveTexts } from './history/ports.ts';
import { StateReader } from './history/state-reader.ts';
import { endSlowRequests, PATIENCE, type Patience, refusalsInWords } from './http/raw-answers.ts';
import { isOwnOrigin, requestAddress } from './identity/door.ts';
import { argon2Passwords } from './identity/passwords.ts';
import { attemptLimit } from './identity/rate-limit.ts';
import { rightsBus } from './identity/rights-bus.ts';
import { luciaSessions } from './identity/sessions.ts';
import type { IdentityWorld } from './identity/world.ts';
import { sendDigests } from './notices/digest.ts';
import { smtpPost } from './notices/smtp.ts';
import { giveMemoryBackWhenIdle } from './operations/idle-memory.ts';
import { openLog } from './operations/log.ts';
import { measureRooms, openMetrics } from './operations/metrics.ts';
import { readingOn } from './reading/questions.ts';
import { ReadingThread } from './reading/thread-reading.ts';
import { textAccess, watchArchive } from './recommendations/access.ts';
import { editorJson } from './recommendations/editor-json.ts';
import { keepTexts, type TextKeeper } from './recommendations/text-keeper.ts';
import { closeOverdue } from './roundtables/actions.ts';
import { heardBy, openTableFor } from './roundtables/gate.ts';
import { inTurn } from './roundtables/in-turn.ts';
import { tellComing } from './roundtables/open-screens.ts';
import { ratingKey } from './roundtables/rating-key.ts';
import type { TableWorld } from './roundtables/world.ts';
import { watchSignedTexts } from './sets/signed-texts.ts';
import { holdDataFolder } from './storage/data-folder.ts';
import { type Database, openPostgres, openSqlite } from './storage/database.ts';
import { sqlDocumentStorage } from './storage/documents.ts';
import { migrate } from './storage/migrations/index.ts';
import { finishInterrupted } from './threads/accept.ts';
import { threadWorld } from './threads/world.ts';

export const CLIENT_FOLDER = fileURLToPath(new URL('../../client/dist', import.meta.url));
const ATTEMPTS_WINDOW_S = 15 * 60;
/** Seats taken from one address within the window: a full conference hall, twice. */
const ARRIVALS = 600;
/** A table closes within this of its hour; what guests send is refused from the very moment. */
const CLOSING_MS = 1000;
const SWEEP_MS = 60 * 60 * 1000;
const DIGEST_MS = 60 * 1000;

/** A running server. */
export interface Running {
  readonly url: string;
  readonly database: Database;
  readonly identity: IdentityWorld;
  readonly tables: TableWorld;
  readonly rooms: Rooms;
  readonly texts: TextKeeper;
  /** Drains, persists, closes sockets with a retry code, closes the database. Safe to call twice. */
  close(): Promise<void>;
}

/** Opens the database as a server does; a data folder is held until it is closed. */
export async function openDatabase(config: Config): Promise<Database> {
  const database = config.databaseUrl ? openPostgres(config.databaseUrl) : openHeld(config.data);
  await migrate(database);
  await database.count();
  return database;
}

function openHeld(folder: string): Database {
  const hold = holdDataFolder(folder);
  const database = openSqlite(folder);
  return {
    ...database,
    async close() {
      await database.close();
      hold.release();
    },
  };
}

/** Addresses whose pages are ours: as configured, or where we listen. */
function ownOrigins(config: Config, port: () => number): () => readonly string[] {
  return () => (config.port === 0 ? [`http://127.0.0.1:${port()}`, `http://localhost:${port()}`] : config.origins);
}

/** Opens everything and listens. */
export async function serve(
  config: Config,
  log: Logger = openLog(config.logLevel),
  opened?: Database,
  patience: Patience = PATIENCE,
): Promise<Running> {
  const database = opened ?? (await openDatabase(config));
  const journal = openJournal(database);
  const sessions = luciaSessions(database);
  const rights = rightsBus();
  const metrics = openMetrics();
  let stopping = false;
  let port = config.port;
  const origins = ownOrigins(config, () => port);
  const identity: IdentityWorld = {
    database,
    journal,
    sessions,
    rights,
    passwords: argon2Passwords(),
    secure: config.secure,
    now: () => new Date(),
    attempts: {
      account: attemptLimit(config.loginAttempts, ATTEMPTS_WINDOW_S),
      address: attemptLimit(config.loginAttempts * 5, ATTEMPTS_WINDOW_S),
    },
  };
  const states = new StateReader();
  const lists = database.file === null ? null : new ReadingThread(database.file);
  const reading = lists ?? readingOn(database.reader);
  const liveTexts: LiveTexts = {
    read: (documentId) => rooms.read(documentId),
    transact: (documentId, userId, change) => rooms.transact(documentId, userId, change),
  };
  const historyWorld: HistoryWorld = { database, journal, now: identity.now, texts: liveTexts, states };
  const tables: TableWorld = {
    database,
    journal,
    answers: sharedAnswers(database, journal),
    reading,
    now: identity.now,
    rights,
    present: (programmeId: string, userIds: readonly string[]) => feed.present(programmeId, userIds),
    readText: async (documentId: string) => {
      const state = await rooms.read(documentId);
      return state === null ? null : editorJson(state);
    },
    ratingKey: ratingKey(config.ratingKey, config.data),
    attempts: attemptLimit(config.loginAttempts * 5, ATTEMPTS_WINDOW_S),
    inTurn: inTurn(),
    arrivals: attemptLimit(ARRIVALS, ATTEMPTS_WINDOW_S),
    keep: keepMoments(historyWorld, log),
  };
  const history = keepHistory(historyWorld, log);
  const app = createApp({
    texts: liveTexts,
    states,
    sendsMail: config.mail !== null,
    identity,
    journal,
    metrics,
    log,
    client: CLIENT_FOLDER,
    stopping: () => stopping,
    tables,
    edge: { secure: config.secure, trustedProxies: config.trustedProxies, origins },
  });
  const server: Server = createServer({ connectionsCheckingInterval: patience.lookEveryMs }, getRequestListener(app.fetch));
  endSlowRequests(server, patience);
  const feed = openEventFeed(database, journal, sessions, {
    earshot: (programmeId, userId) => heardBy(database.reader, programmeId, userId, new Date()),
    onComing: (programmeId, userId) => {
      tellComing(database, journal, programmeId, userId).catch((error) => log.error({ err: error }, 'a guest’s coming was not told'));
    },
  });
  const doorOptions = { secure: config.secure, origins };
  const guestReads = async (userId: string, documentId: string) =>
    (await openTableFor(database.reader, userId, documentId, new Date())) !== null;
  const access = textAccess(database, sessions, { ...doorOptions, guestReads });
  const limits = textLimits(config);
  const storage = sqlDocumentStorage(database);
  const signedTexts = watchSignedTexts(database, journal, log);
  const onDurable = (documentId: string, seq: number) => {
    texts.changed(documentId, seq);
    history.changed(documentId);
    signedTexts.changed(documentId);
  };
  const rooms = createRooms({ storage, access, limits, log, onDurable });
  const texts = keepTexts({ database, journal, now: () => new Date() }, (documentId) => rooms.read(documentId), log);
  const inWords = refusalsInWords((request) => isOwnOrigin(request.headers.origin, origins()));
  const refuse = (request: IncomingMessage, socket: Duplex, status: number) => refuseUpgrade(socket, status, inWords(request, status));
  const addressOf = (request: IncomingMessage) => requestAddress(request, config.trustedProxies);
  const door = createCollaborationDoor({ rooms, access, limits, log, addressOf, inWords });
  server.on(
    'upgrade',
    createUpgradeRouter([door, { pattern: EVENTS_PATH, handle: eventsDoor(feed, sessions, { ...doorOptions, refuse }) }], log, inWords),
  );
  rights.subscribe((touched) => feed.rejudge(touched));
  rights.subscribe((touched) => rooms.rejudge(touched));
  watchArchive(database, journal, log, (touched) => rooms.rejudge(touched));
  measureRooms(metrics, rooms, feed.size);
  const tidy = () => Promise.all([sessions.sweep(), sweepAttachments(database, new Date())]);
  const sweep = setInterval(() => void tidy().catch((error) => log.error({ err: error }, 'sweep failed')), SWEEP_MS);
  sweep.unref();
  const keepMemory = giveMemoryBackWhenIdle();
  const closing = setInterval(
    () => void closeOverdue(tables).catch((error) => log.error({ err: error }, 'a table was not closed')),
    CLOSING_MS,
  );
  closing.unref();
  const digests = beginDigests(config, database, () => origins()[0] ?? '', log);
  await listen(server, config);
  port = (server.address() as AddressInfo).port;
  await texts.catchUp();
  await history.catchUp();
  await finishInterrupted(threadWorld(tables, liveTexts));
  return {
    url: `http://${config.host}:${port}`,
    database,
    identity,
    tables,
    rooms,
    texts,
    async close() {
      if (stopping) return;
      stopping = true;
      clearInterval(sweep);
      keepMemory();
      clearInterval(closing);
      digests?.end();
      feed.close();
      // The rooms write what they took before anything they stand on goes away.
      await door.close();
      await closeServer(server);
      signedTexts.close();
      await texts.close();
      await history.close();
      await states.close();
      await lists?.close();
      await database.close();
    },
  };
}

/** Looks every minute whose digest is due; null where the server sends no mail. */
function beginDigests({ mail }: Config, database: Database, origin: () => string, log: Logger): { end(): void } | null {
  if (mail === null) return null;
  const post = smtpPost(mail.smtpUrl, mail.from);
  let running = false;
  const round = async () => {
    if (running) return;
    running = true;
    try {
      await sendDigests({ database, now: () => new Date(), post, origin: origin() }, log);
    } catch (error) {
      log.error({ err: error }, 'digests could not be sent');
    }
    running = false;
  };
  const timer = setInterval(() => void round(), DIGEST_MS);
  timer.unref();
  return {
    end() {
      clearInterval(timer);
      post.close();
    },
  };
}

/** The live channel takes only what the editor's schema knows. */
function textLimits(config: Config): Limits {
  return { ...DEFAULT_LIMITS, ...config.limits, elements: new Set(Object.keys(editorSchema().nodes)) };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
