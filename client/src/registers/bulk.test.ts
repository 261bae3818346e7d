import { expect, test } from 'vitest';
import { type BulkProgress, runBulk } from './bulk.ts';

const rows = ['EVD-1', 'EVD-2', 'EVD-3', 'EVD-4', 'EVD-5', 'EVD-6'];

test('every row is tried once, and progress counts them', async () => {
  const tried: string[] = [];
  const steps: BulkProgress<string>[] = [];
  const result = await runBulk(
    rows,
    async (row) => {
      tried.push(row);
    },
    new AbortController().signal,
    (step) => steps.push(step),
  );
  expect(tried.sort()).toEqual(rows);
  expect(steps.map((step) => step.done)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(result).toEqual({ done: 6, total: 6, failures: [], untouched: [] });
});

test('a row that fails is reported and does not stop the others', async () => {
  const refused = new Error('in-use');
  const result = await runBulk(
    rows,
    async (row) => {
      if (row === 'EVD-2') throw refused;
    },
    new AbortController().signal,
    () => undefined,
  );
  expect(result.done).toBe(6);
  expect(result.failures).toEqual([{ row: 'EVD-2', error: refused }]);
});

test('after a stop, rows under way finish and no other begins', async () => {
  const stop = new AbortController();
  const tried: string[] = [];
  const result = await runBulk(
    rows,
    async (row) => {
      tried.push(row);
      if (tried.length === 4) stop.abort();
    },
    stop.signal,
    () => undefined,
  );
  expect(tried).toHaveLength(4);
  expect(result.done).toBe(4);
  expect(result.untouched).toEqual(['EVD-5', 'EVD-6']);
});

test('no rows are no work', async () => {
  const result = await runBulk(
    [],
    async () => undefined,
    new AbortController().signal,
    () => undefined,
  );
  expect(result).toEqual({ done: 0, total: 0, failures: [], untouched: [] });
});
