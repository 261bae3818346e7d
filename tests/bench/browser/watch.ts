import type { Page } from 'playwright-core';

/** What runs inside the page. Each function is sent there as text, so none may use anything outside itself. */
interface Watch {
  paints: number[];
  events: number[];
  longest: number;
}

/** Measures every key from the moment the browser got it until the frame that shows it has been drawn. */
export function startWatching(): void {
  const watch: Watch = { paints: [], events: [], longest: 0 };
  (window as unknown as { watch: Watch }).watch = watch;
  const known = window as unknown as { watching?: boolean };
  if (known.watching) return;
  known.watching = true;
  const now = () => (window as unknown as { watch: Watch }).watch;
  document.addEventListener(
    'keydown',
    (event) => {
      const { timeStamp } = event;
      requestAnimationFrame(() => {
        // The task after a frame's callbacks comes once style, layout and paint of that frame are done.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          now().paints.push(performance.now() - timeStamp);
          port1.close();
        };
        port2.postMessage(null);
      });
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') now().events.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) now().longest = Math.max(now().longest, entry.duration);
  }).observe({ type: 'longtask' });
}

export function paintsOf(): Watch {
  return (window as unknown as { watch: Watch }).watch;
}

/** Notes when the whole text stands on the page, and when it can be typed into: editable, drawn, and the page listens. */
export function watchOpening(blocks: number): void {
  const seen = window as unknown as { openedAt?: number; shownAt?: number };
  const look = () => {
    const view = document.querySelector('.ProseMirror');
    if (view && view.childElementCount >= blocks && seen.shownAt === undefined) seen.shownAt = performance.now();
    if (view?.getAttribute('contenteditable') === 'true' && view.childElementCount >= blocks) {
      // Two tasks later: the frame is drawn and what had queued up before has had its turn.
      setTimeout(() =>
        requestAnimationFrame(() =>
          setTimeout(() => {
            seen.openedAt = performance.now();
          }),
        ),
      );
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Begins to count; the returned function tells the processor seconds that the page's main thread has used since. */
export async function processorOf(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  const before = await read();
  return async () => {
    const used = (await read()) - before;
    await cdp.detach();
    return used;
  };
}
