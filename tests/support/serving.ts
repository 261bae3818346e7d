import { readConfig } from '@concordance/server/config';
import type { Patience } from '@concordance/server/http/raw-answers';
import { openLog } from '@concordance/server/operations/log';
import { type Running, serve } from '@concordance/server/serve';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { decodeMessage, type ServerMessage } from './raw-client.ts';
import type { Answer, Somebody, World } from './world.ts';
import { type WorldOptions, world } from './world.ts';

/** A server on a port of this machine, with the people of a world. Rights are changed through `ask`, so that it hears of them. */
export interface Serving {
  readonly running: Running;
  readonly world: World;
  /** Asks over the network. Paths begin behind `/api`. */
  ask<Body = Record<string, unknown>>(who: Somebody, method: string, path: string, body?: unknown): Promise<Answer<Body>>;
  /** Opens a live channel as somebody; `path` is the whole path with its query. */
  open(who: Somebody, path: string, origin?: string): LiveSocket;
  readonly log: readonly string[];
  close(): Promise<void>;
}

export async function serving({
  patience,
  ...options
}: Pick<WorldOptions, 'dialect'> & { readonly patience?: Patience } = {}): Promise<Serving> {
  const people = await world({ ...options, secure: false });
  // Sockets, heartbeats and time-outs live in real time.
  vi.useRealTimers();
  const log: string[] = [];
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'debug', CONCORDANCE_RATING_KEY: '07'.repeat(32) });
  const running = await serve(config, openLog('debug', { write: (line) => void log.push(line) }), people.database, patience);
  return {
    running,
    world: people,
    log,
    async ask<Body>(who: Somebody, method: string, path: string, body?: unknown) {
      const response = await fetch(`${running.url}/api${path}`, {
        method,
        headers: {
          origin: running.url,
          ...(who.cookie !== null && { cookie: who.cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as Body };
    },
    open: (who, path, origin = running.url) => new LiveSocket(running.url.replace('http', 'ws') + path, { origin, cookie: who.cookie }),
    async close() {
      await running.close();
      await people.drop();
    },
  };
}

/** A raw client: everything that arrives is kept in order, and a test waits for what it names. */
export class LiveSocket {
  readonly received: Uint8Array[] = [];
  /** The close code, or the HTTP status of a handshake that was refused. */
  readonly ended: Promise<number>;
  readonly #ws: WebSocket;
  readonly #waiting = new Set<() => void>();
  #over = false;

  constructor(url: string, { origin, cookie }: { readonly origin: string; readonly cookie: string | null }) {
    this.#ws = new WebSocket(url, { headers: { ...(origin !== '' && { origin }), ...(cookie !== null && { cookie }) } });
    this.ended = new Promise((resolve) => {
      this.#ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      this.#ws.on('close', (code) => resolve(code));
      this.#ws.on('error', () => {});
    });
    this.#ws.on('message', (data: Buffer) => {
      this.received.push(new Uint8Array(data));
      for (const wake of this.#waiting) wake();
    });
    void this.ended.then(() => {
      this.#over = true;
      for (const wake of this.#waiting) wake();
    });
  }

  get messages(): readonly ServerMessage[] {
    return this.received.map(decodeMessage);
  }

  get texts(): readonly unknown[] {
    return this.received.map((frame) => JSON.parse(Buffer.from(frame).toString()) as unknown);
  }

  send(frame: Uint8Array): void {
    this.#ws.send(frame);
  }

  close(): Promise<number> {
    this.#ws.close();
    return this.ended;
  }

  /** Resolves as soon as what was received satisfies `found`; rejects when the connection ends before. */
  async until<Found>(found: (socket: this) => Found | undefined): Promise<Found> {
    for (;;) {
      const result = found(this);
      if (result !== undefined) return result;
      if (this.#over) throw new Error(`the connection ended with ${await this.ended}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }
}
