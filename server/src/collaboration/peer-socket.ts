import type { Frame } from './frame.ts';

/** What a socket tells the connection that owns it. */
export interface SocketEvents {
  /** One whole frame. The bytes are the socket's: copy what outlives the call. */
  message(data: Uint8Array, binary: boolean): void;
  /** The other side is alive. */
  pong(): void;
  /** Nothing comes after this. */
  closed(): void;
}

/** One socket as the rooms see it. Real ones stand on `ws`; a test moves every message by hand. */
export interface PeerSocket {
  listen(events: SocketEvents): void;
  /** With `before`, both go in one write, that one first. */
  send(frame: Frame, before?: Frame): void;
  ping(): void;
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number;
  /** Stop and go on reading; a few frames that were already here may still come. */
  pause(): void;
  resume(): void;
  close(code: number): void;
  /** Without a word: for a reader that does not read. */
  terminate(): void;
}
