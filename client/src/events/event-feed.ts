import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { ChangeNotice, EventMessage } from '@concordance/shared/events/schema';

export type FeedState = 'connecting' | 'open' | 'waiting' | 'closed';

/** The part of a `WebSocket` that the feed uses; tests give one of their own. */
export interface FeedSocket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  close: () => void;
}

export interface FeedOptions {
  /** Opens a socket that asks for what came after this number; null asks for what comes from now on. */
  readonly open: (after: number | null) => FeedSocket;
  /** Everything up to this number is known already; null where the person may not ask for the newest number. */
  readonly after: number | null;
  readonly onChange: (change: ChangeNotice) => void;
  /** The gap was too large to list, or rights were judged anew: fetch everything again. */
  readonly onRefetch: () => void;
  readonly onState: (state: FeedState) => void;
  readonly onSignedOut: () => void;
  readonly onNoAccess: () => void;
  /** Runs `act` after `ms` milliseconds and gives back a way to stop it. */
  readonly later: (act: () => void, ms: number) => () => void;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Milliseconds to wait before try number `tries` (from 0): doubling, at most 15 s, between half and the whole of it, so
 * that a thousand clients of a server that restarts do not return in the same instant.
 */
export function waitBefore(tries: number, random: () => number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
  return whole / 2 + (whole / 2) * random();
}

/** The feed of change notices of one programme: it stays connected, and no notice is lost or told twice. */
export class EventFeed {
  readonly #options: FeedOptions;
  #seq: number | null;
  #tries = 0;
  #socket: FeedSocket | null = null;
  #stopWaiting: (() => void) | null = null;
  #state: FeedState = 'connecting';

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#seq = options.after;
  }

  start(): void {
    this.#connect();
  }

  /** The network is back, or the page is looked at again: do not sit out the rest of the wait. */
  hurry(): void {
    if (this.#state === 'waiting') this.#connect();
  }

  stop(): void {
    this.#become('closed');
    this.#stopWaiting?.();
    this.#drop();
  }

  #become(state: FeedState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #connect(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#drop();
    this.#become('connecting');
    const socket = this.#options.open(this.#seq);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as EventMessage);
    socket.onclose = (event) => this.#ended(event.code);
  }

  #receive(message: EventMessage): void {
    // Why is said for whoever looks at the connection; what to do follows from how it closes.
    if (message.type === 'refused') return;
    if (message.type === 'change') {
      const { seq } = message.change;
      // After a reconnection the server may repeat what was on its way when the old connection broke. Number 0 is none
      // of the journal: a text that is being worked on, told as it happens.
      if (seq !== 0 && seq <= (this.#seq ?? 0)) return;
      if (seq !== 0) this.#seq = seq;
      this.#options.onChange(message.change);
      return;
    }
    this.#tries = 0;
    this.#seq ??= message.seq;
    if (message.type === 'refetch') {
      this.#seq = message.seq;
      this.#options.onRefetch();
    }
    this.#become('open');
  }

  #ended(code: number): void {
    this.#socket = null;
    if (code === CLOSE.signedOut || code === CLOSE.noAccess || code === CLOSE.unknownDocument) {
      this.#become('closed');
      if (code === CLOSE.signedOut) this.#options.onSignedOut();
      else this.#options.onNoAccess();
      return;
    }
    if (code === CLOSE.judgeAnew) this.#options.onRefetch();
    const wait = waitBefore(this.#tries, this.#options.random);
    this.#tries += 1;
    this.#become('waiting');
    this.#stopWaiting = this.#options.later(() => this.#connect(), wait);
  }
}
