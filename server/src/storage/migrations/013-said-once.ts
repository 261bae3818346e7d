import type { Migration } from './migration.ts';

/** Under which key its author sent a remark, so that one that is sent again is not stored twice. */
export const saidOnce: Migration = {
  name: '013-said-once',
  sql: () => ['alter table comments add column sent_as text', 'create unique index comments_by_key on comments (author_id, sent_as)'],
};
