import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { type BulkProgress, type BulkResult, runBulk } from './bulk.ts';
import { refreshLists, showRecord } from './cache.ts';
import type { Fields } from './conflict.ts';
import type { RegisterItem, RegisterName } from './definition.ts';
import { archiveRecord, patchRecord, restoreRecord } from './queries.ts';
import { writeVersioned } from './write-versioned.ts';

export type BulkAct = { readonly kind: 'archive' } | { readonly kind: 'restore' } | { readonly kind: 'set'; readonly changes: Fields };

export type BulkState<Item> =
  | { readonly at: 'still' }
  | { readonly at: 'running'; readonly progress: BulkProgress<Item> }
  | { readonly at: 'done'; readonly result: BulkResult<Item> };

/** Into the archive and out of it goes a record as it is: what somebody else changed meanwhile is no obstacle. */
async function onNewest<Item extends RegisterItem>(row: Item, send: (version: number) => Promise<Item>): Promise<Item> {
  try {
    return await send(row.version);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'stale-version' || !error.current) throw error;
    return send((error.current as Item).version);
  }
}

/** Runs one act over many records. A row somebody else changed in the same field meanwhile is a failure of that row. */
export function useBulk<Item extends RegisterItem>(register: RegisterName) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const [state, setState] = useState<BulkState<Item>>({ at: 'still' });
  const stopper = useRef<AbortController | null>(null);

  const actOn = async (row: Item, act: BulkAct): Promise<void> => {
    if (act.kind !== 'set') {
      // Already where it should be: nothing to do, and nothing to refuse.
      if ((row.archivedAt !== null) === (act.kind === 'archive')) return;
      const send = act.kind === 'archive' ? archiveRecord<Item> : restoreRecord<Item>;
      return showRecord(client, p, register, await onNewest(row, (version) => send(p, register, row.id, version)));
    }
    const written = await writeVersioned(row, act.changes, (version) => patchRecord<Item>(p, register, row.id, version, act.changes));
    if (written.kind === 'conflict') throw new ApiProblem('stale-version', 409, { title: t('bulk.conflict') });
    showRecord(client, p, register, written.record);
  };

  const run = async (rows: readonly Item[], act: BulkAct): Promise<BulkResult<Item>> => {
    const stop = new AbortController();
    stopper.current = stop;
    setState({ at: 'running', progress: { done: 0, total: rows.length, failures: [] } });
    const result = await runBulk(
      rows,
      (row) => actOn(row, act),
      stop.signal,
      (progress) => setState({ at: 'running', progress }),
    );
    setState({ at: 'done', result });
    refreshLists(client, p, register);
    return result;
  };

  return { state, run, stop: () => stopper.current?.abort(), reset: () => setState({ at: 'still' }) };
}
