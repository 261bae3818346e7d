import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { EditorHandle, RemarkWish, TextTalk } from '../editor/contract.ts';
import { type Threads, useTextThreads, useThreads } from './use-threads.ts';

interface TalkSetting {
  readonly programmeId: string;
  readonly subjectId: string;
  readonly mayWrite: boolean;
  /** The whole list stands beside the text, so that the margin need not say it as well. */
  readonly listed: boolean;
  /** The text's editor; null until it is there. */
  readonly handle: EditorHandle | null;
  /** The thread that the address asks for. */
  readonly asked: string | undefined;
  /** Brings the list beside the text. */
  readonly onOpen: () => void;
}

export interface Talk {
  readonly threads: Threads;
  readonly active: string | null;
  readonly onActive: (id: string | null) => void;
  /** What somebody wants to speak about: words, a place, or the whole. */
  readonly wish: RemarkWish | 'whole' | null;
  readonly onWish: (wish: 'whole' | null) => void;
  /** What the text itself shows and asks. */
  readonly text: TextTalk;
}

/** What is said about a text, held together for the text, its margin and the list beside it. */
export function useTalk({ programmeId, subjectId, mayWrite, listed, handle, asked, onOpen }: TalkSetting): Talk {
  const threads = useThreads(programmeId, subjectId);
  const shown = useTextThreads(threads.all);
  const [active, setActive] = useState<string | null>(asked ?? null);
  const [wish, setWish] = useState<Talk['wish']>(null);
  const open = useEffectEvent(onOpen);
  useEffect(() => {
    if (asked === undefined) return;
    setActive(asked);
    open();
  }, [asked]);
  useEffect(() => (asked !== undefined && handle ? showOnceFound(handle, asked) : undefined), [asked, handle]);
  const onThread = useCallback(
    (id: string) => {
      setActive(id);
      onOpen();
    },
    [onOpen],
  );
  const onRemark = useCallback(
    (next: RemarkWish) => {
      setWish(next.words === null && next.kind === 'comment' ? { ...next, kind: 'suggest' } : next);
      onOpen();
    },
    [onOpen],
  );
  const text = useMemo<TextTalk>(
    () => ({ threads: shown, active, onThread, onRemark: mayWrite ? onRemark : null, notes: !listed }),
    [shown, active, onThread, onRemark, mayWrite, listed],
  );
  return { threads, active, onActive: setActive, wish, onWish: setWish, text };
}

/** Brings the words of a thread into view as soon as the text knows where they stand. Returns how to stop waiting. */
function showOnceFound(handle: EditorHandle, id: string): () => void {
  let stop = () => {};
  const look = () => {
    if (!handle.threads.get().has(id)) return;
    stop();
    handle.showThread(id);
  };
  stop = handle.threads.subscribe(look);
  look();
  return stop;
}
