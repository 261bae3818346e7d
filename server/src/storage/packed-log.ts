/**
 * Updates on their way to the log as few objects: what crosses to another thread is copied piece by piece, and many small
 * pieces cost more than writing them.
 */
export interface PackedLog {
  readonly at: string;
  readonly documents: readonly string[];
  /** For each document how many of the updates are its own; updates stand in the order of the documents. */
  readonly counts: readonly number[];
  /** For each update who wrote it, and how many of the bytes are its own. */
  readonly users: readonly string[];
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array;
  /** In pairs: the place of an update, and a Yjs client id that it claims. */
  readonly claims: readonly number[];
}
