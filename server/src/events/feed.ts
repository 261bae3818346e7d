import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { EventMessage } from '@concordance/shared/events/schema';
import { may } from '@concordance/shared/identity/rules';
import { type WebSocket, WebSocketServer } from 'ws';
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
  /** Whether a session may listen to a programme. */
  admits(session: Session, programmeId: string): Promise<boolean>;
  /** Judges open connections anew after a change of rights. */
  rejudge(touched: { readonly userIds?: readonly string[]; readonly sessionIds?: readonly string[] }): Promise<void>;
  readonly size: () => number;
  close(): void;
}

export function openEventFeed(database: Database, journal: Journal, sessions: AuthSessions): EventFeed {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false, clientTracking: false });
  const listeners = new Set<Listener>();

  const admits = async (session: Session, programmeId: string) => {
    const role = await roleIn(database.reader, programmeId, session.userId);
    return role !== null && may({ role, administrator: session.administrator }, 'programme.see');
  };

  /** A participant learns only of what concerns them: the programme and their own membership. */
  const mayHear = async (listener: Listener) => {
    const role = await roleIn(database.reader, listener.programmeId, listener.session.userId);
    return role !== null && may({ role, administrator: listener.session.administrator }, 'events.read');
  };
  const hearing = new WeakMap<Listener, boolean>();

  function send(listener: Listener, message: EventMessage): void {
    if (message.type === 'change' && !hearing.get(listener) && message.change.id !== listener.session.userId) return;
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
    hearing.set(listener, await mayHear(listener));
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
    open(request, socket, head, programmeId, session, after) {
      if ([...listeners].filter((one) => one.session.id === session.id).length >= SOCKETS_PER_SESSION) {
        socket.destroy();
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        const listener: Listener = { socket: ws, programmeId, session, alive: true, waiting: [] };
        listeners.add(listener);
        ws.on('pong', () => {
          listener.alive = true;
        });
        ws.on('error', () => ws.terminate());
        ws.on('close', () => listeners.delete(listener));
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
          else hearing.set(listener, await mayHear(listener));
        }),
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
