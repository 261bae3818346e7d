import type { Migration } from './migration.ts';

/** People, their sessions, programmes and who is what in them. */
export const people: Migration = {
  name: '001-people',
  sql: () => [
    `create table users (
      id text primary key, name text not null, email text unique, password_hash text, language text not null,
      colour integer not null, administrator integer not null default 0, disabled integer not null default 0, created_at text not null)`,
    `create table sessions (
      id text primary key, user_id text not null references users (id) on delete cascade, created_at text not null,
      expires_at text not null, last_seen_at text not null, agent text not null default '')`,
    'create index sessions_by_user on sessions (user_id)',
    'create table set_up (token_hash text primary key, created_at text not null)',
    `create table programmes (
      id text primary key, version integer not null, title text not null, short_title text not null, contractor text not null,
      contract text not null, first_year integer, last_year integer, languages text not null, citation_style text not null,
      aim text not null, created_at text not null)`,
    `create table memberships (
      programme_id text not null references programmes (id), user_id text not null references users (id), role text not null,
      joined_at text not null, expires_at text, primary key (programme_id, user_id))`,
    'create index memberships_by_user on memberships (user_id)',
    `create table invitations (
      id text primary key, programme_id text not null references programmes (id), token_hash text not null unique, role text not null,
      note text not null, created_by text not null references users (id), created_at text not null, expires_at text not null,
      accepted_by text references users (id), accepted_at text, revoked_at text)`,
    'create index invitations_by_programme on invitations (programme_id)',
  ],
};
