import type { IncomingMessage } from 'node:http';

/** One update on its way to the log. */
export interface PendingUpdate {
  readonly documentId: string;
  readonly update: Uint8Array;
  /** Who wrote it. */
  readonly userId: string;
  /** Yjs client ids that belong to this person from this update on; to be kept with it, in the same transaction. */
  readonly claims?: readonly number[];
}

/** What a room starts from: the newest good snapshot and the updates after it, oldest first. */
export interface StoredDocument {
  readonly snapshot: Uint8Array | null;
  readonly tail: readonly Uint8Array[];
  /** Sequence number of the last update; 0 for a document without any. */
  readonly seq: number;
  /** Versions of the editor schema and of the document's life (grows when history is cut). */
  readonly schema: number;
  readonly epoch: number;
  /** True when the newest generation failed its checksum and an older one was taken: open read-only. */
  readonly damaged: boolean;
  /**
   * Who claimed which Yjs client id (`PendingUpdate.claims`), for all of the document's life. Left out by a store that
   * does not keep them; ids from before are then free to the first who writes with them.
   */
  readonly owners?: ReadonlyMap<number, string>;
}

/**
 * The log that documents live in. An append resolves only after the bytes are on the disk (fsync); all updates of one
 * call are committed together or not at all. Sequence numbers are per document, without gaps, starting at 1.
 */
export interface DocumentStorage {
  /** Null for a document that does not exist: a socket never creates one. */
  load(documentId: string): Promise<StoredDocument | null>;
  /** Returns the sequence number of each update, in the order given. */
  append(updates: readonly PendingUpdate[]): Promise<readonly number[]>;
  /**
   * Stores a full state that has absorbed everything up to `uptoSeq`, and drops the log rows it makes unnecessary while
   * keeping the generation before it usable.
   */
  compact(documentId: string, state: Uint8Array, uptoSeq: number): Promise<void>;
}

/** Who is at the door and what they may do with one document. */
export type Admission =
  | { readonly kind: 'refused'; readonly close: number }
  | {
      readonly kind: 'admitted';
      readonly write: boolean;
      readonly userId: string;
      readonly sessionId: string;
      /** Shown to the others; never taken from the client. */
      readonly name: string;
      readonly colour: number;
      /** Takes no part in presence: nobody is told that this person is here. */
      readonly unseen?: boolean;
    };

/**
 * The only place that decides on rights. Asked before the upgrade and again whenever rights may have changed.
 * Implementations know roles and programmes; the rooms do not.
 */
export interface Access {
  /** True when the Origin header of an upgrade is one of ours. */
  originAllowed(request: IncomingMessage): boolean;
  admit(request: IncomingMessage, documentId: string): Promise<Admission>;
  /** The same question for a connection that is already open. */
  readmit(sessionId: string, documentId: string): Promise<Admission>;
}
