/** Where the server can be made to die. */
export const CRASH_POINTS = [
  /** An update was found sound and shown to nobody. */
  'after-validate',
  /** Its row is written, its transaction open. */
  'before-commit',
  /** It is on the disk; nobody was told. */
  'after-commit',
  /** The new state is written, the old one not yet removed, the transaction open. */
  'compaction',
  /** Old state and rows are removed, the transaction open. */
  'compaction-trimmed',
  'after-compaction',
  /** The last compaction of a document that everybody has left. */
  'unload',
  /** In the middle of a change of the tables. */
  'migration',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
