import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { clearKeptEdits, KeptEdits, type KeptKey } from './kept-edits.ts';

const ASEL: KeptKey = { userId: 'asel', documentId: 'rec-7', epoch: 1, schema: 1 };

function edits(...words: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getText('t').insert(doc.getText('t').length, word);
  return updates;
}

async function keep(key: KeptKey, words: readonly string[], changes: number): Promise<void> {
  const kept = new KeptEdits(key, () => {});
  for (const update of edits(...words)) kept.add(update);
  kept.mark(changes);
  await kept.close();
}

async function read(key: KeptKey): Promise<{ text: string; changes: number } | null> {
  const kept = new KeptEdits(key, () => {});
  const copy = await kept.load();
  await kept.close();
  if (!copy) return null;
  const doc = new Y.Doc();
  for (const update of copy.updates) Y.applyUpdate(doc, update);
  return { text: doc.getText('t').toString(), changes: copy.changes };
}

afterEach(async () => {
  vi.restoreAllMocks();
  await clearKeptEdits();
});

describe('edits kept on the device', () => {
  it('are there when the document is opened again, with their count', async () => {
    await keep(ASEL, ['a', 'b'], 2);
    expect(await read(ASEL)).toEqual({ text: 'ab', changes: 2 });
  });
  it('are never shown to another user, nor for another life or schema of the document', async () => {
    await keep(ASEL, ['secret'], 1);
    expect(await read({ ...ASEL, userId: 'madina' })).toBeNull();
    expect(await read({ ...ASEL, epoch: 2 })).toBeNull();
    expect(await read({ ...ASEL, schema: 2 })).toBeNull();
  });
  it('of another user go when nothing in them is unsent, and stay when something is', async () => {
    await keep(ASEL, ['sent'], 0);
    await keep({ ...ASEL, documentId: 'rec-8' }, ['unsent'], 1);
    await read({ ...ASEL, userId: 'madina' });
    expect(await read(ASEL)).toBeNull();
    expect(await read({ ...ASEL, documentId: 'rec-8' })).toEqual({ text: 'unsent', changes: 1 });
  });
  it('go at sign-out, those of others stay', async () => {
    await keep(ASEL, ['a'], 1);
    await keep({ ...ASEL, userId: 'madina' }, ['m'], 1);
    await clearKeptEdits('asel');
    expect(await read(ASEL)).toBeNull();
    expect(await read({ ...ASEL, userId: 'madina' })).toEqual({ text: 'm', changes: 1 });
  });
  it('do not come back through a window that was still open at sign-out', async () => {
    const health: boolean[] = [];
    const kept = new KeptEdits(ASEL, (healthy) => health.push(healthy));
    const [first, second] = edits('a', 'b');
    if (first) kept.add(first);
    await kept.flush();
    await clearKeptEdits('asel');
    if (second) kept.add(second);
    await kept.close();
    expect(await read(ASEL)).toBeNull();
    expect(health).toEqual([false]);
  });
  it('go when the document is no longer theirs to see', async () => {
    await keep(ASEL, ['a'], 1);
    const kept = new KeptEdits(ASEL, () => {});
    await kept.drop();
    await kept.close();
    expect(await read(ASEL)).toBeNull();
  });
  it('are squashed without losing a row of another window', async () => {
    const [mine, theirs] = [new KeptEdits(ASEL, () => {}), new KeptEdits(ASEL, () => {})];
    for (const update of edits(...'x'.repeat(210))) {
      mine.add(update);
      await mine.flush();
    }
    for (const update of edits('y')) theirs.add(update);
    await theirs.flush();
    await Promise.all([mine.close(), theirs.close()]);
    const kept = new KeptEdits(ASEL, () => {});
    const copy = await kept.load();
    await kept.close();
    expect(copy?.updates.length).toBeLessThan(20);
    expect((await read(ASEL))?.text).toHaveLength(211);
  });
  it('a device that stores nothing is told, and nothing is thrown', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private window', 'InvalidStateError');
    });
    const health: boolean[] = [];
    const kept = new KeptEdits(ASEL, (healthy) => health.push(healthy));
    expect(await kept.load()).toBeNull();
    for (const update of edits('a')) kept.add(update);
    await kept.flush();
    expect(health).toEqual([false]);
  });
  it('what could not be written is written once the device allows it', async () => {
    const health: boolean[] = [];
    const kept = new KeptEdits(ASEL, (healthy) => health.push(healthy));
    await kept.load();
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('disk full', 'QuotaExceededError');
    });
    for (const update of edits('a', 'b')) kept.add(update);
    await kept.flush();
    full.mockRestore();
    await kept.close();
    expect(health).toEqual([false, true]);
    expect((await read(ASEL))?.text).toBe('ab');
  });
});
