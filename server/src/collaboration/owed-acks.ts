import type { Clock } from './clock.ts';

/** Whoever has an acknowledgement to send. */
export interface Debtor {
  pay(): void;
}

/**
 * Acknowledgements that wait for a frame to ride with. Those that met none go together when the oldest has waited long
 * enough: a timer for each would wake the process far more often than what it is woken for.
 */
export class OwedAcks {
  readonly #clock: Clock;
  readonly #mostMs: number;
  #owing = new Set<Debtor>();

  constructor(clock: Clock, mostMs: number) {
    this.#clock = clock;
    this.#mostMs = mostMs;
  }

  /** Is asked to pay within `mostMs`; by then it may have done so. */
  owe(debtor: Debtor): void {
    if (this.#mostMs === 0) {
      debtor.pay();
      return;
    }
    if (this.#owing.size === 0) this.#clock.after(this.#mostMs, () => this.#payAll());
    this.#owing.add(debtor);
  }

  #payAll(): void {
    const owing = this.#owing;
    this.#owing = new Set();
    for (const debtor of owing) debtor.pay();
  }
}
