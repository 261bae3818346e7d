import { CLOSE, type NOTICE } from '@concordance/shared/collaboration/wire';
import { Acks } from './acks.ts';
import { BadBytes } from './byte-reader.ts';
import type { Clock } from './clock.ts';
import type { Frame } from './frame.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Debtor, OwedAcks } from './owed-acks.ts';
import type { PeerSocket } from './peer-socket.ts';
import type { Admission } from './ports.ts';
import type { Present } from './presence.ts';
import { type ClientMessage, durableFrame, noticeFrame, positionFrame, readMessage, rightsFrame, STILL_HERE } from './protocol.ts';
import { TokenBucket } from './token-bucket.ts';

export type Admitted = Extract<Admission, { kind: 'admitted' }>;

/** What the room it belongs to hears of a connection. */
export interface ConnectionEvents {
  /** Only while open, one at a time and in order. Throws `BadBytes` for what a client never says. */
  message(from: Connection, message: ClientMessage): void;
  left(from: Connection): void;
}

type Life =
  /** The room is loading: frames are kept, nothing is answered. */
  { readonly kind: 'waiting'; readonly frames: Uint8Array[]; bytes: number } | { readonly kind: 'open' } | { readonly kind: 'closed' };

/** How updates of this connection that do not fit are to be understood. */
export type Uploads =
  /** Its first step 2 is still to come and will hold what does not fit now. */
  | 'before-step2'
  | 'live'
  /** It was asked for what is missing; until that comes, what does not fit is dropped. */
  | 'resync'
  /** The document or the memory is full: it will be asked when there is room again. */
  | 'refused';

type StateAsk = ClientMessage & { kind: 'step1' | 'resume' };

export interface ConnectionOptions {
  readonly documentId: string;
  readonly socket: PeerSocket;
  readonly admission: Admitted;
  /** The client knows our own kinds of message. */
  readonly announced: boolean;
  /** The document's life that the client's copy belongs to; null when it has not said. */
  readonly epoch: number | null;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly owedAcks: OwedAcks;
}

/** One socket in one room: its rights, its rates, what it was sent and what it was promised. */
export class Connection implements Present, Debtor {
  readonly documentId: string;
  readonly announced: boolean;
  readonly epoch: number | null;
  readonly acks = new Acks();
  uploads: Uploads = 'before-step2';
  /** It has been sent the text, so it gets what comes after. */
  synced = false;
  presenceSent = false;
  presenceDue = false;
  /** Not sent what was committed after `seq`: it reads too slowly. */
  lag: { readonly seq: number; readonly since: number } | null = null;
  resyncs: number[] = [];
  readOnlyRoom = false;
  /** When it was last asked whether it may still be here, and how often that could not be told. */
  judgedAt: number;
  unjudged = 0;
  readonly #socket: PeerSocket;
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #owedAcks: OwedAcks;
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #stateRequests: TokenBucket;
  #admission: Admitted;
  #life: Life = { kind: 'waiting', frames: [], bytes: 0 };
  #events: ConnectionEvents | null = null;
  #paused = false;
  #deaf = false;
  #alive = true;
  /** This many frames are safe, which the client has not been told yet; 0 when it has. */
  #owed = 0;
  #lateAsk: StateAsk | null = null;

  constructor({ documentId, socket, admission, announced, epoch, limits, clock, log, owedAcks }: ConnectionOptions) {
    this.documentId = documentId;
    this.announced = announced;
    this.epoch = epoch;
    this.#socket = socket;
    this.#admission = admission;
    this.#limits = limits;
    this.#clock = clock;
    this.#log = log;
    this.#owedAcks = owedAcks;
    const now = clock.now();
    this.judgedAt = now;
    this.#messages = new TokenBucket(limits.messages, now);
    this.#bytes = new TokenBucket(limits.bytes, now);
    this.#stateRequests = new TokenBucket(limits.stateRequests, now);
    socket.listen({
      message: (data, binary) => this.#receive(data, binary),
      pong: () => {
        this.#alive = true;
      },
      closed: () => this.#leave(),
    });
  }

  get userId(): string {
    return this.#admission.userId;
  }

  get sessionId(): string {
    return this.#admission.sessionId;
  }

  get name(): string {
    return this.#admission.name;
  }

  get colour(): number {
    return this.#admission.colour;
  }

  /** The one place that says whether this connection's updates may go into the text. */
  get canWrite(): boolean {
    return this.#admission.write && !this.readOnlyRoom;
  }

  get granted(): Admitted {
    return this.#admission;
  }

  get closed(): boolean {
    return this.#life.kind === 'closed';
  }

  get buffered(): number {
    return this.#socket.buffered;
  }

  /** A new name or colour; a change of rights closes instead. */
  rename(admission: Admitted): void {
    this.#admission = admission;
  }

  join(events: ConnectionEvents): void {
    this.#events = events;
  }

  /** The room is ready: what has come so far is read now. */
  open(): void {
    if (this.#life.kind !== 'waiting') return;
    const { frames } = this.#life;
    this.#life = { kind: 'open' };
    if (this.announced) this.#socket.send(rightsFrame(this.canWrite));
    for (const frame of frames) this.#read(frame);
    this.#unpause();
  }

  /** Sends now, whatever waits; a reader hopelessly behind is cut off and will come back for a fresh state. */
  send(frame: Frame): boolean {
    if (this.#life.kind !== 'open') return false;
    if (this.#socket.buffered > 0 && this.#socket.buffered + frame.length > this.#limits.outboundHardBytes) {
      this.terminate();
      return false;
    }
    this.#socket.send(frame, this.#takeOwed());
    return true;
  }

  /** True while this connection takes what it is sent. */
  get keepsUp(): boolean {
    return this.#socket.buffered <= this.#limits.outboundSoftBytes;
  }

  /** Told with the next frame, for which it does not have to wait long: a write of its own costs as much as an edit shown. */
  acknowledge(durable: number): void {
    const count = this.acks.settle(durable);
    if (count === null || !this.announced || !this.canWrite) return;
    this.#owed = count;
    this.#owedAcks.owe(this);
  }

  /** Tells now what the client is owed, if anything. */
  pay(): void {
    const owed = this.#takeOwed();
    if (owed !== undefined) this.send(owed);
  }

  #takeOwed(): Frame | undefined {
    if (this.#owed === 0) return undefined;
    const frame = durableFrame(this.#owed);
    this.#owed = 0;
    this.#owedAcks.paid(this);
    return frame;
  }

  /** `seq`: it was sent everything up to here; nothing is said to one that still lacks something. */
  tellPosition(seq: number): void {
    if (this.announced && this.synced && this.lag === null) this.send(positionFrame(seq));
  }

  notify(code: (typeof NOTICE)[keyof typeof NOTICE]): void {
    if (this.announced) this.send(noticeFrame(code));
  }

  /** Called each heartbeat: a line that was silent since the last one is dead, unless we ourselves did not listen. */
  beat(): void {
    if (this.closed) return;
    if (!this.#alive && !this.#paused) {
      this.terminate();
      return;
    }
    this.#alive = false;
    this.#socket.ping();
    this.send(STILL_HERE);
  }

  /** The server stops: what was taken is brought home, nothing more is taken. */
  stopListening(): void {
    this.#deaf = true;
  }

  close(code: number): void {
    if (this.closed) return;
    this.pay();
    this.#leave();
    this.#socket.resume();
    this.#socket.close(code);
  }

  terminate(): void {
    if (this.closed) return;
    this.#leave();
    this.#socket.terminate();
  }

  #leave(): void {
    if (this.closed) return;
    this.#life = { kind: 'closed' };
    this.#owedAcks.paid(this);
    this.#events?.left(this);
    this.#events = null;
    this.#lateAsk = null;
  }

  #receive(data: Uint8Array, binary: boolean): void {
    this.#alive = true;
    if (this.closed) return;
    if (!binary) {
      this.close(CLOSE.badMessage);
      return;
    }
    this.#charge(data);
    if (this.#life.kind === 'open') {
      this.#read(data);
    } else if (this.#life.kind === 'waiting') {
      this.#life.frames.push(new Uint8Array(data));
      this.#life.bytes += data.length;
      if (this.#life.bytes > this.#limits.waitingBytes) this.#pause();
    }
  }

  /** Over its rate nothing is refused; its socket is simply not read until the debt is waited off. */
  #charge(data: Uint8Array): void {
    const now = this.#clock.now();
    // Presence frames cost less: y-websocket returns every one it was sent.
    const weight = data[0] === 1 ? 0.25 : 1;
    const wait = Math.max(this.#messages.take(weight, now), this.#bytes.take(data.length, now));
    if (wait === 0 || this.#paused) return;
    this.#pause();
    this.#clock.after(wait, () => this.#unpause());
  }

  #pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  #unpause(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (!this.closed) this.#socket.resume();
  }

  #read(frame: Uint8Array): void {
    if (this.#life.kind !== 'open' || this.#deaf) return;
    this.#guard(() => {
      const message = readMessage(frame);
      if (message.kind === 'resume' && !this.announced) throw new BadBytes('message-kind');
      if (message.kind === 'step1' || message.kind === 'resume') this.#askForState(message);
      else this.#events?.message(this, message);
    });
  }

  /** Whatever goes wrong with a message ends the connection that sent it, and nothing else. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      const bad = error instanceof BadBytes;
      const code = bad ? error.code : 'unexpected';
      if (bad) this.#log.warn({ documentId: this.documentId, userId: this.userId, code }, 'a message was refused');
      else this.#log.error({ documentId: this.documentId, error: String(error) }, 'a message could not be handled');
      this.close(bad ? CLOSE.badMessage : CLOSE.failed);
    }
  }

  /** Answering may mean encoding the whole text: over the rate only the last request is answered, later. */
  #askForState(message: StateAsk): void {
    const now = this.#clock.now();
    const wait = this.#lateAsk === null ? this.#stateRequests.wait(1, now) : 0;
    if (this.#lateAsk === null && wait === 0) {
      this.#stateRequests.take(1, now);
      this.#events?.message(this, message);
      return;
    }
    const first = this.#lateAsk === null;
    this.#lateAsk = { ...message, vector: new Uint8Array(message.vector) };
    if (first) this.#clock.after(wait, () => this.#answerLate());
  }

  #answerLate(): void {
    const message = this.#lateAsk;
    this.#lateAsk = null;
    if (message === null || this.#life.kind !== 'open') return;
    this.#stateRequests.take(1, this.#clock.now());
    this.#guard(() => this.#events?.message(this, message));
  }
}
