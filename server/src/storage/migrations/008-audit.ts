import { onlyGrows } from './immutable.ts';
import type { Migration } from './migration.ts';

/** The record of every consequential act, a chain for each programme. */
export const audit: Migration = {
  name: '008-audit',
  sql: (engine) => [
    `create table audit (
      programme_id text not null references programmes (id), seq integer not null, at text not null, by_id text not null,
      session text not null, act text not null, record_id text not null, ref text not null, fingerprint text not null,
      details text not null, previous text not null, hash text not null, primary key (programme_id, seq))`,
    ...onlyGrows(engine, 'audit', [['programme_id', 'seq']]),
    'create index audit_by_act on audit (programme_id, act)',
    // The last entry of each chain: without it, entries cut off at the end would leave no gap.
    `create table audit_heads (programme_id text primary key references programmes (id), seq integer not null, hash text not null)`,
  ],
};
