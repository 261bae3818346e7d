import type { Thread } from '@concordance/shared/threads/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TextThread } from '../editor/contract.ts';
import { peopleQuery } from '../registers/queries.ts';
import { threadsQuery } from './queries.ts';
import { textThread } from './thread-list.ts';
import { useAuthorWords } from './use-author-words.ts';

const NOBODY: readonly never[] = [];

/** The people who can be named in a thread: everybody of the programme but guests. */
export function useColleagues(p: string) {
  const { data = NOBODY } = useQuery(peopleQuery(p));
  return useMemo(() => data.filter(({ role }) => role !== 'participant'), [data]);
}

export interface Threads {
  /** Undefined until they are known. */
  readonly all: readonly Thread[] | undefined;
  /** There are more than the server lists at once. */
  readonly more: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

/** What is said about a record and its text. */
export function useThreads(p: string, subjectId: string): Threads {
  const { data, error, refetch } = useQuery(threadsQuery(p, subjectId));
  return { all: data?.threads, more: data?.more ?? false, error, again: () => void refetch() };
}

/** The threads as the text shows them; each stays the same object while nothing of it changed. */
export function useTextThreads(threads: readonly Thread[] | undefined): readonly TextThread[] {
  const who = useAuthorWords();
  return useMemo(() => {
    const drawn: TextThread[] = [];
    for (const thread of threads ?? []) {
      // A fetched thread that did not change is the same object as before.
      const text = textOf(thread, who);
      if (text) drawn.push(text);
    }
    return drawn;
  }, [threads, who]);
}

const texts = new WeakMap<Thread, { readonly who: unknown; readonly text: TextThread | null }>();

function textOf(thread: Thread, who: ReturnType<typeof useAuthorWords>): TextThread | null {
  const known = texts.get(thread);
  if (known?.who === who) return known.text;
  const text = textThread(thread, who);
  texts.set(thread, { who, text });
  return text;
}
