import { type RefObject, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../api/client.ts';
import { fromDraft, type InlineKind, type InlineValue, toDraft } from './inline-value.ts';

/** Where an edit stands. In a conflict, `over` is the server's newer record; undefined where the screen shows it already. */
export type InlinePhase =
  | { readonly at: 'rest' }
  | { readonly at: 'editing'; readonly problem: unknown; readonly unreadable: boolean }
  | { readonly at: 'saving' }
  | { readonly at: 'conflict'; readonly theirs: string; readonly over: unknown };

export interface InlineWork<Value extends InlineValue> {
  readonly kind: InlineKind;
  readonly value: Value;
  readonly onSave: (value: Value, over?: unknown) => Promise<unknown>;
  readonly theirs?: ((current: unknown) => string) | undefined;
  readonly onTakeTheirs?: ((current: unknown) => void) | undefined;
}

interface InlineEditing {
  readonly phase: InlinePhase;
  readonly draft: string;
  readonly setDraft: (draft: string) => void;
  /** The value at rest; it takes the focus back after an edit that the keyboard ended. */
  readonly rest: RefObject<HTMLButtonElement | null>;
  readonly begin: () => void;
  readonly leave: (focus: boolean) => void;
  readonly save: (focus: boolean, text?: string) => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => void;
}

/**
 * The life of one inline edit. Nothing is overwritten unseen: neither what the server refuses as stale, nor what reached
 * this screen from somebody else while the field was open.
 */
export function useInlineEdit<Value extends InlineValue>({ kind, value, onSave, theirs, onTakeTheirs }: InlineWork<Value>): InlineEditing {
  const [phase, setPhase] = useState<InlinePhase>({ at: 'rest' });
  const [draft, setDraft] = useState(toDraft(value));
  const [base, setBase] = useState<InlineValue>(value);
  const rest = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);

  useEffect(() => {
    if (phase.at !== 'rest' || !returning.current) return;
    returning.current = false;
    rest.current?.focus();
  }, [phase]);

  const leave = (focus: boolean) => {
    returning.current = focus;
    setPhase({ at: 'rest' });
  };
  const send = async (next: InlineValue, focus: boolean, over: unknown) => {
    setPhase({ at: 'saving' });
    try {
      // The kind decides what `fromDraft` gives, and the caller chose kind and value together.
      await onSave(next as Value, over);
      leave(focus);
    } catch (error) {
      const stale = error instanceof ApiProblem && error.code === 'stale-version' && theirs !== undefined;
      setPhase(
        stale
          ? { at: 'conflict', theirs: theirs(error.current), over: error.current }
          : { at: 'editing', problem: error, unreadable: false },
      );
    }
  };
  const save = async (focus: boolean, text = draft) => {
    const next = fromDraft(kind, text);
    if (next === undefined) return setPhase({ at: 'editing', problem: null, unreadable: true });
    if (next === base || next === value) return leave(focus);
    if (value !== base) return setPhase({ at: 'conflict', theirs: toDraft(value), over: undefined });
    await send(next, focus, undefined);
  };
  return {
    phase,
    draft,
    setDraft,
    rest,
    begin: () => {
      setDraft(toDraft(value));
      setBase(value);
      setPhase({ at: 'editing', problem: null, unreadable: false });
    },
    leave,
    save,
    keepMine: async () => {
      const next = fromDraft(kind, draft);
      if (phase.at === 'conflict' && next !== undefined) await send(next, true, phase.over);
    },
    takeTheirs: () => {
      if (phase.at === 'conflict' && phase.over !== undefined) onTakeTheirs?.(phase.over);
      leave(true);
    },
  };
}
