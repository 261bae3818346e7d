import type { Frame } from '@concordance/server/collaboration/frame';
import type { PeerSocket, SocketEvents } from '@concordance/server/collaboration/peer-socket';
import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';

/** What a client's end of a hand-cranked socket hears. */
export interface ClientEnd {
  message(data: Uint8Array): void;
  closed(code: number): void;
}

/** A socket whose every message is moved by hand, in both directions. */
export class HandSocket implements PeerSocket {
  readonly #toServer: Uint8Array[] = [];
  readonly #toClient: Uint8Array[] = [];
  #events: SocketEvents | null = null;
  #client: ClientEnd | null = null;
  #closeCode: number | null = null;
  #over = false;
  /** Said by the server: nothing is to be read. */
  paused = false;
  pings = 0;
  /** How often the server wrote, whatever went together. */
  writes = 0;
  /** The other end is gone without a word: pings stay unanswered. */
  dead = false;
  /** A reader that does not read: everything sent stays in the buffer until `toClient` moves it. */
  stuck = false;

  listen(events: SocketEvents): void {
    this.#events = events;
  }

  attach(client: ClientEnd): void {
    this.#client = client;
  }

  send(frame: Frame, before?: Frame): void {
    if (this.#closeCode !== null || this.#over) return;
    if (before !== undefined) this.#toClient.push(before.payload);
    this.#toClient.push(frame.payload);
    this.writes += 1;
  }

  ping(): void {
    this.pings += 1;
    if (!this.dead) this.#events?.pong();
  }

  get buffered(): number {
    return this.stuck ? this.#toClient.reduce((sum, frame) => sum + frame.length, 0) : 0;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  close(code: number): void {
    this.#closeCode ??= code;
  }

  terminate(): void {
    this.#closeCode ??= 1006;
    this.#toClient.length = 0;
  }

  /** Code the server closed with, or null while it has not. */
  get closedWith(): number | null {
    return this.#closeCode;
  }

  get waitingForServer(): number {
    return this.#toServer.length;
  }

  get waitingForClient(): number {
    return this.#toClient.length;
  }

  /** The client writes; nothing moves yet. */
  write(data: Uint8Array): void {
    if (!this.#over) this.#toServer.push(data);
  }

  /** One message reaches the server. Returns false when there was none. */
  toServer(): boolean {
    if (this.#over || this.#closeCode !== null || this.paused) return false;
    const data = this.#toServer.shift();
    if (data === undefined) return false;
    this.#events?.message(data, true);
    return true;
  }

  /** One message, or the end, reaches the client. Returns false when there was nothing. */
  toClient(): boolean {
    if (this.#over) return false;
    const data = this.#toClient.shift();
    if (data !== undefined) {
      this.#client?.message(data);
      return true;
    }
    if (this.#closeCode === null) return false;
    this.#over = true;
    this.#client?.closed(this.#closeCode);
    this.#events?.closed();
    return true;
  }

  /** Two updates on their way to the server change places. Returns how many frames with updates are on their way; 0 where none did. */
  swapToServer(): number {
    const [first, second] = this.#toServer;
    if (first === undefined || second === undefined || !isUpdate(first) || !isUpdate(second)) return 0;
    this.#toServer.splice(0, 2, second, first);
    return this.#toServer.filter((frame) => frame[0] === MESSAGE.sync && frame[1] !== SYNC.step1).length;
  }

  /** The next message to the client is lost, if it is an update. */
  loseUpdateToClient(): void {
    const [first] = this.#toClient;
    if (first !== undefined && isUpdate(first)) this.#toClient.shift();
  }

  /** A text frame, which no client of ours sends. */
  text(): void {
    this.#events?.message(new Uint8Array(), false);
  }

  /** The line breaks: what was on its way is lost, and both ends learn of it. */
  cut(): void {
    if (this.#over) return;
    this.#over = true;
    this.#toServer.length = 0;
    this.#toClient.length = 0;
    this.#events?.closed();
    this.#client?.closed(1006);
  }
}

function isUpdate(frame: Uint8Array): boolean {
  return frame[0] === MESSAGE.sync && frame[1] === SYNC.update;
}
