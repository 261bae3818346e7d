import type { Thread } from '@concordance/shared/threads/schema';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/client.ts';
import { threadsQuery } from './queries.ts';

/** Puts a thread into the list that is shown, or takes it out of it. */
export function showThread(cache: QueryClient, p: string, subjectId: string, id: string, thread: Thread | null): void {
  cache.setQueryData(threadsQuery(p, subjectId).queryKey, (before) => {
    if (!before) return before;
    const others = before.threads.filter((each) => each.id !== id);
    if (thread === null) return { ...before, threads: others };
    const known = others.length < before.threads.length;
    return { ...before, threads: known ? before.threads.map((each) => (each.id === id ? thread : each)) : [...before.threads, thread] };
  });
}

/** Does something with one thread and shows what became of it; of a thread that somebody else changed, how it is now. */
export function useThreadAct(p: string, subjectId: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<Thread | null>) => act(),
    onSuccess: (thread) => showThread(cache, p, subjectId, id, thread),
    onError: (error) => {
      const now = error instanceof ApiProblem && error.code === 'stale-version' ? (error.current as Thread | undefined) : undefined;
      if (now) showThread(cache, p, subjectId, id, now);
      else void cache.invalidateQueries({ queryKey: threadsQuery(p, subjectId).queryKey });
    },
  });
}
