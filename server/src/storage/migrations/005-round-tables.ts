import type { Migration } from './migration.ts';

/** Round tables: their agendas, the links that lead to them, who sits there, and what was rated. */
export const roundTables: Migration = {
  name: '005-round-tables',
  sql: (engine) => [
    `create table round_tables (
      id text primary key, programme_id text not null references programmes (id), number integer not null, version integer not null,
      title text not null, description text not null, held_on text, closes_at text, rule text not null, state text not null,
      opened_at text, closed_at text, minutes_document_id text references documents (id), current_item_id text, current_since text,
      created_at text not null, created_by text not null references users (id), unique (programme_id, number))`,
    "create index round_tables_closing on round_tables (closes_at) where state = 'open'",
    `create table agenda_items (
      id text primary key, table_id text not null references round_tables (id), recommendation_id text not null references recommendations (id),
      position integer not null, minutes integer, closing_text text, unique (table_id, recommendation_id))`,
    'create index agenda_items_by_recommendation on agenda_items (recommendation_id)',
    `create table table_links (
      id text primary key, table_id text not null references round_tables (id), kind text not null, token_hash text not null unique,
      name text not null, organisation text not null, seats integer not null, created_at text not null,
      created_by text not null references users (id), expires_at text not null, revoked_at text)`,
    'create index table_links_by_table on table_links (table_id)',
    `create table seats (
      id text primary key, table_id text not null references round_tables (id), user_id text not null references users (id),
      link_id text not null references table_links (id), number integer not null, organisation text not null, back_hash text not null unique,
      back_until text not null, joined_at text not null, revoked_at text, unique (table_id, user_id), unique (table_id, number))`,
    'create index seats_by_user on seats (user_id)',
    `create table speakers (
      table_id text not null references round_tables (id), seat_id text not null references seats (id), state text not null,
      since text not null, primary key (table_id, seat_id))`,
    `create table rating_defaults (programme_id text primary key references programmes (id), criteria text not null, rule text not null,
      reasons text not null)`,
    `create table rating_rounds (
      id text primary key, table_id text not null references round_tables (id), item_id text not null references agenda_items (id),
      number integer not null, criteria text not null, rule text not null, reasons text not null, state text not null,
      statement text not null, text text not null, fingerprint text not null, opened_at text not null, opened_by text not null,
      closed_at text, panel integer not null, answered integer not null, result text, unique (item_id, number))`,
    'create index rating_rounds_by_table on rating_rounds (table_id)',
    // Without a rowid, rows lie in the order of their keys, which are random: nothing is left of who answered when.
    `create table rating_answers (
      round_id text not null references rating_rounds (id), token text not null, answer text not null,
      primary key (round_id, token))${engine === 'sqlite' ? ' without rowid' : ''}`,
  ],
};
