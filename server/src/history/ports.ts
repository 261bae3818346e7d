import type { Moment } from '@concordance/shared/history/schema';
import type * as Y from 'yjs';
import type { RegisterWorld } from '../registers/actions.ts';
import type { StateReader } from './state-reader.ts';

/** Co-edited texts as the live core has them. */
export interface LiveTexts {
  /** The durable text as one Yjs update for a copy of the caller's own; null for a document that does not exist. */
  read(documentId: string): Promise<Uint8Array | null>;
  /** A change by the server itself, on a copy, through gate, log and broadcast; resolves when durable. */
  transact(documentId: string, userId: string, change: (doc: Y.Doc) => void): Promise<void>;
}

/** Keeps the texts of recommendations as they stand when a table closes, an edition is made or one is handed over. */
export type KeepMoment = (moment: {
  readonly cause: Moment;
  /** Null where nobody did it: a table closes at its hour. */
  readonly by: string | null;
  /** Which table, which edition. */
  readonly note: string;
  readonly recommendationIds: readonly string[];
}) => Promise<void>;

export interface HistoryWorld extends Pick<RegisterWorld, 'database' | 'journal' | 'now'> {
  readonly texts: LiveTexts;
  readonly states: StateReader;
}
