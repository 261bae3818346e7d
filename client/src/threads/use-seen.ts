import type { Thread } from '@concordance/shared/threads/schema';
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { markSeen } from './queries.ts';

/** Long enough to have been looked at. */
const SEEN_MS = 2_000;

/** Tells the server which unread threads stood on the screen for a moment. */
export function useSeen(p: string, list: RefObject<HTMLElement | null>, threads: readonly Thread[]): void {
  const unread = threads.filter((thread) => thread.unread > 0).map(({ id }) => id);
  const tell = useEffectEvent((ids: readonly string[]) => {
    // What could not be told now is told the next time it is looked at.
    if (!document.hidden && ids.length > 0) markSeen(p, ids).catch(() => {});
  });
  const key = unread.join(' ');
  useEffect(() => {
    const place = list.current;
    if (key === '' || !place) return;
    const waiting = new Set(key.split(' '));
    const shown = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const cards = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = (target as HTMLElement).dataset['threadCard'] ?? '';
        if (isIntersecting) shown.add(id);
        else shown.delete(id);
      }
      timer ??= setTimeout(() => {
        timer = null;
        const ids = [...shown];
        shown.clear();
        tell(ids);
      }, SEEN_MS);
    });
    const watch = () => {
      for (const card of place.querySelectorAll<HTMLElement>('[data-thread-card]')) {
        if (waiting.delete(card.dataset['threadCard'] ?? '')) cards.observe(card);
      }
    };
    // Cards come little by little.
    const growth = new MutationObserver(watch);
    growth.observe(place, { childList: true });
    watch();
    return () => {
      cards.disconnect();
      growth.disconnect();
      if (timer !== null) clearTimeout(timer);
    };
  }, [key, list]);
}
