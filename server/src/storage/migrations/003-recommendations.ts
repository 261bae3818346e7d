import type { Migration } from './migration.ts';

/** Recommendations, their links, and the log their texts live in. */
export const recommendations: Migration = {
  name: '003-recommendations',
  sql: (engine) => {
    const bytes = engine === 'postgres' ? 'bytea' : 'blob';
    const wide = engine === 'postgres' ? 'bigint' : 'integer';
    return [
      `create table documents (
        id text primary key, programme_id text not null references programmes (id), kind text not null, owner_id text not null,
        epoch integer not null, schema integer not null, seq ${wide} not null default 0, created_at text not null)`,
      `create table updates (
        document_id text not null references documents (id), seq ${wide} not null, user_id text not null, bytes ${bytes} not null,
        checksum ${wide} not null, at text not null, primary key (document_id, seq))${engine === 'sqlite' ? ' without rowid' : ''}`,
      `create table snapshots (
        document_id text not null references documents (id), upto_seq ${wide} not null, bytes ${bytes} not null,
        checksum ${wide} not null, at text not null, primary key (document_id, upto_seq))`,
      `create table document_clients (
        document_id text not null references documents (id), client_id ${wide} not null, user_id text not null,
        primary key (document_id, client_id))`,
      `create table recommendations (
        id text primary key, programme_id text not null references programmes (id), number integer not null, version integer not null,
        title text not null, folded text not null, created_at text not null, updated_at text not null, updated_by text not null,
        archived_at text, document_id text not null unique references documents (id), status text not null, status_reason text not null,
        statement text not null, responsible_id text references bodies (id), horizon text, horizon_note text not null, priority text,
        instrument text not null, indicators text not null, strength text, certainty text, strength_why text not null, topic text not null,
        owner_id text references users (id), due_on text, parent_id text references recommendations (id), note text not null,
        words integer not null default 0, text text not null default '', text_seq ${wide} not null default 0,
        unique (programme_id, number))`,
      'create index recommendations_by_title on recommendations (programme_id, title)',
      `create table links (
        id text primary key, programme_id text not null references programmes (id),
        recommendation_id text not null references recommendations (id), kind text not null, target_kind text not null,
        target_id text not null, version integer not null, note text not null, stance text, locator text not null,
        residual_likelihood integer, residual_impact integer, target_fingerprint text not null, position integer not null,
        created_at text not null, created_by text not null, unique (recommendation_id, kind, target_id))`,
      'create index links_by_target on links (target_id)',
    ];
  },
};
