import type { Migration } from './migration.ts';

/** Versions of texts and who wrote them, what links were written against, and a programme's rules of checks. */
export const history: Migration = {
  name: '006-history',
  sql: (engine) => {
    const bytes = engine === 'postgres' ? 'bytea' : 'blob';
    const wide = engine === 'postgres' ? 'bigint' : 'integer';
    return [
      `alter table recommendations add column blocks text not null default '[]'`,
      `alter table recommendations add column blocks_seq ${wide} not null default 0`,
      `alter table programmes add column rules text not null default '{}'`,
      // 0: from before this step; the fingerprint alone decides.
      'alter table links add column target_version integer not null default 0',
      'alter table links add column source_version integer not null default 0',
      `alter table links add column seen_at text not null default ''`,
      'update links set seen_at = created_at',
      'create table substances (fingerprint text primary key, kind text not null, json text not null, created_at text not null)',
      `create table link_answers (
        id text primary key, programme_id text not null references programmes (id), link_id text not null,
        recommendation_id text not null references recommendations (id), target_id text not null, answer text not null,
        reason text not null, from_fingerprint text not null, to_fingerprint text not null, by_id text not null, at text not null)`,
      'create index link_answers_by_recommendation on link_answers (recommendation_id, at)',
      `create table versions (
        document_id text not null references documents (id), number integer not null, at text not null, seq ${wide} not null,
        cause text not null, name text not null, note text not null, by_id text, writers text not null, words integer not null,
        hash text not null, size integer not null, bytes ${bytes} not null, checksum ${wide} not null,
        primary key (document_id, number))`,
      `create table text_visits (
        document_id text not null references documents (id), user_id text not null, number integer not null, at text not null,
        primary key (document_id, user_id))`,
      `create table text_origins (
        document_id text not null references documents (id), client_id ${wide} not null, clock_from ${wide} not null,
        clock_to ${wide} not null, user_id text not null, primary key (document_id, client_id, clock_from))`,
    ];
  },
};
