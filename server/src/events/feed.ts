import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { EventMessage } from '@concordance/shared/events/schema';
import { may } from '@concordance/shared/identity/rules';
import type { Problem } from '@concordance/shared/problems';
import { type WebSocket, WebSocketServer } from 'ws';
import { problemBody } from '../http/problems.ts';
import { roleIn } from '../identity/door.ts';
import type { AuthSessions, Session } from '../identity/sessions.ts';
import type { Database } from '../storage/database.ts';
import type { Journal } from './journal.ts';
import { changesAfter, lastSeq } from './store.ts';

/** A returning screen that missed more than this fetches everything again. */
const MOST_MISSED = 500;
const HEARTBEAT_MS = 25_000;
/** A screen that does not read for this many bytes is closed; it comes back and asks what it missed. */
const MOST_BUFFERED = 1 << 20;
const SOCKETS_PER_SESSION = 60;

interface Listener {
  readonly socket: WebSocket;
  readonly programmeId: string;
  readonly session: Session;
  alive: boolean;
  /** Notices that arrive while the missed ones are still being read wait here. */
  waiting: EventMessage[] | null;
}

/** The event feed: tells every open screen of a programme what changed, without content. */
export interface EventFeed {
  /** Takes over a connection whose person has been let in. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, programmeId: string, session: Session, after: number | null): void;
  /** Opens a connection only to say why it is not wanted, and closes it. */
  sendAway(request: IncomingMessage, socket: Duplex, head: Buffer, problem: Problem, close: number): void;
  /** Whether a session has as many screens open as it may. */
  crowded(session: Session): boolean;
  /** Whether a session may listen to a programme. */
  admits(session: Session, programmeId: string): Promise<boolean>;
  /** Judges open connections anew after a change of rights. */
  rejudge(touched: { readonly userIds?: readonly string[]; readonly sessionIds?: readonly string[] }): Promise<void>;
  /** Which of these people have the programme on a screen now. */
  present(programmeId: string, userIds: readonly string[]): ReadonlySet<string>;
  readonly size: () => number;
  close(): void;
}

/** What somebody may hear of who may not hear everything: the ids of records, as they are now. */
export type Earshot = (programmeId: string, userId: string) => Promise<ReadonlySet<string>>;

export interface EventFeedOptions {
  readonly earshot?: Earshot;
  /** Somebody who does not hear everything opened their first screen, or closed their last. */
  readonly onComing?: (programmeId: string, userId: string) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

export function openEventFeed(
  database: Database,
  journal: Journal,
  sessions: AuthSessions,
  { earshot = async () => NOTHING, onComing = () => {} }: EventFeedOptions = {},
): EventFeed {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false, clientTracking: false });
  const listeners = new Set<Listener>();

  const admits = async (session: Session, programmeId: string) => {
    const role = await roleIn(database.reader, programmeId, session.userId);
    return role !== null && may({ role, administrator: session.administrator }, 'programme.see');
  };

  /** A participant learns only of what concerns them: their own membership, their tables, and what is on an open agenda. */
  const hearingOf = async ({ programmeId, session }: Listener): Promise<'everything' | ReadonlySet<string>> => {
    const role = await roleIn(database.reader, programmeId, session.userId);
    if (role === null) return NOTHING;
    if (may({ role, administrator: session.administrator }, 'events.read')) return 'everything';
    return earshot(programmeId, session.userId);
  };
  const hearing = new WeakMap<Listener, 'everything' | ReadonlySet<string>>();

  /** The message as this listener may have it; null where it is not theirs. A guest is never told who did something. */
  function heard(listener: Listener, message: EventMessage): EventMessage | null {
    const hears = hearing.get(listener) ?? NOTHING;
    if (message.type !== 'change') return message;
    if (message.change.id === listener.session.userId) return message;
    // Who was told something is nobody else's to know: beside what was just decided, it would say whose remark it was.
    if (message.change.kind === 'notice') return null;
    if (hears === 'everything') return message;
    return hears.has(message.change.id) ? { type: 'change', change: { ...message.change, by: null } } : null;
  }

  const screensOf = (programmeId: string, userId: string) =>
    [...listeners].filter((one) => one.programmeId === programmeId && one.session.userId === userId).length;
  const tellComing = (listener: Listener, screens: number) => {
    const hears = hearing.get(listener);
    if (hears !== undefined && hears !== 'everything' && screensOf(listener.programmeId, listener.session.userId) === screens)
      onComing(listener.programmeId, listener.session.userId);
  };

  function send(listener: Listener, whole: EventMessage): void {
    const message = heard(listener, whole);
    if (message === null) return;
    if (listener.socket.bufferedAmount > MOST_BUFFERED) listener.socket.terminate();
    else listener.socket.send(JSON.stringify(message));
  }

  const unsubscribe = journal.subscribe(({ programmeId, notice }) => {
    for (const listener of listeners) {
      if (listener.programmeId !== programmeId) continue;
      const message: EventMessage = { type: 'change', change: notice };
      if (listener.waiting) listener.waiting.push(message);
      else send(listener, message);
    }
  });

  async function greet(listener: Listener, after: number | null): Promise<void> {
    hearing.set(listener, await hearingOf(listener));
    tellComing(listener, 1);
    const seq = await lastSeq(database.reader, listener.programmeId);
    const missed = after === null || after >= seq ? [] : await changesAfter(database.reader, listener.programmeId, after, MOST_MISSED + 1);
    send(listener, { type: 'hello', seq });
    if (missed.length > MOST_MISSED) send(listener, { type: 'refetch', seq });
    else for (const change of missed) send(listener, { type: 'change', change });
    const waiting = listener.waiting ?? [];
    listener.waiting = null;
    for (const message of waiting) send(listener, message);
  }

  const heartbeat = setInterval(() => {
    for (const listener of listeners) {
      if (!listener.alive) listener.socket.terminate();
      else {
        listener.alive = false;
        listener.socket.ping();
      }
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    admits,
    crowded: (session) => [...listeners].filter((one) => one.session.id === session.id).length >= SOCKETS_PER_SESSION,
    sendAway(request, socket, head, problem, close) {
      server.handleUpgrade(request, socket, head, (ws) => {
        ws.on('error', () => ws.terminate());
        const message: EventMessage = { type: 'refused', problem: problemBody(problem, request.headers['accept-language']).body };
        ws.send(JSON.stringify(message));
        ws.close(close);
      });
    },
    open(request, socket, head, programmeId, session, after) {
      server.handleUpgrade(request, socket, head, (ws) => {
        const listener: Listener = { socket: ws, programmeId, session, alive: true, waiting: [] };
        listeners.add(listener);
        ws.on('pong', () => {
          listener.alive = true;
        });
        ws.on('error', () => ws.terminate());
        ws.on('close', () => {
          listeners.delete(listener);
          tellComing(listener, 0);
        });
        greet(listener, after).catch(() => ws.close(CLOSE.busy));
      });
    },
    async rejudge({ userIds = [], sessionIds = [] }) {
      const touched = [...listeners].filter((one) => userIds.includes(one.session.userId) || sessionIds.includes(one.session.id));
      await Promise.all(
        touched.map(async (listener) => {
          const session = await sessions.validateStored(listener.session.id);
          if (!session) listener.socket.close(CLOSE.signedOut);
          else if (!(await admits(session, listener.programmeId))) listener.socket.close(CLOSE.noAccess);
          else hearing.set(listener, await hearingOf(listener));
        }),
      );
    },
    present(programmeId, userIds) {
      const asked = new Set(userIds);
      return new Set(
        [...listeners].filter((one) => one.programmeId === programmeId && asked.has(one.session.userId)).map((one) => one.session.userId),
      );
    },
    size: () => listeners.size,
    close() {
      unsubscribe();
      clearInterval(heartbeat);
      for (const listener of listeners) listener.socket.close(CLOSE.restart);
      server.close();
    },
  };
}
