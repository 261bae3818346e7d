import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ApiProblem } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import type { FieldConflict } from '../registers/conflict.ts';
import { writeVersioned } from '../registers/write-versioned.ts';
import { changeRecommendation, recommendationQuery } from './queries.ts';

export type FactChanges = Readonly<Partial<Recommendation>>;

/** A change somebody asked for: against which state, and what the screen shows of it until the server answers. */
interface Attempt {
  readonly base: Recommendation;
  readonly changes: FactChanges;
  readonly shown: FactChanges;
}

/** A change that did not go through. The words stay here until they are written or given up. */
export type Trouble =
  | { readonly kind: 'failed'; readonly attempt: Attempt; readonly error: ApiProblem }
  | {
      readonly kind: 'conflict';
      readonly attempt: Attempt;
      readonly conflicts: readonly FieldConflict[];
      readonly current: Recommendation;
    };

export interface Facts {
  /**
   * Writes facts at once. `base` is the record as it was when the person began; it decides what counts as a conflict.
   * `shown` holds names that belong to changed ids, so that they can be read before the server answers.
   */
  readonly save: (base: Recommendation, changes: FactChanges, shown?: FactChanges) => void;
  readonly trouble: Trouble | null;
  /** Writes mine again: after a failure, or over what the other person wrote. */
  readonly insist: () => void;
  /** Gives mine up. */
  readonly yieldTo: () => void;
}

/** The facts of one recommendation, written with its version and settled when two people write the same one. */
export function useFacts(programmeId: string, ref: string): Facts {
  const cache = useQueryClient();
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const attempt = useCallback(
    async (one: Attempt) => {
      const key = recommendationQuery(programmeId, ref).queryKey;
      const before = cache.getQueryData(key);
      setTrouble(null);
      cache.setQueryData(key, (now) => now && { ...now, ...one.changes, ...one.shown });
      try {
        const result = await writeVersioned(one.base, one.changes, (version) =>
          changeRecommendation(programmeId, one.base.id, version, one.changes),
        );
        if (result.kind === 'saved') {
          cache.setQueryData(key, (now) => (now && now.version > result.record.version ? now : result.record));
          await cache.invalidateQueries({ queryKey: queryKey(programmeId, 'recommendation', 'list') });
          return;
        }
        cache.setQueryData(key, result.current);
        setTrouble({ kind: 'conflict', attempt: one, conflicts: result.conflicts, current: result.current });
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        cache.setQueryData(key, before);
        void cache.invalidateQueries({ queryKey: key });
        setTrouble({ kind: 'failed', attempt: one, error });
      }
    },
    [cache, programmeId, ref],
  );

  return {
    save: useCallback((base, changes, shown = {}) => void attempt({ base, changes, shown }), [attempt]),
    trouble,
    insist: () => {
      if (!trouble) return;
      const base = trouble.kind === 'conflict' ? trouble.current : trouble.attempt.base;
      void attempt({ ...trouble.attempt, base });
    },
    yieldTo: () => setTrouble(null),
  };
}
