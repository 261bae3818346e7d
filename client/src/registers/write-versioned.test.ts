import type { RecordId } from '@concordance/shared/ids';
import { expect, test } from 'vitest';
import { ApiProblem } from '../api/client.ts';
import { writeVersioned } from './write-versioned.ts';

const base = {
  id: 'x' as RecordId,
  ref: 'RSK-4',
  version: 3,
  createdAt: '',
  updatedAt: '',
  updatedBy: 'me',
  archivedAt: null,
  usedIn: 0,
  title: 'Sanctions',
  likelihood: 2,
};
const stale = (current: typeof base) => new ApiProblem('stale-version', 409, { current });

test('a write on the current version is saved', async () => {
  const saved = { ...base, version: 4, likelihood: 5 };
  expect(await writeVersioned(base, { likelihood: 5 }, async () => saved)).toEqual({ kind: 'saved', record: saved });
});

test('a write is repeated on their version when they changed another field', async () => {
  const versions: number[] = [];
  const result = await writeVersioned(base, { likelihood: 5 }, async (version) => {
    versions.push(version);
    if (version === 3) throw stale({ ...base, version: 7, title: 'Sanctions on Russia' });
    return { ...base, version: 8, title: 'Sanctions on Russia', likelihood: 5 };
  });
  expect(versions).toEqual([3, 7]);
  expect(result).toMatchObject({ kind: 'saved', record: { version: 8, title: 'Sanctions on Russia', likelihood: 5 } });
});

test('the same field written differently is a conflict with both values, and nothing is sent again', async () => {
  let sent = 0;
  const current = { ...base, version: 4, likelihood: 1, updatedBy: 'other' };
  const result = await writeVersioned(base, { likelihood: 5 }, async () => {
    sent += 1;
    throw stale(current);
  });
  expect(sent).toBe(1);
  expect(result).toEqual({ kind: 'conflict', current, conflicts: [{ field: 'likelihood', mine: 5, theirs: 1 }] });
});

test('it counts as saved when somebody already wrote the very same value', async () => {
  const current = { ...base, version: 4, likelihood: 5, updatedBy: 'other' };
  const result = await writeVersioned(base, { likelihood: 5 }, async () => {
    throw stale(current);
  });
  expect(result).toEqual({ kind: 'saved', record: current });
});

test('any other failure goes to the caller', async () => {
  const offline = new ApiProblem('network', 0);
  await expect(
    writeVersioned(base, { likelihood: 5 }, async () => {
      throw offline;
    }),
  ).rejects.toBe(offline);
});
