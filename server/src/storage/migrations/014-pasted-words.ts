import type { Migration } from './migration.ts';

/** Whose the words are that somebody pasted from a text of the programme. */
export const pastedWords: Migration = {
  name: '014-pasted-words',
  sql: (engine) => {
    const wide = engine === 'postgres' ? 'bigint' : 'integer';
    return [
      `create table text_pastes (
        document_id text not null references documents (id), client_id ${wide} not null, clock_from ${wide} not null,
        clock_to ${wide} not null, user_id text, pasted_by text not null, source_id text not null references documents (id),
        source_seq ${wide} not null, source_version integer, at text not null, primary key (document_id, client_id, clock_from))`,
    ];
  },
};
