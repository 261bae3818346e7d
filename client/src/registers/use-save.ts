import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ApiProblem } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { showRecord } from './cache.ts';
import { type FieldConflict, type Fields, withoutFields } from './conflict.ts';
import type { RegisterItem, RegisterName } from './definition.ts';
import { patchRecord } from './queries.ts';
import type { SaveOutcome } from './save-outcome.ts';
import { writeVersioned } from './write-versioned.ts';

/** A change that waits for a person to choose between two values. */
export interface OpenConflict<Item> {
  readonly mine: Fields;
  readonly current: Item;
  readonly conflicts: readonly FieldConflict[];
}

export type Save<Item> = (item: Item, changes: Fields) => Promise<SaveOutcome>;

export interface Saving<Item> {
  readonly save: Save<Item>;
  readonly state: 'still' | 'saving' | 'saved' | 'failed';
  readonly conflict: OpenConflict<Item> | null;
  /** Settles one field of the open conflict; after the last one, what is left of mine is sent. */
  readonly settle: (field: string, keep: 'mine' | 'theirs') => void;
}

/**
 * Saves fields of records: the new values show at once, roll back when the server refuses, and a field that somebody
 * else changed meanwhile opens a conflict instead of being overwritten.
 */
export function useSave<Item extends RegisterItem>(register: RegisterName): Saving<Item> {
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const [underWay, setUnderWay] = useState(0);
  const [last, setLast] = useState<'still' | 'saved' | 'failed'>('still');
  const [conflict, setConflict] = useState<OpenConflict<Item> | null>(null);

  const save = useCallback<Save<Item>>(
    async (item, changes) => {
      setUnderWay((count) => count + 1);
      showRecord(client, p, register, { ...item, ...changes });
      try {
        const result = await writeVersioned(item, changes, (version) => patchRecord<Item>(p, register, item.id, version, changes));
        if (result.kind === 'saved') {
          showRecord(client, p, register, result.record);
          setLast('saved');
          return { kind: 'saved' };
        }
        showRecord(client, p, register, result.current);
        setConflict({ mine: changes, current: result.current, conflicts: result.conflicts });
        setLast('still');
        return { kind: 'conflict' };
      } catch (error) {
        showRecord(client, p, register, item);
        setLast('failed');
        if (!(error instanceof ApiProblem)) throw error;
        return { kind: 'failed', problem: error };
      } finally {
        setUnderWay((count) => count - 1);
      }
    },
    [client, p, register],
  );

  const settle = useCallback(
    (field: string, keep: 'mine' | 'theirs') => {
      if (conflict === null) return;
      const mine = keep === 'mine' ? conflict.mine : withoutFields(conflict.mine, [field]);
      const conflicts = conflict.conflicts.filter((each) => each.field !== field);
      if (conflicts.length > 0) return setConflict({ ...conflict, mine, conflicts });
      setConflict(null);
      if (Object.keys(mine).length > 0) void save(conflict.current, mine);
    },
    [conflict, save],
  );

  return { save, state: underWay > 0 ? 'saving' : last, conflict, settle };
}
