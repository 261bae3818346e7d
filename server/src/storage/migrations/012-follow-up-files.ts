import type { Migration } from './migration.ts';

/** The letter or decree that an answer came with. */
export const followUpFiles: Migration = {
  name: '012-follow-up-files',
  sql: () => [
    'alter table follow_ups add column attachment text',
    'alter table follow_ups add column attachment_hash text',
    'create index follow_ups_by_attachment on follow_ups (attachment_hash)',
  ],
};
