import type { RecordId } from '@concordance/shared/ids';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { queryKey } from '../api/keys.ts';
import { showRecord } from './cache.ts';
import { listKey } from './queries.ts';

const record = (number: number, version: number, title: string) => ({
  id: `id${number}` as RecordId,
  ref: `EVD-${number}`,
  version,
  title,
  createdAt: '',
  updatedAt: '',
  updatedBy: '',
  archivedAt: null,
  usedIn: 0,
});

function clientWithList() {
  const client = new QueryClient();
  client.setQueryData(listKey('p1', 'evidence', 'a', 0), { items: [record(1, 1, 'one'), record(2, 5, 'two')], total: 2 });
  client.setQueryData(queryKey('p1', 'evidence', 'one', 'EVD-2'), record(2, 5, 'two'));
  client.setQueryData(queryKey('p1', 'evidence', 'total'), 2);
  return client;
}

test('a changed record shows in every list and in the panel', () => {
  const client = clientWithList();
  showRecord(client, 'p1', 'evidence', record(2, 6, 'second'));
  expect(client.getQueryData(listKey('p1', 'evidence', 'a', 0))).toMatchObject({ items: [{ title: 'one' }, { title: 'second' }] });
  expect(client.getQueryData(queryKey('p1', 'evidence', 'one', 'EVD-2'))).toMatchObject({ title: 'second', version: 6 });
  expect(client.getQueryData(queryKey('p1', 'evidence', 'total'))).toBe(2);
});

test('a promise can be taken back while the version is the same', () => {
  const client = clientWithList();
  showRecord(client, 'p1', 'evidence', record(2, 5, 'promised'));
  showRecord(client, 'p1', 'evidence', record(2, 5, 'two'));
  expect(client.getQueryData(queryKey('p1', 'evidence', 'one', 'EVD-2'))).toMatchObject({ title: 'two' });
});

test('an older version never replaces a newer one', () => {
  const client = clientWithList();
  showRecord(client, 'p1', 'evidence', record(2, 4, 'old'));
  expect(client.getQueryData(listKey('p1', 'evidence', 'a', 0))).toMatchObject({ items: [{ title: 'one' }, { title: 'two' }] });
  expect(client.getQueryData(queryKey('p1', 'evidence', 'one', 'EVD-2'))).toMatchObject({ title: 'two' });
});

test('another programme is not touched', () => {
  const client = clientWithList();
  showRecord(client, 'p2', 'evidence', record(2, 6, 'second'));
  expect(client.getQueryData(queryKey('p1', 'evidence', 'one', 'EVD-2'))).toMatchObject({ title: 'two' });
});
