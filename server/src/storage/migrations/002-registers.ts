import type { Migration } from './migration.ts';

const RECORD = `id text primary key, programme_id text not null references programmes (id), number integer not null,
  version integer not null, title text not null, folded text not null, created_at text not null, updated_at text not null,
  updated_by text not null, archived_at text`;

const register = (table: string, columns: string) => [
  `create table ${table} (${RECORD}, ${columns}, unique (programme_id, number))`,
  `create index ${table}_by_title on ${table} (programme_id, title)`,
];

/** Bodies, trends, risks, sources, evidence, what they name, and the list of changes. */
export const registers: Migration = {
  name: '002-registers',
  sql: (engine) => [
    'create table counters (programme_id text not null references programmes (id), kind text not null, last integer not null, primary key (programme_id, kind))',
    ...register(
      'bodies',
      `abbreviation text not null, kind text not null, addressee integer not null, competence text not null,
      parent_id text references bodies (id), note text not null`,
    ),
    ...register(
      'trends',
      `summary text not null, drivers text not null, signals text not null, scope text, direction text, horizon text,
      confidence text, effect text not null, parent_id text references trends (id), note text not null`,
    ),
    ...register(
      'risks',
      `kind text not null, subject text not null, summary text not null, source text not null, event text not null,
      consequence text not null, likelihood integer, impact integer, basis text not null, owner_id text references users (id),
      treatment text, residual_likelihood integer, residual_impact integer, review_on text, note text not null`,
    ),
    ...register(
      'sources',
      `kind text not null, affiliation text not null, country text not null, reliability text,
      reliability_why text not null, reliability_by text, reliability_on text, body_id text references bodies (id), note text not null`,
    ),
    ...register(
      'evidence',
      `kind text not null, summary text not null, source_id text references sources (id), csl text,
      credibility integer, credibility_why text not null, language text, date text not null, locator text not null, url text not null,
      figures text not null, consent text, state text not null, superseded_by_id text references evidence (id),
      state_reason text not null, state_on text, note text not null, attachment text`,
    ),
    'create index evidence_by_source on evidence (source_id)',
    `create table mentions (
      programme_id text not null references programmes (id), from_kind text not null, from_id text not null, field text not null,
      to_kind text not null, to_id text not null, position integer not null, primary key (from_id, field, to_id))`,
    'create index mentions_by_target on mentions (to_id)',
    `create table attachments (hash text primary key, media_type text not null, size integer not null,
      bytes ${engine === 'postgres' ? 'bytea' : 'blob'} not null, created_at text not null)`,
    `create table changes (
      seq ${engine === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement'},
      programme_id text not null references programmes (id), at text not null, by_id text, kind text not null, record_id text not null,
      ref text not null, title text not null, version integer not null, action text not null, fields text not null)`,
    'create index changes_by_programme on changes (programme_id, seq)',
  ],
};
