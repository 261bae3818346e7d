import { useState } from 'react';

function kept<Draft>(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

export interface KeptDraft<Draft> {
  /** What was written and not sent; null where there is nothing of the kind. */
  readonly draft: Draft | null;
  readonly change: (draft: Draft) => void;
  readonly drop: () => void;
}

/** Something that is being written. It outlives a closed table, a closed page and an empty battery. */
export function useKeptDraft<Draft>(key: string): KeptDraft<Draft> {
  const [draft, setDraft] = useState(() => kept<Draft>(key));
  return {
    draft,
    change: (next) => {
      localStorage.setItem(key, JSON.stringify(next));
      setDraft(next);
    },
    drop: () => {
      localStorage.removeItem(key);
      setDraft(null);
    },
  };
}
