import type { Migration } from './migration.ts';

/** Threads with their comments and proposed wording, who brought which words into a text by them, and who is told. */
export const threads: Migration = {
  name: '011-threads',
  sql: (engine) => {
    const wide = engine === 'postgres' ? 'bigint' : 'integer';
    return [
      `create table threads (
        id text primary key, programme_id text not null references programmes (id), number integer not null, version integer not null,
        subject_kind text not null, subject_id text not null, document_id text references documents (id), anchor_start text,
        anchor_end text, quote text not null, prefix text not null, suffix text not null, table_id text references round_tables (id),
        state text not null, disposition text, reason text not null, ended_at text, ended_by text, assignee_id text,
        suggestion_kind text, suggestion_text text not null, suggestion_state text, accepting_client ${wide}, accepting_by text,
        last_position integer not null, created_by text not null references users (id), created_at text not null,
        updated_at text not null, unique (programme_id, number))`,
      'create index threads_by_subject on threads (subject_id, number)',
      'create index threads_by_table on threads (table_id, number)',
      'create index threads_by_assignee on threads (assignee_id)',
      'create index threads_being_accepted on threads (document_id) where accepting_client is not null',
      `create table comments (
        id text primary key, thread_id text not null references threads (id), position integer not null, version integer not null,
        author_id text not null references users (id), text text not null, mentions text not null, created_at text not null,
        edited_at text, deleted integer not null, unique (thread_id, position))`,
      `create table thread_reads (
        thread_id text not null references threads (id), user_id text not null references users (id), position integer not null,
        primary key (thread_id, user_id))`,
      `create table text_credits (
        document_id text not null references documents (id), client_id ${wide} not null, user_id text,
        primary key (document_id, client_id))`,
      `create table notices (
        id text primary key, programme_id text not null references programmes (id), user_id text not null references users (id),
        kind text not null, thread_id text, subject_kind text not null, subject_id text not null, by_label text, at text not null,
        read_at text, mailed_at text)`,
      'create index notices_of_user on notices (user_id, programme_id, at)',
      'create index notices_by_thread on notices (thread_id)',
      `create table watches (
        programme_id text not null references programmes (id), user_id text not null references users (id), subject_kind text not null,
        subject_id text not null, state text not null, primary key (user_id, subject_id))`,
      'create index watches_by_subject on watches (subject_id)',
      'create table mail_settings (user_id text primary key references users (id), digest text not null, sent_at text not null)',
    ];
  },
};
