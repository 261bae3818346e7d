/** Counts attempts by key within a window. Kept in memory: a restart forgives. */
export interface AttemptLimit {
  /** Seconds until the key may try again; 0 when it may now. */
  wait(key: string): number;
  /** Notes a failed attempt. */
  fail(key: string): void;
  /** Forgets a key, after a success. */
  forgive(key: string): void;
}

/** At most `attempts` failures for a key within `windowSeconds`; then the key waits until the window ends. */
export function attemptLimit(attempts: number, windowSeconds: number, now: () => number = Date.now): AttemptLimit {
  const windows = new Map<string, { failures: number; endsAt: number }>();
  const KEYS = 50_000;

  function current(key: string) {
    const window = windows.get(key);
    if (window && window.endsAt > now()) return window;
    windows.delete(key);
    return null;
  }

  return {
    wait(key) {
      const window = current(key);
      return window && window.failures >= attempts ? Math.ceil((window.endsAt - now()) / 1000) : 0;
    },
    fail(key) {
      const window = current(key);
      if (window) window.failures += 1;
      else {
        if (windows.size >= KEYS) windows.delete(windows.keys().next().value ?? '');
        windows.set(key, { failures: 1, endsAt: now() + windowSeconds * 1000 });
      }
    },
    forgive(key) {
      windows.delete(key);
    },
  };
}
