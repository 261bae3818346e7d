/** One row that a bulk action could not change, and why. */
export interface BulkFailure<Row> {
  readonly row: Row;
  readonly error: unknown;
}

export interface BulkProgress<Row> {
  readonly done: number;
  readonly total: number;
  readonly failures: readonly BulkFailure<Row>[];
}

export interface BulkResult<Row> extends BulkProgress<Row> {
  /** Rows not tried because the person stopped the action. */
  readonly untouched: readonly Row[];
}

/** Requests under way at once: enough to hide the way to the server, few enough to leave it room for others. */
const AT_ONCE = 4;

/**
 * Does one thing to many rows. A failure is noted and the rest goes on; after `signal` fires, rows under way finish
 * and no new one begins. What was done stays done: every row is a change of its own with its own version.
 */
export async function runBulk<Row>(
  rows: readonly Row[],
  act: (row: Row) => Promise<unknown>,
  signal: AbortSignal,
  onProgress: (progress: BulkProgress<Row>) => void,
): Promise<BulkResult<Row>> {
  const waiting = [...rows];
  const failures: BulkFailure<Row>[] = [];
  let done = 0;
  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      const row = waiting.shift();
      if (row === undefined) return;
      try {
        await act(row);
      } catch (error) {
        failures.push({ row, error });
      }
      done += 1;
      onProgress({ done, total: rows.length, failures: [...failures] });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
  return { done, total: rows.length, failures, untouched: waiting };
}
