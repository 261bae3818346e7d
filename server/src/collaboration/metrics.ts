/** Counts of values below bounds, as Prometheus wants them: `counts[i]` holds those up to `bounds[i]`, the last the rest. */
export interface HistogramReading {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  add(value: number): void {
    const found = this.#bounds.findIndex((bound) => value <= bound);
    const index = found === -1 ? this.#bounds.length : found;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum += value;
    this.#count += 1;
  }

  read(): HistogramReading {
    return { bounds: this.#bounds, counts: [...this.#counts], sum: this.#sum, count: this.#count };
  }
}

/** What has happened on the live channel since the start. Only ever counted up. */
export class Tally {
  commits = 0;
  commitFailures = 0;
  updates = 0;
  updateBytes = 0;
  knownUpdates = 0;
  gaps = 0;
  refused = 0;
  readOnlyUpdates = 0;
  broadcasts = 0;
  compactions = 0;
  loads = 0;
  loadFailures = 0;
  lateReaders = 0;
  /** Updates in one commit. */
  readonly batchSize = new Histogram([1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]);
  /** Milliseconds from handing a batch to the store until it is on the disk. */
  readonly commitMs = new Histogram([0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]);
  /** Milliseconds from reading an update until it is durable, shown and acknowledged. */
  readonly ackMs = new Histogram([0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]);
}
