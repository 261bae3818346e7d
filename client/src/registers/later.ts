import { lazy } from 'react';

// A list can be read and searched before any of this has come.
const loadPanel = () => import('./DetailPanel.tsx');
const loadForm = () => import('./NewRecordForm.tsx');
const loadBulk = () => import('./BulkBar.tsx');

// `lazy` forgets that these take a record of any kind.
export const DetailPanel = lazy(async () => ({ default: (await loadPanel()).DetailPanel })) as unknown as Awaited<
  ReturnType<typeof loadPanel>
>['DetailPanel'];
export const NewRecordForm = lazy(async () => ({ default: (await loadForm()).NewRecordForm })) as unknown as Awaited<
  ReturnType<typeof loadForm>
>['NewRecordForm'];
export const BulkBar = lazy(async () => ({ default: (await loadBulk()).BulkBar })) as unknown as Awaited<
  ReturnType<typeof loadBulk>
>['BulkBar'];

/** Fetches what a list opens beside itself, so that opening it waits for nothing. */
export function fetchLater(): void {
  for (const load of [loadPanel, loadForm, loadBulk]) {
    // Whoever needs it asks once more, and tells of a failure then.
    load().catch(() => {});
  }
}
