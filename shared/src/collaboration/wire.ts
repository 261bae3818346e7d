/**
 * The live channel on one page: `/collaboration/{documentId}`, binary frames of the y-websocket protocol.
 * The first variable-length unsigned integer of a frame is its kind.
 *
 * Kinds 0–3 are the public protocol, spoken with every Yjs client. Kinds from 100 are our own and are sent only to a
 * client that announced itself in the query of the address: `?client=concordance&schema={SCHEMA_VERSION}`.
 */
export const MESSAGE = {
  /** Then: 0 step 1 (state vector), 1 step 2 (update), 2 update. */
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /**
   * Server to client. Varuint `n`: the first `n` update-carrying frames (sync step 2 and update) that this connection
   * sent are on the disk. Only this may be shown as "Saved".
   */
  durable: 100,
  /** Server to client, once after opening. Varuint 1 when this connection may write, 0 when it only reads. */
  rights: 101,
  /** Server to client. A string: a code of `NOTICE`. */
  notice: 102,
  /**
   * Server to client, now and then. Varuint `seq`: everything up to this number of the document's log was sent on this
   * connection, or came from it.
   */
  position: 103,
  /**
   * Client to server instead of a step 1, where it stated its epoch. Varuint: the last `position` it was told, on
   * whichever connection; then its state vector, as in a step 1. The answer is a step 2 with what came after that number
   * or, where the server no longer tells that apart, what the vector lacks.
   */
  resume: 104,
} as const;

export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Things a connection is told while it stays open. */
export const NOTICE = {
  /** The last update was refused because the document reached its size limit. */
  documentFull: 'document-full',
  /** The document nears its size limit. */
  documentLarge: 'document-large',
  /** The store cannot write now; edits are held and tried again. */
  notSaving: 'not-saving',
  saving: 'saving',
} as const;

/** Why the server closed a connection. 1012 and 1013 mean: come back, after a random part of `RETRY_SPREAD_MS`. */
export const CLOSE = {
  restart: 1012,
  busy: 1013,
  badMessage: 4400,
  signedOut: 4401,
  noAccess: 4403,
  unknownDocument: 4404,
  /** Rights changed: connect again and be judged anew. */
  judgeAnew: 4205,
  /** The document was replaced (redaction): drop the local copy. */
  otherEpoch: 4410,
  tooLarge: 4413,
  /** This client's editor is older than the document: reload the page. */
  reload: 4426,
  tooManyRequests: 4429,
  slowReader: 4408,
  failed: 4500,
} as const;

export const RETRY_SPREAD_MS = 2_000;

/** Version of the editor schema a document is written with; grows when nodes, marks or attributes are added. */
export const SCHEMA_VERSION = 1;

/** Name of the XML fragment that holds a text inside its Y.Doc. */
export const TEXT_ROOT = 'default';

/** Palette of presence colours, `#rrggbb` in light theme; a person's `colour` is an index into it. */
export const PRESENCE_COLOURS = ['#A3305F', '#7A4B3A', '#3F5C74', '#5B5F1E', '#7B3F8C', '#8A3B2A', '#2F5D50', '#4A4A8A'] as const;
