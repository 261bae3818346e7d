import type { LinkProps } from '@tanstack/react-router';
import type { ListSearch } from './list-search.ts';

/** A page of a programme, by its last step. */
export type Place =
  | ''
  | 'recommendations'
  | 'round-tables'
  | 'sets'
  | 'follow-up'
  | 'audit'
  | 'trends'
  | 'risks'
  | 'evidence'
  | 'sources'
  | 'bodies'
  | 'activity'
  | 'people'
  | 'inbox'
  | 'settings';

/** What a `Link` and `navigate` take. */
export type Address = Pick<LinkProps, 'to' | 'params' | 'search'>;

/** The address of a page of a programme, for places that come from a table. */
export function placeAddress(programme: string, place: Place, search: ListSearch = {}): Address {
  // The router checks literal addresses; this one is put together, over a closed list of places.
  return { to: place === '' ? '/p/$programme' : `/p/$programme/${place}`, params: { programme }, search } as Address;
}
