import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';

/** A steady rate with room for a burst. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** What a root of the document may be: a tree of elements, or one plain text. */
export type RootKind = 'tree' | 'text';

/** Every cap of the live channel, by name. Sizes are bytes, times milliseconds. */
export interface Limits {
  /** Names a client may put into the document's top level, and what they are. */
  readonly roots: Readonly<Record<string, RootKind>>;
  /** Element names the editor schema knows; null allows any well-formed name. */
  readonly elements: ReadonlySet<string> | null;
  readonly updateBytes: number;
  readonly structsPerUpdate: number;
  /** How far one update may move a writer's clock (one per character or node). */
  readonly clockAdvance: number;
  readonly nodeDepth: number;
  readonly valueDepth: number;
  readonly keyBytes: number;
  readonly stateVectorBytes: number;
  readonly documentWarnBytes: number;
  readonly documentBytes: number;

  readonly presenceBytes: number;
  readonly presenceFrameBytes: number;
  /** Waiting time between two presence frames of a room; grows with the room up to the second. */
  readonly presenceTickMs: number;
  readonly presenceTickMostMs: number;

  /** Above these a connection's socket is not read until it has waited its debt off. */
  readonly messages: Rate;
  readonly bytes: Rate;
  /** Above this an ask for the state is answered late, and only the last one. */
  readonly stateRequests: Rate;
  /** Frames kept for a connection whose room is still loading. */
  readonly waitingBytes: number;
  /** Gaps in one minute after which a connection is closed rather than asked again. */
  readonly resyncsPerMinute: number;

  readonly outboundSoftBytes: number;
  readonly outboundHardBytes: number;
  readonly outboundLateMs: number;
  readonly heartbeatMs: number;
  readonly rejudgeMs: number;
  /** How often clients are told where in the log they stand. */
  readonly positionEveryMs: number;

  /** The shortest time from one append to the next: many quiet rooms share a commit as one crowded room does. */
  readonly commitEveryMs: number;
  /** The longest that an update waits for company before it goes to the log, and what each connection adds to it. */
  readonly windowMostMs: number;
  readonly windowPerConnectionMs: number;
  /** Rooms of at most this many connections never wait. */
  readonly windowFreeConnections: number;
  /** So long an acknowledgement waits for a frame to ride with; 0 sends each at once. */
  readonly ackMostMs: number;
  readonly commitUpdates: number;
  readonly commitBytes: number;
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  /** Edits held in memory while the store cannot write; what comes above is left with the clients. */
  readonly undurableBytes: number;

  readonly compactUpdates: number;
  readonly compactBytes: number;
  /** From this many updates on, a quiet document is compacted too. */
  readonly compactIdleUpdates: number;
  readonly compactRetryMs: number;
  /** Without an edit for this long a document gives its Y.Doc back and keeps its bytes. */
  readonly idleMs: number;
  /** Without a connection for this long a document leaves memory. */
  readonly unloadMs: number;
  /** How long a graceful stop waits for the store. */
  readonly closeMs: number;

  readonly frameBytes: number;
  readonly fragments: number;
  readonly bufferedChunks: number;
  readonly admitMs: number;
  readonly socketsPerUserAndDocument: number;
  readonly socketsPerAddress: number;
  readonly sockets: number;
}

export const DEFAULT_LIMITS: Limits = {
  roots: { [TEXT_ROOT]: 'tree' },
  elements: null,
  updateBytes: 1_000_000,
  structsPerUpdate: 100_000,
  clockAdvance: 10_000_000,
  nodeDepth: 64,
  valueDepth: 16,
  keyBytes: 256,
  stateVectorBytes: 64_000,
  documentWarnBytes: 2_000_000,
  documentBytes: 5_000_000,

  presenceBytes: 2_000,
  presenceFrameBytes: 256_000,
  presenceTickMs: 50,
  presenceTickMostMs: 100,

  messages: { perSecond: 60, burst: 300 },
  bytes: { perSecond: 256_000, burst: 1_500_000 },
  stateRequests: { perSecond: 0.2, burst: 5 },
  waitingBytes: 2_000_000,
  resyncsPerMinute: 6,

  outboundSoftBytes: 1_000_000,
  outboundHardBytes: 8_000_000,
  outboundLateMs: 15_000,
  heartbeatMs: 25_000,
  rejudgeMs: 60_000,
  positionEveryMs: 5_000,

  commitEveryMs: 18,
  windowMostMs: 44,
  windowPerConnectionMs: 0.25,
  windowFreeConnections: 8,
  ackMostMs: 200,
  commitUpdates: 5_000,
  commitBytes: 8_000_000,
  retryFirstMs: 50,
  retryMostMs: 5_000,
  undurableBytes: 64_000_000,

  compactUpdates: 500,
  compactBytes: 256_000,
  compactIdleUpdates: 16,
  compactRetryMs: 10_000,
  idleMs: 10_000,
  unloadMs: 30_000,
  closeMs: 10_000,

  frameBytes: 1_048_576,
  fragments: 64,
  bufferedChunks: 1_024,
  admitMs: 10_000,
  socketsPerUserAndDocument: 10,
  // A conference hall is one address; each person in it is held to their own limit.
  socketsPerAddress: 1_000,
  sockets: 20_000,
};

/** The defaults with some of them changed. */
export function limitsWith(changes: Partial<Limits>): Limits {
  return { ...DEFAULT_LIMITS, ...changes };
}
