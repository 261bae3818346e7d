import type { EndReason, NotSavingReason, Rights, SaveState } from './contract.ts';

/** Everything the save state is derived from. */
export interface SaveFacts {
  readonly unsaved: number;
  readonly settled: boolean;
  /** Connected and past the first exchange of states. */
  readonly synced: boolean;
  /** The connection went a moment ago; nothing is claimed to be wrong yet. */
  readonly grace: boolean;
  /** The first attempt to connect is still under way and there is no copy on this device. */
  readonly opening: boolean;
  readonly kept: boolean;
  readonly rights: Rights;
  readonly trouble: NotSavingReason | null;
  readonly ended: EndReason | null;
}

/**
 * What may be said about the writer's changes, worst news first. "Saved" needs every local change on the server's disk;
 * a lost connection does not take that back at once, but after the grace the screen says that it is alone.
 */
export function saveStateOf(facts: SaveFacts): SaveState {
  const changes = facts.unsaved;
  if (facts.ended) return { kind: 'ended', changes, why: facts.ended };
  if (facts.rights === 'read') return changes > 0 ? { kind: 'read-only', changes, why: 'rights' } : { kind: 'read-only', changes };
  if (facts.trouble && !facts.settled) return { kind: 'not-saving', changes, kept: facts.kept, why: facts.trouble };
  if (facts.synced || facts.grace) return facts.settled ? { kind: 'saved' } : { kind: 'saving', changes };
  return facts.opening ? { kind: 'loading' } : { kind: 'offline', changes, kept: facts.kept };
}

/** Whether closing the window now would lose something or leave it to this device alone. */
export function wouldLose(state: SaveState): boolean {
  switch (state.kind) {
    case 'saving':
    case 'offline':
    case 'not-saving':
    case 'read-only':
    case 'ended':
      return state.changes > 0;
    case 'loading':
    case 'saved':
      return false;
  }
}
