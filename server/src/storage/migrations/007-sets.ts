import { onlyGrows, refuseFunction } from './immutable.ts';
import type { Migration } from './migration.ts';

/** Sets, their rounds of approval, editions and what follows delivery. What was signed and approved only grows. */
export const sets: Migration = {
  name: '007-sets',
  sql: (engine) => [
    ...refuseFunction(engine),
    `create table sets (
      id text primary key, programme_id text not null references programmes (id), number integer not null, version integer not null,
      title text not null, note text not null, quorum integer not null, signing_order text not null, due_on text,
      document_id text not null unique references documents (id), salt text not null, state text not null, state_reason text not null,
      state_at text not null, state_by text, round integer not null, edition integer, superseded_by text,
      created_at text not null, updated_at text not null, updated_by text not null, unique (programme_id, number))`,
    `create table set_items (
      set_id text not null references sets (id), recommendation_id text not null references recommendations (id),
      position integer not null, primary key (set_id, recommendation_id))`,
    'create index set_items_by_recommendation on set_items (recommendation_id)',
    `create table set_addressees (
      set_id text not null references sets (id), body_id text not null references bodies (id), position integer not null,
      primary key (set_id, body_id))`,
    `create table set_approvers (
      set_id text not null references sets (id), user_id text not null references users (id), position integer not null,
      primary key (set_id, user_id))`,
    `create table set_texts (
      hash text primary key, programme_id text not null references programmes (id), set_id text not null references sets (id),
      document text not null)`,
    ...onlyGrows(engine, 'set_texts', [['hash']]),
    `create table set_looks (
      set_id text not null references sets (id), user_id text not null references users (id), hash text not null references set_texts (hash),
      at text not null, primary key (set_id, user_id))`,
    `create table sign_offs (
      id text primary key, programme_id text not null references programmes (id), set_id text not null references sets (id),
      round integer not null, user_id text not null references users (id), name text not null,
      hash text not null references set_texts (hash), dissent text not null, dissent_on text, at text not null,
      unique (set_id, round, user_id, hash))`,
    ...onlyGrows(engine, 'sign_offs', [['id'], ['set_id', 'round', 'user_id', 'hash']]),
    `create table editions (
      id text primary key, programme_id text not null references programmes (id), set_id text not null references sets (id),
      number integer not null, sha256 text not null unique, previous text, document text not null, approved_at text not null,
      unique (set_id, number))`,
    ...onlyGrows(engine, 'editions', [['id'], ['sha256'], ['set_id', 'number']]),
    `create table edition_events (
      id text primary key, programme_id text not null references programmes (id), set_id text not null references sets (id),
      edition integer not null, step integer not null, kind text not null, at text not null, by_id text not null, on_day text,
      to_whom text not null, reference text not null, reason text not null, unique (set_id, edition, step))`,
    ...onlyGrows(engine, 'edition_events', [['id'], ['set_id', 'edition', 'step']]),
    // The words behind the seals of editions: the one part that must be removable, when an expert takes consent back.
    `create table edition_disclosures (
      edition_id text not null references editions (id), seal text not null, evidence_id text not null, salt text not null,
      value text not null, primary key (edition_id, seal))`,
    'create index edition_disclosures_by_evidence on edition_disclosures (evidence_id)',
    `create table edition_records (
      edition_id text not null references editions (id), record_id text not null, kind text not null,
      primary key (edition_id, record_id))`,
    'create index edition_records_by_record on edition_records (record_id)',
    `create table follow_ups (
      id text primary key, programme_id text not null references programmes (id), set_id text not null references sets (id),
      edition integer not null, recommendation_id text not null references recommendations (id), step integer not null, outcome text not null,
      on_day text not null, reference text not null, note text not null, review_on text, at text not null,
      by_id text not null references users (id), unique (set_id, edition, recommendation_id, step))`,
    'alter table evidence add column state_cause text',
  ],
};
