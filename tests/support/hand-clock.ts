import type { Cancel, Clock } from '@concordance/server/collaboration/clock';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** Time in the hands of the test: it stands still until it is moved. */
export class HandClock implements Clock {
  #now = 1_000;
  #order = 0;
  #timers: Timer[] = [];
  #soon: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  soon(act: () => void): void {
    this.#soon.push(act);
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Runs what was put off to the end of the turn, and what promises bring with them, until all is quiet. */
  async turn(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await settlePromises();
      const acts = this.#soon.splice(0);
      for (const act of acts) act();
      quiet = acts.length === 0 ? quiet + 1 : 0;
    }
  }

  /** Moves time on, timer by timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.turn();
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await this.turn();
    }
    this.#now = end;
  }
}

async function settlePromises(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
