import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useRef, useState } from 'react';

export interface Draft<Value> {
  readonly value: Value;
  /** The record as it was when the editing began: what decides whether somebody else came first. */
  readonly base: Recommendation;
  readonly begin: () => void;
  readonly set: (value: Value) => void;
  /** The value as of now, also in the handler that has just set it. */
  readonly latest: () => { readonly base: Recommendation; readonly value: Value };
}

/** A fact while it is being edited: changes that arrive meanwhile do not touch it. */
export function useDraft<Value>(record: Recommendation, read: (record: Recommendation) => Value): Draft<Value> {
  const now = useRef({ base: record, value: read(record) });
  const [, redraw] = useState(0);
  const put = (base: Recommendation, value: Value) => {
    now.current = { base, value };
    redraw((count) => count + 1);
  };
  return {
    value: now.current.value,
    base: now.current.base,
    begin: () => put(record, read(record)),
    set: (value) => put(now.current.base, value),
    latest: () => now.current,
  };
}
