import type { Thread } from '@concordance/shared/threads/schema';
import type { TextThread, ThreadPlace } from '../editor/contract.ts';

export const FILTERS = ['open', 'ended', 'removed'] as const;
export type Filter = (typeof FILTERS)[number];

type Places = ReadonlyMap<string, ThreadPlace>;

/** `removed` are open ones whose words are gone: they need somebody who ties them to others or answers them. */
export function filterOf(thread: Thread, places: Places): Filter {
  if (thread.life.state === 'ended') return 'ended';
  return thread.anchor !== null && places.get(thread.id)?.kind === 'removed' ? 'removed' : 'open';
}

/** The threads that a filter shows: those on the whole first, the others in the order of the text, and last what has no place. */
export function listThreads(threads: readonly Thread[], places: Places, filter: Filter): readonly Thread[] {
  const rank = (thread: Thread) => {
    if (thread.anchor === null) return -1;
    const place = places.get(thread.id);
    return place?.kind === 'words' ? place.from : Number.MAX_SAFE_INTEGER;
  };
  // Open ones whose words are gone stay with the open ones too: they are not done.
  const shown = threads.filter((thread) => {
    const its = filterOf(thread, places);
    return its === filter || (filter === 'open' && its === 'removed');
  });
  return shown.sort((one, other) => rank(one) - rank(other) || one.at.localeCompare(other.at));
}

export function countThreads(threads: readonly Thread[], places: Places): Readonly<Record<Filter, number>> {
  const counts = { open: 0, ended: 0, removed: 0 };
  for (const thread of threads) {
    const its = filterOf(thread, places);
    counts[its] += 1;
    if (its === 'removed') counts.open += 1;
  }
  return counts;
}

/** Whether a proposal still fits: the words it was made against, others in their place, or none. */
export type Fit = { readonly kind: 'fits' } | { readonly kind: 'changed'; readonly words: string } | { readonly kind: 'gone' };

/** `now`: what stands there; null where the words are gone, undefined where nobody knows yet. */
export function fitOf(thread: Thread, now: string | null | undefined): Fit {
  if (now === undefined || thread.anchor === null) return { kind: 'fits' };
  if (now === null) return { kind: 'gone' };
  return now === thread.anchor.quote ? { kind: 'fits' } : { kind: 'changed', words: now };
}

/** Proposals that are about the same words as another: accepting one makes the others outdated. */
export function overlapping(threads: readonly Thread[], places: Places): ReadonlySet<string> {
  const waiting = threads
    .flatMap((thread) => {
      const place = places.get(thread.id);
      return isProposed(thread) && place?.kind === 'words' ? [{ id: thread.id, ...place }] : [];
    })
    .sort((one, other) => one.from - other.from);
  const found = new Set<string>();
  let widest: (typeof waiting)[number] | null = null;
  for (const each of waiting) {
    if (widest && (each.from < widest.to || (each.from === widest.from && each.to === widest.to))) {
      found.add(widest.id);
      found.add(each.id);
    }
    if (!widest || each.to > widest.to) widest = each;
  }
  return found;
}

export const isProposed = (thread: Thread): boolean => thread.life.state === 'open' && thread.suggestion?.state === 'proposed';

/** How a thread is drawn in the text; `who` words its author for the reader. */
export function textThread(thread: Thread, who: (author: Thread['comments'][number]['author']) => string): TextThread | null {
  const [first] = thread.comments;
  if (thread.anchor === null || !first) return null;
  const { suggestion } = thread;
  return {
    id: thread.id,
    anchor: thread.anchor,
    proposal: isProposed(thread) && suggestion ? { kind: suggestion.kind, text: suggestion.text } : null,
    ended: thread.life.state === 'ended',
    who: who(first.author),
    words: first.text || (suggestion?.text ?? ''),
    remarks: thread.comments.filter((comment) => !comment.deleted).length,
    unread: thread.unread > 0,
  };
}
