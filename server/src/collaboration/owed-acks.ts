import type { Clock } from './clock.ts';

/** Whoever has an acknowledgement to send. */
export interface Debtor {
  pay(): void;
}

/**
 * Acknowledgements that wait for a frame to ride with. Those that met none go together twice in `mostMs`, and only those
 * that have waited for half of it: most of the younger ones still meet one. A timer for each would wake the process far
 * more often than what it is woken for.
 */
export class OwedAcks {
  readonly #clock: Clock;
  readonly #mostMs: number;
  #young = new Set<Debtor>();
  #old = new Set<Debtor>();
  #timed = false;

  constructor(clock: Clock, mostMs: number) {
    this.#clock = clock;
    this.#mostMs = mostMs;
  }

  /** Is asked to pay within `mostMs`, unless it says that it has `paid`. */
  owe(debtor: Debtor): void {
    if (this.#mostMs === 0) {
      debtor.pay();
      return;
    }
    if (!this.#old.has(debtor)) this.#young.add(debtor);
    this.#watch();
  }

  paid(debtor: Debtor): void {
    if (!this.#young.delete(debtor)) this.#old.delete(debtor);
  }

  #watch(): void {
    if (this.#timed) return;
    this.#timed = true;
    this.#clock.after(this.#mostMs / 2, () => {
      this.#timed = false;
      const due = this.#old;
      this.#old = this.#young;
      this.#young = new Set();
      for (const debtor of due) debtor.pay();
      if (this.#old.size > 0) this.#watch();
    });
  }
}
