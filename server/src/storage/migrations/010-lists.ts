import type { Migration } from './migration.ts';

const TABLES = ['bodies', 'trends', 'risks', 'sources', 'evidence', 'recommendations'] as const;

/**
 * Lists and find answer from an index. What is not archived stands together, in each order that a list may have; on
 * SQLite with the words that find looks at beside it, so that no whole record is read to be passed over (an index of
 * PostgreSQL cannot hold words this long).
 */
export const lists: Migration = {
  name: '010-lists',
  sql: (engine) => [
    ...TABLES.flatMap((table) => [
      `create index ${table}_live on ${table} (programme_id, archived_at, number${engine === 'sqlite' ? ', folded, id' : ''})`,
      `drop index ${table}_by_title`,
      `create index ${table}_by_title on ${table} (programme_id, archived_at, title_key, number)`,
      `create index ${table}_by_change on ${table} (programme_id, archived_at, updated_at, number)`,
    ]),
    // Where a record is used is counted by places: both sides of a tie stand in the index.
    'drop index links_by_target',
    'create index links_by_target on links (target_id, recommendation_id)',
    'drop index mentions_by_target',
    'create index mentions_by_target on mentions (to_id, from_id)',
    'create index changes_by_record on changes (record_id, seq)',
  ],
};
