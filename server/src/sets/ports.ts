import type { EditionThread } from '@concordance/shared/editions/schema';
import type { JsonValue } from '@concordance/shared/fingerprints/canonical';
import type { Reader } from '../storage/database.ts';
import type { ReadSet } from './substance.ts';

/** What a check of the programme says about one recommendation. */
export interface Finding {
  readonly rule: string;
  readonly level: 'warn' | 'block';
  /** What the sentence of the rule is filled in with. */
  readonly words: { readonly [key: string]: JsonValue };
}

/** How the remarks on one recommendation stand, and how those that ended did. */
export interface Remarks {
  readonly open: number;
  /** Suggestions that nobody has accepted or declined. */
  readonly undecided: number;
  readonly ended: readonly EditionThread[];
}

/** What sets ask of the rooms of checks and remarks; `app.ts` joins them. */
export interface SetPorts {
  /** Findings by recommendation, worst first; `set` under the set's own id. Binding at approval where the level is `block`. */
  findings(reader: Reader, programmeId: string, setId: string, read: ReadSet): Promise<ReadonlyMap<string, readonly Finding[]>>;
  remarks(reader: Reader, programmeId: string, recommendationIds: readonly string[]): Promise<ReadonlyMap<string, Remarks>>;
}
