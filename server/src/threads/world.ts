import type { Role } from '@concordance/shared/identity/schema';
import type { LiveTexts } from '../history/ports.ts';
import { type AttemptLimit, attemptLimit } from '../identity/rate-limit.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import type { InTurn } from '../roundtables/in-turn.ts';
import { type TableGate, tableGate } from '../roundtables/table-gate.ts';

/** What acts on threads need of the world. */
export interface ThreadWorld extends Pick<RegisterWorld, 'database' | 'journal' | 'now'> {
  readonly gate: TableGate;
  readonly texts: LiveTexts;
  /** Wording goes into one text after the other. */
  readonly inTurn: InTurn;
  /** Remarks made by one person in a short time: more than anybody types is a flood. */
  readonly remarks: AttemptLimit;
}

/** So many remarks may one person make within a minute. */
const REMARKS_MOST = 60;

/** The world of threads, made of what round tables and live texts have. */
export function threadWorld(
  { database, journal, now, inTurn }: Pick<ThreadWorld, 'database' | 'journal' | 'now' | 'inTurn'>,
  texts: LiveTexts,
): ThreadWorld {
  return { database, journal, now, inTurn, texts, gate: tableGate(now), remarks: attemptLimit(REMARKS_MOST, 60) };
}

/** Who asks. A guest asks from a seat, and sees nothing but what was said at that table. */
export interface Asker {
  readonly programmeId: string;
  readonly userId: string;
  readonly role: Role;
  /** The table of the seat a guest asks from; null for a member. */
  readonly seatAt: string | null;
}
