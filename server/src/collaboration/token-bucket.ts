import type { Rate } from './limits.ts';

/**
 * Counts work against a rate. Taking never refuses: it may run into debt, and answers how long (ms) the taker has to
 * wait until the debt is gone. What already arrived is worked on; what has not yet is left in the network.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  take(amount: number, now: number): number {
    this.#refill(now);
    this.#tokens -= amount;
    return this.#debt(0);
  }

  /** How long until `amount` can be had without debt; nothing is taken. */
  wait(amount: number, now: number): number {
    this.#refill(now);
    return this.#debt(amount);
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate.perSecond);
    this.#at = now;
  }

  #debt(amount: number): number {
    const lacking = amount - this.#tokens;
    return lacking <= 0 ? 0 : (lacking / this.#rate.perSecond) * 1000;
  }
}
