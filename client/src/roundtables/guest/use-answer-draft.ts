import type { RatingAnswer } from '@concordance/shared/roundtables/schema';
import { useState } from 'react';

const keyOf = (roundId: string) => `concordance-rating-${roundId}`;

function kept(roundId: string): RatingAnswer | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(roundId)) ?? 'null') as RatingAnswer | null;
  } catch {
    return null;
  }
}

export interface AnswerDraft {
  /** What was filled in and not sent; null where there is nothing of the kind. */
  readonly draft: RatingAnswer | null;
  readonly change: (draft: RatingAnswer) => void;
  readonly drop: () => void;
}

/** An answer that is being filled in. It outlives a closed table, a closed page and an empty battery. */
export function useAnswerDraft(roundId: string): AnswerDraft {
  const [draft, setDraft] = useState(() => kept(roundId));
  return {
    draft,
    change: (next) => {
      localStorage.setItem(keyOf(roundId), JSON.stringify(next));
      setDraft(next);
    },
    drop: () => {
      localStorage.removeItem(keyOf(roundId));
      setDraft(null);
    },
  };
}
