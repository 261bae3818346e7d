import type { Clock } from './clock.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Tally } from './metrics.ts';
import type { DocumentStorage } from './ports.ts';

/** What all rooms of a server share. */
export interface RoomContext {
  readonly storage: DocumentStorage;
  readonly queue: CommitQueue;
  /** One compaction at a time: encoding and storing full states must not crowd out typing. */
  readonly compactions: (job: () => Promise<void>) => Promise<void>;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly tally: Tally;
  /** Newest editor schema this server knows: newer text is only read. */
  readonly schema: number;
  onDurable(documentId: string, seq: number): void;
  /** The room is over; a later visitor gets a new one. */
  onGone(documentId: string): void;
}
