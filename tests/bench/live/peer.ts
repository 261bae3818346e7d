import type { CodecName } from './codec.ts';

/** Where a client connects, and what it may expect there. */
export interface Target {
  readonly codec: CodecName;
  readonly headers: Readonly<Record<string, string>>;
  /** False for a relay: it knows nothing itself, a client that holds the document answers. */
  readonly answersSync: boolean;
  address(room: string): string;
}

/** What documents there are, and how to come in. */
export interface Prepared {
  readonly headers: Readonly<Record<string, string>>;
  readonly rooms: readonly string[];
}

/** A server that can be measured. */
export interface Peer {
  readonly codec: CodecName;
  readonly answersSync: boolean;
  readonly persistent: boolean;
  command(): readonly string[];
  environment(data: string): Readonly<Record<string, string>>;
  path(room: string): string;
  /** Once on an empty data folder, while the server runs. */
  prepare(port: number, data: string, rooms: number): Promise<Prepared>;
  version(): string;
}
