import { newId } from '@concordance/server/ids';
import type { Database } from '@concordance/server/storage/database';
import { sqlDocumentStorage } from '@concordance/server/storage/documents';
import { migrate } from '@concordance/server/storage/migrations/index';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeStorage, type StorageUnderTest } from '../collaboration/storage-suite.ts';
import { DIALECTS, type Place } from '../support/dialects.ts';

/** One database for the whole suite: its tests meet only in documents of their own. */
async function open(place: Place): Promise<StorageUnderTest> {
  const database = place.open();
  await migrate(database);
  const programme = newId();
  await database.atomically([
    {
      sql: `insert into programmes (id, version, title, short_title, contractor, contract, languages, citation_style, aim, created_at)
        values (?, 1, '{}', '', '', '', '[]', 'plain', '', '')`,
      parameters: [programme],
    },
  ]);
  const again: Database[] = [];
  return {
    storage: sqlDocumentStorage(database),
    async createDocument() {
      const id = newId();
      await database.atomically([
        {
          sql: `insert into documents (id, programme_id, kind, owner_id, epoch, schema, seq, created_at)
            values (?, ?, 'recommendation', 'nobody', 1, 1, 0, '')`,
          parameters: [id, programme],
        },
      ]);
      return id;
    },
    async reopen() {
      const second = place.open();
      again.push(second);
      return sqlDocumentStorage(second);
    },
    damageNewestSnapshot: (documentId) => damage(database, 'snapshots', 'upto_seq', documentId),
    damageLastUpdate: (documentId) => damage(database, 'updates', 'seq', documentId),
    async close() {
      for (const one of [database, ...again]) await one.close();
    },
  };
}

/** Flips one bit in the middle of the row with the highest number. */
async function damage(database: Database, table: 'snapshots' | 'updates', number: 'upto_seq' | 'seq', documentId: string): Promise<void> {
  const newest = `document_id = ? and ${number} = (select max(${number}) from ${table} where document_id = ?)`;
  const parameters = [documentId, documentId];
  const [rows] = (await database.atomically([{ sql: `select bytes from ${table} where ${newest}`, parameters }])) as [
    { bytes: Uint8Array }[],
  ];
  const bytes = new Uint8Array(rows[0]?.bytes ?? []);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await database.atomically([{ sql: `update ${table} set bytes = ? where ${newest}`, parameters: [Buffer.from(bytes), ...parameters] }]);
}

for (const dialect of DIALECTS) {
  let place: Place;
  describe(dialect.name, () => {
    beforeAll(async () => {
      place = await dialect.place();
    });
    afterAll(() => place.drop());
    describeStorage(dialect.name, () => open(place));
  });
}
