import type { Found } from '@concordance/shared/find/schema';
import type { Person } from '@concordance/shared/identity/schema';
import type { RecordKind } from '@concordance/shared/ids';
import type { Page, UsedInItem, ValueInUse } from '@concordance/shared/registers/schema';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { KIND_OF, type RegisterItem, type RegisterName } from './definition.ts';
import type { ListAsk } from './list-view.ts';
import { PAGE_SIZE } from './paging.ts';

/** Every request of the registers. `p` is the programme's id. */

export const basePath = (p: string, register: RegisterName) => `/api/programmes/${p}/${register}`;

/** A list reads rows of the kind; an item of evidence also shows its source's name and reliability. */
export const listKey = (p: string, register: RegisterName, ...rest: readonly unknown[]) => queryKey(p, KIND_OF[register], 'list', ...rest);

export const pageQuery = <Item extends RegisterItem>(p: string, register: RegisterName, ask: ListAsk, page: number) =>
  queryOptions({
    queryKey: listKey(p, register, ask, page),
    queryFn: ({ signal }) => fetchRows<Item>(p, register, ask, page * PAGE_SIZE, PAGE_SIZE, signal),
  });

function fetchRows<Item>(p: string, register: RegisterName, ask: ListAsk, offset: number, limit: number, signal: AbortSignal) {
  return api.get<Page<Item>>(basePath(p, register), { query: { ...ask, offset, limit }, signal });
}

/** All rows of a view, for an action on every one of them. */
export async function fetchAll<Item extends RegisterItem>(
  p: string,
  register: RegisterName,
  ask: ListAsk,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (;;) {
    const { items, total } = await fetchRows<Item>(p, register, ask, all.length, 500, signal);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}

/** How many records of the register there are without any filter, for "63 of 247". */
export const totalQuery = (p: string, register: RegisterName) =>
  queryOptions({
    queryKey: queryKey(p, KIND_OF[register], 'total'),
    queryFn: async ({ signal }) => (await api.get<Page<unknown>>(basePath(p, register), { query: { limit: 1 }, signal })).total,
  });

export const recordQuery = <Item extends RegisterItem>(p: string, register: RegisterName, ref: string) =>
  queryOptions({
    queryKey: queryKey(p, KIND_OF[register], 'one', ref),
    queryFn: ({ signal }) => api.get<Item>(`${basePath(p, register)}/${encodeURIComponent(ref)}`, { signal }),
  });

/** What the records of the register say in a text field, the most frequent first. */
export const saidQuery = (p: string, register: RegisterName, field: string) =>
  queryOptions({
    queryKey: queryKey(p, KIND_OF[register], 'said', field),
    queryFn: ({ signal }) => api.get<readonly ValueInUse[]>(`${basePath(p, register)}/values/${field}`, { signal }),
  });

export const usedInQuery = (p: string, register: RegisterName, id: string) =>
  queryOptions({
    queryKey: queryKey(p, 'used-in', id),
    queryFn: ({ signal }) => api.get<readonly UsedInItem[]>(`${basePath(p, register)}/${id}/used-in`, { signal }),
  });

export const peopleQuery = (p: string) =>
  queryOptions({
    queryKey: queryKey(p, 'people'),
    queryFn: ({ signal }) => api.get<readonly Person[]>(`/api/programmes/${p}/people`, { signal }),
  });

/** Names of records by their ids, at most 200 at once. */
export const namesQuery = (p: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: queryKey(p, 'names', ids),
    queryFn: async ({ signal }) => {
      const batches = Array.from({ length: Math.ceil(ids.length / 200) }, (_, index) => ids.slice(index * 200, index * 200 + 200));
      const answers = await Promise.all(
        batches.map((batch) => api.get<readonly Found[]>(`/api/programmes/${p}/records`, { query: { ids: batch.join(',') }, signal })),
      );
      return answers.flat();
    },
    placeholderData: keepPreviousData,
  });

export const findQuery = (p: string, q: string, kinds: readonly RecordKind[]) =>
  queryOptions({
    queryKey: queryKey(p, 'find', kinds.join(','), q),
    queryFn: ({ signal }) =>
      api.get<readonly Found[]>(`/api/programmes/${p}/find`, { query: { q, kinds: kinds.join(','), limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  });

export const createRecord = <Item extends RegisterItem>(p: string, register: RegisterName, draft: Readonly<Record<string, unknown>>) =>
  api.post<Item>(basePath(p, register), draft);

export const patchRecord = <Item extends RegisterItem>(
  p: string,
  register: RegisterName,
  id: string,
  version: number,
  changes: Readonly<Record<string, unknown>>,
) => api.patch<Item>(`${basePath(p, register)}/${id}`, { version, changes });

/** Refused with `in-use` and the places while something links to the record. */
export const archiveRecord = <Item extends RegisterItem>(p: string, register: RegisterName, id: string, version: number) =>
  api.post<Item>(`${basePath(p, register)}/${id}/archive`, { version });

export const restoreRecord = <Item extends RegisterItem>(p: string, register: RegisterName, id: string, version: number) =>
  api.post<Item>(`${basePath(p, register)}/${id}/restore`, { version });
