import { titleOrder } from '@concordance/shared/registers/title-order';
import type { Migration } from './migration.ts';

const TABLES = ['bodies', 'trends', 'risks', 'sources', 'evidence', 'recommendations'] as const;

/** Titles in the order of their readers' alphabets; which stored file an item of evidence holds, as a column. */
export const orderAndFiles: Migration = {
  name: '009-order-and-files',
  sql: (engine) => [
    ...TABLES.flatMap((table) => [
      // By code points on both engines: the order of letters is in the key itself.
      `alter table ${table} add column title_key text ${engine === 'postgres' ? 'collate "C"' : ''} not null default ''`,
      `drop index ${table}_by_title`,
      `create index ${table}_by_title on ${table} (programme_id, title_key)`,
    ]),
    'alter table evidence add column attachment_hash text',
    `update evidence set attachment_hash = ${engine === 'postgres' ? "attachment::json->>'hash'" : "json_extract(attachment, '$.hash')"}
      where attachment is not null`,
    'create index evidence_by_attachment on evidence (attachment_hash)',
    'create index recommendations_by_text on recommendations (programme_id, text_seq)',
  ],
  async fill(tx) {
    for (const table of TABLES) {
      const rows = await tx.selectFrom(table).select(['id', 'title']).execute();
      for (const { id, title } of rows)
        await tx
          .updateTable(table)
          .set({ title_key: titleOrder(title) })
          .where('id', '=', id)
          .execute();
    }
  },
};
