import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Log, silentLog } from './log.ts';

/** One WebSocket endpoint on a shared HTTP server. */
export interface UpgradeRoute {
  /** Matched against the path, without the query. */
  readonly pattern: RegExp;
  /** Takes the socket over. A rejected promise is answered with 500. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer, match: RegExpExecArray): void | Promise<void>;
}

/** What a refused client is told beside the status. */
export interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Finds the words for a refusal; null where there are none but those of the status. */
export type RefusalInWords = (request: IncomingMessage, status: number) => Refusal | null;
export const withoutWords: RefusalInWords = () => null;

/** Answers an upgrade in plain HTTP and ends its socket. */
export function refuseUpgrade(socket: Duplex, status: number, refusal: Refusal | null = null): void {
  if (socket.destroyed || !socket.writable) return;
  const reason = STATUS_CODES[status] ?? 'Error';
  const { headers, text } = refusal ?? { headers: { 'Content-Type': 'text/plain' }, text: reason };
  const lines = [
    `HTTP/1.1 ${status} ${reason}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

/** The path of a request, or null when its address cannot be read. */
function pathOf(request: IncomingMessage): string | null {
  try {
    return new URL(request.url ?? '', 'http://localhost').pathname;
  } catch {
    return null;
  }
}

/**
 * The listener for `server.on('upgrade')`: every upgrade of the server goes through it, and every one it does not know
 * is answered and ended. A server leaves such sockets open for ever otherwise.
 */
export function createUpgradeRouter(
  routes: readonly UpgradeRoute[],
  log: Log = silentLog,
  inWords: RefusalInWords = withoutWords,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    // First of all: a reset in the middle of a handshake must not end the process.
    socket.on('error', () => socket.destroy());
    const refuse = (status: number) => refuseUpgrade(socket, status, inWords(request, status));
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return refuse(426);
    if (request.method !== 'GET') return refuse(405);
    const path = pathOf(request);
    for (const route of routes) {
      const match = path === null ? null : route.pattern.exec(path);
      if (match === null) continue;
      Promise.resolve()
        .then(() => route.handle(request, socket, head, match))
        .catch((error: unknown) => {
          log.error({ error: String(error) }, 'an upgrade failed');
          refuse(500);
        });
      return;
    }
    refuse(404);
  };
}
