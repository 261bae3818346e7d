import type { Reader } from '../storage/database.ts';

/** How the talk about a recommendation stands. */
export interface Talk {
  readonly open: number;
  readonly undecided: number;
}

export interface NamedSet {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly recommendationIds: readonly string[];
}

/** What the checks ask of rooms they do not know; `app.ts` joins them. */
export interface CheckPorts {
  /** Open threads and undecided suggestions by recommendation; who is not in it has none. */
  talk(reader: Reader, programmeId: string, recommendationIds: readonly string[]): Promise<ReadonlyMap<string, Talk>>;
  /** The sets of a programme that are still worked on. */
  sets(reader: Reader, programmeId: string): Promise<readonly NamedSet[]>;
}

/** For a programme without threads and sets. */
export const noTalk: CheckPorts = { talk: async () => new Map(), sets: async () => [] };
