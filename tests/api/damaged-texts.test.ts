import { createRooms } from '@concordance/server/collaboration/rooms';
import { newId } from '@concordance/server/ids';
import type { Database } from '@concordance/server/storage/database';
import { sqlDocumentStorage } from '@concordance/server/storage/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { HandClock } from '../support/hand-clock.ts';
import { HandAccess } from '../support/live.ts';
import { HandSocket } from '../support/network.ts';
import { Writer } from '../support/writer.ts';

/** Every so-manieth bit; odd, so that every place in a byte has its turn. */
const STEP_BITS = 37;

interface Row {
  readonly bytes: Uint8Array;
  readonly number: number;
}

for (const dialect of DIALECTS) {
  describe(`a stored text on ${dialect.name}`, () => {
    let database: Database;
    let drop: () => Promise<void>;
    let id: string;
    let whole: string;

    beforeAll(async () => {
      ({ database, drop } = await dialect.open());
    });
    afterAll(() => drop());

    /** Two generations and a log behind the newer: as a text in use looks. */
    async function store(): Promise<void> {
      const programme = newId();
      id = newId();
      await database.atomically([
        {
          sql: `insert into programmes (id, version, title, short_title, contractor, contract, languages, citation_style, aim, created_at)
            values (?, 1, '{}', '', '', '', '[]', 'plain', '', '')`,
          parameters: [programme],
        },
        {
          sql: `insert into documents (id, programme_id, kind, owner_id, epoch, schema, seq, created_at)
            values (?, ?, 'recommendation', 'nobody', 1, 1, 0, '')`,
          parameters: [id, programme],
        },
      ]);
      const doc = new Y.Doc();
      doc.clientID = 5;
      const storage = sqlDocumentStorage(database);
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      for (let line = 0; line < 12; line++) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(`line ${line}`)]);
        doc.getXmlFragment('default').push([paragraph]);
        const [seq = 0] = await storage.append(updates.splice(0).map((update) => ({ documentId: id, update, userId: 'u', claims: [5] })));
        if (line === 4 || line === 8) await storage.compact(id, Y.encodeStateAsUpdate(doc), seq);
      }
      whole = doc.getXmlFragment('default').toString();
    }

    const rowsOf = async (table: 'updates' | 'snapshots'): Promise<readonly Row[]> => {
      const number = table === 'updates' ? 'seq' : 'upto_seq';
      const [rows] = await database.atomically([
        { sql: `select bytes, ${number} as number from ${table} where document_id = ? order by ${number}`, parameters: [id] },
      ]);
      return rows as Row[];
    };

    const put = (table: 'updates' | 'snapshots', number: number, bytes: Uint8Array) =>
      database.atomically([
        {
          sql: `update ${table} set bytes = ? where document_id = ? and ${table === 'updates' ? 'seq' : 'upto_seq'} = ?`,
          parameters: [Buffer.from(bytes), id, number],
        },
      ]);

    const everything = async () => JSON.stringify([await rowsOf('updates'), await rowsOf('snapshots')]);

    it('with any bit changed is never served as if it were whole, and always as far as it is sound', async () => {
      await store();
      const storage = sqlDocumentStorage(database);
      let found = 0;
      let flips = 0;
      for (const table of ['updates', 'snapshots'] as const) {
        for (const { bytes, number } of await rowsOf(table)) {
          for (let bit = flips % STEP_BITS; bit < bytes.length * 8; bit += STEP_BITS) {
            const changed = Uint8Array.from(bytes);
            changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            await put(table, number, changed);
            const stored = await storage.load(id);
            const doc = new Y.Doc();
            if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
            for (const update of stored?.tail ?? []) Y.applyUpdate(doc, update);
            const text = doc.getXmlFragment('default').toString();
            expect(whole.startsWith(text), `${table} ${number}, bit ${bit}`).toBe(true);
            if (stored?.damaged) found += 1;
            else expect(text, `${table} ${number}, bit ${bit}`).toBe(whole);
            flips += 1;
          }
          await put(table, number, bytes);
        }
      }
      expect(flips).toBeGreaterThan(100);
      expect(found).toBeGreaterThan(10);
    });

    it('that is damaged opens for reading from its last good state, and not a byte of it is written again', async () => {
      await store();
      const rows = await rowsOf('updates');
      const last = rows.at(-1);
      if (last === undefined) throw new Error('no rows');
      await put('updates', last.number, last.bytes.with(3, (last.bytes[3] ?? 0) ^ 64));
      const before = await everything();
      const clock = new HandClock();
      const access = new HandAccess();
      const rooms = createRooms({ storage: sqlDocumentStorage(database), access, clock });
      const anna = new Writer('anna', 77);
      const socket = new HandSocket();
      rooms.connect({ documentId: id, socket, admission: access.grant('anna'), announced: true, epoch: null, judgements: 0 });
      anna.open(socket);
      const move = () => {
        while (socket.toServer());
        while (socket.toClient());
      };
      while (!anna.synced) {
        await new Promise(setImmediate);
        move();
      }
      expect(anna.received.find(({ kind }) => kind === 'rights')).toEqual({ kind: 'rights', value: 0 });
      expect(anna.text).toBe(whole.slice(0, whole.lastIndexOf('<paragraph>')));
      anna.write('must not be written');
      await expect(rooms.transact(id, 'server', (doc) => doc.getXmlFragment('default').delete(0, 1))).rejects.toThrow('read-only');
      for (let minute = 0; minute < 5; minute++) {
        move();
        await clock.advance(60_000);
      }
      socket.cut();
      await clock.advance(120_000);
      await rooms.close();
      expect(await everything()).toBe(before);
    });
  });
}
