import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE, SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { ID_PATTERN } from '@concordance/shared/ids';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, systemClock } from './clock.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type Log, silentLog } from './log.ts';
import type { Access, Admission } from './ports.ts';
import type { Rooms } from './rooms.ts';
import { type RefusalInWords, refuseUpgrade, type UpgradeRoute, withoutWords } from './upgrade-router.ts';
import { peerSocket } from './ws-socket.ts';

export interface CollaborationDoorOptions {
  readonly rooms: Rooms;
  readonly access: Access;
  readonly limits?: Limits;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly schema?: number;
  /** The path, with what should be a document's id as its first group. */
  readonly pattern?: RegExp;
  /** Whose sockets are counted together; behind a proxy the server alone cannot know. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** What those are told who are refused before the handshake. */
  readonly inWords?: RefusalInWords;
}

/** A route for `createUpgradeRouter`, and its end. */
export interface CollaborationDoor extends UpgradeRoute {
  /** Lets nobody in any more, closes the rooms, and waits until all sockets have gone (a short while each). */
  close(): Promise<void>;
}

const DEFAULT_PATTERN = /^\/collaboration\/([^/]+)$/;
const LAST_WORDS_MS = 2_000;

/** What a client that cannot be let in is told before the handshake. */
const STATUS: Readonly<Record<number, number>> = {
  [CLOSE.signedOut]: 401,
  [CLOSE.noAccess]: 403,
  [CLOSE.unknownDocument]: 404,
  [CLOSE.reload]: 426,
  [CLOSE.tooManyRequests]: 429,
  [CLOSE.busy]: 503,
  [CLOSE.restart]: 503,
};

class Door implements CollaborationDoor {
  readonly pattern: RegExp;
  readonly #options: Required<CollaborationDoorOptions>;
  readonly #server: WebSocketServer;
  /** All that came to this door and are not gone, let in or not yet. */
  readonly #sockets = new Set<Duplex>();
  readonly #perAddress = new Map<string, number>();
  readonly #closed: (() => void)[] = [];

  constructor(options: Required<CollaborationDoorOptions>) {
    this.#options = options;
    this.pattern = options.pattern;
    const { frameBytes, fragments, bufferedChunks } = options.limits;
    const settings = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: frameBytes,
      maxFragments: fragments,
      maxBufferedChunks: bufferedChunks,
      closeTimeout: LAST_WORDS_MS,
    };
    this.#server = new WebSocketServer(settings);
    // A handshake that is no handshake; `ws` itself would answer too, but only where nobody listens.
    this.#server.on('wsClientError', (_error, socket) => refuseUpgrade(socket, 400));
  }

  async handle(request: IncomingMessage, socket: Duplex, head: Buffer, match: RegExpExecArray): Promise<void> {
    const { access, rooms, addressOf } = this.#options;
    if (!access.originAllowed(request)) return this.#refuseInWords(request, socket, 403);
    const address = addressOf(request);
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const visit: Visit = { request, socket, head, announced: query.get('client') === 'concordance' };
    const crowded = this.#enter(socket, address);
    if (crowded !== null) return this.#refuseInWords(request, socket, crowded);
    const documentId = match[1] ?? '';
    const early = this.#refusalBefore(documentId, query);
    if (early !== null) return this.#refuse(visit, early);
    const { judgements } = rooms;
    const admission = await this.#admit(request, documentId);
    if (socket.destroyed) return;
    if (admission.kind === 'refused') return this.#refuse(visit, admission.close);
    const { limits } = this.#options;
    if (rooms.connectionsOf(documentId, admission.userId) >= limits.socketsPerUserAndDocument) {
      return this.#refuse(visit, CLOSE.tooManyRequests);
    }
    const epoch = numberOf(query.get('epoch'));
    this.#shake(visit, (ws) => {
      const peer = peerSocket(ws, socket);
      rooms.connect({ documentId, socket: peer, admission, announced: visit.announced, epoch, judgements });
    });
  }

  async close(): Promise<void> {
    const { rooms, clock } = this.#options;
    await rooms.close();
    if (this.#sockets.size > 0) {
      await new Promise<void>((resolve) => {
        this.#closed.push(resolve);
        clock.after(LAST_WORDS_MS, resolve);
      });
    }
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  /** What can be said without asking who it is. */
  #refusalBefore(documentId: string, query: URLSearchParams): number | null {
    const theirs = numberOf(query.get('schema'));
    if (this.#options.rooms.closing) return CLOSE.restart;
    if (!ID_PATTERN.test(documentId)) return CLOSE.unknownDocument;
    return theirs !== null && theirs < this.#options.schema ? CLOSE.reload : null;
  }

  /** Counts a socket from its first byte to its last. Returns an HTTP status where there are too many. */
  #enter(socket: Duplex, address: string): number | null {
    const { sockets, socketsPerAddress } = this.#options.limits;
    const here = this.#perAddress.get(address) ?? 0;
    if (this.#sockets.size >= sockets) return 503;
    if (here >= socketsPerAddress) return 429;
    this.#sockets.add(socket);
    this.#perAddress.set(address, here + 1);
    socket.on('close', () => this.#forget(socket, address));
    return null;
  }

  async #admit(request: IncomingMessage, documentId: string): Promise<Admission> {
    const { access, clock, limits, log } = this.#options;
    return new Promise((resolve) => {
      const cancel = clock.after(limits.admitMs, () => resolve({ kind: 'refused', close: CLOSE.busy }));
      access.admit(request, documentId).then(
        (admission) => {
          cancel();
          resolve(admission);
        },
        (error: unknown) => {
          cancel();
          log.error({ documentId, error: String(error) }, 'nobody could say who may enter');
          resolve({ kind: 'refused', close: CLOSE.busy });
        },
      );
    });
  }

  /** A browser cannot read the status of a refused handshake: our own client is let in and told at once. */
  #refuse(visit: Visit, code: number): void {
    if (!visit.announced) {
      this.#refuseInWords(visit.request, visit.socket, STATUS[code] ?? 403);
      return;
    }
    this.#shake(visit, (ws) => {
      ws.on('error', () => {});
      ws.close(code);
    });
  }

  #refuseInWords(request: IncomingMessage, socket: Duplex, status: number): void {
    refuseUpgrade(socket, status, this.#options.inWords(request, status));
  }

  #shake({ request, socket, head }: Visit, then: (ws: WebSocket) => void): void {
    this.#server.handleUpgrade(request, socket, head, then);
  }

  #forget(socket: Duplex, address: string): void {
    this.#sockets.delete(socket);
    const left = (this.#perAddress.get(address) ?? 1) - 1;
    if (left <= 0) this.#perAddress.delete(address);
    else this.#perAddress.set(address, left);
    if (this.#sockets.size === 0) for (const resolve of this.#closed.splice(0)) resolve();
  }
}

interface Visit {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly announced: boolean;
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The WebSocket door of `/collaboration/{documentId}`: Origin, then rights, then the handshake, then the room. */
export function createCollaborationDoor(options: CollaborationDoorOptions): CollaborationDoor {
  return new Door({
    limits: DEFAULT_LIMITS,
    clock: systemClock,
    log: silentLog,
    schema: SCHEMA_VERSION,
    pattern: DEFAULT_PATTERN,
    addressOf: (request) => request.socket.remoteAddress ?? '',
    inWords: withoutWords,
    ...options,
  });
}
