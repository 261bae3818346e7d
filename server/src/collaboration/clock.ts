export type Cancel = () => void;

/** Time, passed in: the rooms never ask the system for it, so a test holds every timer in its hands. */
export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  after(ms: number, act: () => void): Cancel;
  /** Once the messages that are already here have been read. */
  soon(act: () => void): void;
}

/** The real one. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  soon(act) {
    setImmediate(act);
  },
};

/** Runs `act` every `ms` until cancelled; the next wait starts after `act` returns. */
export function every(clock: Clock, ms: number, act: () => void): Cancel {
  let cancel = clock.after(ms, tick);
  let stopped = false;
  function tick(): void {
    act();
    if (!stopped) cancel = clock.after(ms, tick);
  }
  return () => {
    stopped = true;
    cancel();
  };
}
