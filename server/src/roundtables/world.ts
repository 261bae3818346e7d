import type { EditorJson } from '@concordance/shared/editor/json';
import type { KeepMoment } from '../history/ports.ts';
import type { AttemptLimit } from '../identity/rate-limit.ts';
import type { RightsBus } from '../identity/rights-bus.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import type { InTurn } from './in-turn.ts';

/** What the rooms of round tables need besides what every feature does. */
export interface TableWorld extends RegisterWorld {
  readonly rights: RightsBus;
  /** A text as everybody has it now, durable up to this moment; null for a document that does not exist. */
  readonly readText: (documentId: string) => Promise<EditorJson | null>;
  /** Keeps versions of texts for "changed since". */
  readonly keep: KeepMoment;
  /** Which of these people have the programme on a screen now. */
  readonly present: (programmeId: string, userIds: readonly string[]) => ReadonlySet<string>;
  /** Kept outside the database, so that a copy of it cannot say who answered what. */
  readonly ratingKey: Uint8Array;
  /** Failed attempts to come in, by address. */
  readonly attempts: AttemptLimit;
  /** Seats taken, by address: more than any hall has is a flood. */
  readonly arrivals: AttemptLimit;
  /** Arrivals at one table, one after the other. */
  readonly inTurn: InTurn;
}
