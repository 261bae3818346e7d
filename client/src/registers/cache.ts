import type { Page } from '@concordance/shared/registers/schema';
import type { QueryClient } from '@tanstack/react-query';
import { queryKey } from '../api/keys.ts';
import { KIND_OF, type RegisterItem, type RegisterName } from './definition.ts';
import { listKey } from './queries.ts';

const isPage = (data: unknown): data is Page<RegisterItem> =>
  typeof data === 'object' && data !== null && Array.isArray((data as { items?: unknown }).items);

/** The page with the record put in its place; the same page where the record is not on it or is newer there. */
function withRecord(page: Page<RegisterItem>, record: RegisterItem): Page<RegisterItem> {
  const at = page.items.findIndex((item) => item.id === record.id && item.version <= record.version);
  return at < 0 ? page : { ...page, items: page.items.with(at, record) };
}

/**
 * Shows a record everywhere it is on the screen, at once: after a write, and before it as a promise. An older version
 * never replaces a newer one, so a slow answer cannot undo what the event feed brought meanwhile.
 */
export function showRecord(client: QueryClient, p: string, register: RegisterName, record: RegisterItem): void {
  client.setQueriesData<unknown>({ queryKey: listKey(p, register) }, (data: unknown) => (isPage(data) ? withRecord(data, record) : data));
  for (const name of [record.id, record.ref]) {
    client.setQueryData<RegisterItem>(queryKey(p, KIND_OF[register], 'one', name), (shown) =>
      shown === undefined || shown.version > record.version ? shown : record,
    );
  }
}

/** Fetches the lists of a register again: a record came, went, or changed its place. */
export function refreshLists(client: QueryClient, p: string, register: RegisterName): void {
  void client.invalidateQueries({ queryKey: queryKey(p, KIND_OF[register]) });
  void client.invalidateQueries({ queryKey: queryKey(p, 'counts') });
}

/** The record as some list on the screen shows it, by reference. */
export function findShown<Item extends RegisterItem>(
  client: QueryClient,
  p: string,
  register: RegisterName,
  ref: string,
): Item | undefined {
  for (const [, data] of client.getQueriesData<unknown>({ queryKey: listKey(p, register) })) {
    const found = isPage(data) ? data.items.find((item) => item.ref === ref) : undefined;
    // Lists under this key hold rows of this register, which is what the caller's type says.
    if (found) return found as Item;
  }
  return undefined;
}
