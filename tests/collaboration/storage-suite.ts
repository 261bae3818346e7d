import type { DocumentStorage, StoredDocument } from '@concordance/server/collaboration/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

/** A store under test, with the acts that lie outside the port. */
export interface StorageUnderTest {
  readonly storage: DocumentStorage;
  /** Makes an empty document, as the features do, and returns its id. */
  createDocument(): Promise<string>;
  /** The same data opened once more, as after a restart. */
  reopen(): Promise<DocumentStorage>;
  /** Flips a bit in the newest full state of a document, where the store keeps more than one. */
  damageNewestSnapshot?(documentId: string): Promise<void>;
  /** Flips a bit in the last row of a document's log. */
  damageLastUpdate?(documentId: string): Promise<void>;
  close(): Promise<void>;
}

const UNKNOWN = 'zzzzzzzzzzzzzzzzzzzzzzzzzz';

/** Updates of one writer, one word each. */
function words(client: number, ...texts: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const text of texts) doc.getText('default').insert(doc.getText('default').length, text);
  return updates;
}

function textOf(stored: StoredDocument | null): string {
  const doc = new Y.Doc();
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
  for (const update of stored?.tail ?? []) Y.applyUpdate(doc, update);
  return doc.getText('default').toString();
}

function stateOf(...updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

/** What every implementation of `DocumentStorage` promises. `open` gives a store without documents. */
export function describeStorage(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`the document log in ${name}`, () => {
    let under: StorageUnderTest;
    let id: string;

    beforeEach(async () => {
      under = await open();
      id = await under.createDocument();
    });

    afterEach(() => under.close());

    const append = (documentId: string, ...updates: readonly Uint8Array[]) =>
      under.storage.append(updates.map((update) => ({ documentId, update, userId: 'u1' })));

    it('knows no document that was not made', async () => {
      expect(await under.storage.load(UNKNOWN)).toBeNull();
    });

    it('opens a new document empty', async () => {
      const stored = await under.storage.load(id);
      expect(stored).toMatchObject({ snapshot: null, tail: [], seq: 0, damaged: false });
    });

    it('numbers updates from one without gaps, each document for itself', async () => {
      const other = await under.createDocument();
      const [a = new Uint8Array(), b = new Uint8Array(), c = new Uint8Array()] = words(1, 'a', 'b', 'c');
      const seqs = await under.storage.append([
        { documentId: id, update: a, userId: 'u1' },
        { documentId: other, update: a, userId: 'u1' },
        { documentId: id, update: b, userId: 'u1' },
      ]);
      expect(seqs).toEqual([1, 1, 2]);
      expect(await append(id, c)).toEqual([3]);
      expect(textOf(await under.storage.load(id))).toBe('abc');
      expect(textOf(await under.storage.load(other))).toBe('a');
    });

    it('gives every byte back after being opened again', async () => {
      const updates = words(2, 'қазақ', ' ', 'тілі');
      await append(id, ...updates);
      const stored = await (await under.reopen()).load(id);
      expect(stored?.tail.map((update) => [...update])).toEqual(updates.map((update) => [...update]));
      expect(stored?.seq).toBe(3);
    });

    it('writes all of an append or nothing', async () => {
      const [a = new Uint8Array()] = words(1, 'a');
      const both = [id, UNKNOWN].map((documentId) => ({ documentId, update: a, userId: 'u1' }));
      await expect(under.storage.append(both)).rejects.toThrow();
      expect(await under.storage.load(id)).toMatchObject({ tail: [], seq: 0 });
    });

    it('serves a compacted document as its state and what came after', async () => {
      const updates = words(3, 'one ', 'two ', 'three');
      await append(id, ...updates);
      await under.storage.compact(id, stateOf(...updates.slice(0, 2)), 2);
      const stored = await under.storage.load(id);
      expect(stored?.snapshot).not.toBeNull();
      expect(stored?.tail).toHaveLength(1);
      expect(stored?.seq).toBe(3);
      expect(textOf(stored)).toBe('one two three');
    });

    it('never drops rows that were appended while a state was made', async () => {
      const updates = words(4, 'a', 'b', 'c', 'd');
      await append(id, ...updates.slice(0, 2));
      const state = stateOf(...updates.slice(0, 2));
      await Promise.all([append(id, ...updates.slice(2)), under.storage.compact(id, state, 2)]);
      expect(textOf(await under.storage.load(id))).toBe('abcd');
    });

    it('goes on numbering after every row has been absorbed', async () => {
      const updates = words(5, 'a', 'b', 'c');
      await append(id, ...updates.slice(0, 2));
      await under.storage.compact(id, stateOf(...updates.slice(0, 2)), 2);
      await under.storage.compact(id, stateOf(...updates.slice(0, 2)), 2);
      expect(await append(id, ...updates.slice(2))).toEqual([3]);
      expect(textOf(await (await under.reopen()).load(id))).toBe('abc');
    });

    it('lets no older state take the place of a newer one', async () => {
      const updates = words(6, 'a', 'b', 'c');
      await append(id, ...updates);
      await under.storage.compact(id, stateOf(...updates), 3);
      await under.storage.compact(id, stateOf(...updates.slice(0, 1)), 1);
      expect(textOf(await under.storage.load(id))).toBe('abc');
    });

    it('keeps for good to whom a client id belongs', async () => {
      const updates = words(4_294_967_295, 'a', 'b');
      await under.storage.append([{ documentId: id, update: updates[0] ?? new Uint8Array(), userId: 'u1', claims: [4_294_967_295, 7] }]);
      await under.storage.append([{ documentId: id, update: updates[1] ?? new Uint8Array(), userId: 'u2', claims: [8] }]);
      await under.storage.compact(id, stateOf(...updates), 2);
      const owners = (await (await under.reopen()).load(id))?.owners;
      expect(owners === undefined ? undefined : Object.fromEntries(owners)).toEqual({ 4294967295: 'u1', 7: 'u1', 8: 'u2' });
    });

    it('takes a large batch over many documents', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => under.createDocument()));
      const [update = new Uint8Array()] = words(9, 'x'.repeat(1_000));
      const seqs = await under.storage.append(ids.flatMap((documentId) => [1, 2, 3].map(() => ({ documentId, update, userId: 'u1' }))));
      expect(seqs).toEqual(ids.flatMap(() => [1, 2, 3]));
    });

    it('falls back to the state before a damaged one without losing a word', async (context) => {
      const { damageNewestSnapshot } = under;
      if (damageNewestSnapshot === undefined) return context.annotate('this store keeps one state only');
      const updates = words(10, 'a', 'b', 'c');
      await append(id, ...updates);
      await under.storage.compact(id, stateOf(...updates.slice(0, 1)), 1);
      await under.storage.compact(id, stateOf(...updates.slice(0, 2)), 2);
      await damageNewestSnapshot(id);
      const stored = await (await under.reopen()).load(id);
      expect(textOf(stored)).toBe('abc');
    });

    it('opens the good beginning of a damaged log, and says so', async (context) => {
      const { damageLastUpdate } = under;
      if (damageLastUpdate === undefined) return context.annotate('this store cannot be damaged');
      await append(id, ...words(11, 'a', 'b', 'c'));
      await damageLastUpdate(id);
      const stored = await (await under.reopen()).load(id);
      expect(stored?.damaged).toBe(true);
      expect(textOf(stored)).toBe('ab');
    });
  });
}
