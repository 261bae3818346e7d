import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What the address of a list says: the same words as the list's query to the server, and what is open beside it. */
export interface ListSearch {
  readonly find?: string;
  /** `field:value`, several of one field mean "any of". */
  readonly filter?: readonly string[];
  readonly sort?: string;
  readonly archived?: 'yes' | 'all';
  /** Reference of the record shown in the panel, `EVD-14`. */
  readonly open?: string;
  /** The thread that is brought forward in that panel. */
  readonly thread?: string;
  /** The row for a new record is open. */
  readonly create?: true;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads a list's address; what is not understood is dropped, so an old link still opens the list. */
export function parseListSearch(input: Readonly<Record<string, unknown>>): ListSearch {
  const filters = (Array.isArray(input['filter']) ? input['filter'] : [input['filter']]).filter((each) => typeof each === 'string');
  const find = text(input['find']);
  const sort = text(input['sort']);
  const open = text(input['open']);
  const thread = text(input['thread']);
  const archived = input['archived'];
  return {
    ...(find ? { find } : {}),
    ...(filters.length > 0 ? { filter: filters } : {}),
    ...(sort ? { sort } : {}),
    ...(archived === 'yes' || archived === 'all' ? { archived } : {}),
    ...(open ? { open } : {}),
    ...(open && thread ? { thread } : {}),
    ...(input['create'] === 'true' || input['create'] === true ? { create: true } : {}),
  };
}

type Patch = { readonly [Name in keyof ListSearch]?: ListSearch[Name] | undefined };

/** The list's address and a way to change parts of it (`undefined` removes one). `replace` keeps typing out of the history. */
export function useListSearch(): readonly [ListSearch, (patch: Patch, options?: { readonly replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const change = useCallback(
    (patch: Patch, options: { readonly replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, unknown>>) => parseListSearch({ ...before, ...patch }),
        replace: options.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
}
