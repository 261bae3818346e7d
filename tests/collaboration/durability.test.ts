import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HeldStorage } from '../support/held-storage.ts';
import { DOCUMENT, type Live, live } from '../support/live.ts';
import type { Writer } from '../support/writer.ts';

const OTHER = 'zzzzzzzzzzzzzzzzzzzzzzzzzz';

async function twoWriters(options: Parameters<typeof live>[0] = {}) {
  const storage = new HeldStorage();
  storage.memory.create(DOCUMENT);
  storage.memory.create(OTHER);
  const world = live({ ...options, storage });
  const [anna, boris] = [world.writer('anna'), world.writer('boris')];
  world.connect(anna);
  world.connect(boris);
  await world.flow();
  return { world, storage, anna, boris };
}

async function stored(storage: HeldStorage, documentId = DOCUMENT): Promise<string> {
  const document = await storage.memory.load(documentId);
  const doc = new Y.Doc();
  if (document?.snapshot) Y.applyUpdate(doc, document.snapshot);
  for (const update of document?.tail ?? []) Y.applyUpdate(doc, update);
  return doc.getXmlFragment('default').toString();
}

describe('an edit', () => {
  it('is neither shown nor acknowledged before it is on the disk', async () => {
    const { world, storage, anna, boris } = await twoWriters();
    storage.held.add('append');
    anna.write('secret until safe');
    await world.flow();
    expect(storage.waiting('append')).toBe(1);
    expect(anna.saved).toBe(false);
    expect(boris.text).toBe('');
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    expect(late.synced).toBe(true);
    expect(late.text).toBe('');
    expect(await world.rooms.read(DOCUMENT).then((bytes) => bytes?.length)).toBe(2);
    storage.release('append');
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(boris.text).toContain('secret');
    expect(late.text).toContain('secret');
  });

  it('that is lost with the process was seen by nobody and comes again from its writer', async () => {
    const { world, storage, anna, boris } = await twoWriters();
    storage.held.add('append');
    anna.write('in memory only');
    await world.flow();
    storage.failing.add('append');
    world.restart();
    storage.release('append');
    storage.held.clear();
    storage.failing.clear();
    world.connect(boris);
    await world.flow();
    expect(boris.text).toBe('');
    world.connect(anna);
    await world.flow();
    expect(boris.text).toContain('in memory only');
    expect(anna.saved).toBe(true);
  });

  it('is acknowledged to its own writer only, and only where the client knows how to read it', async () => {
    const { world, anna, boris } = await twoWriters();
    const plain = world.writer('plain');
    world.connect(plain, { announced: false });
    await world.flow();
    const before = boris.durable;
    anna.write('mine');
    plain.write('plain');
    await world.flow();
    expect(anna.durable).toBe(anna.sent);
    expect(boris.durable).toBe(before);
    expect(plain.received.some(({ kind }) => kind === 'durable' || kind === 'rights')).toBe(false);
  });

  it('that the store already has is acknowledged without being written again', async () => {
    const { world, storage, anna } = await twoWriters();
    anna.write('once');
    await world.flow();
    const rows = storage.memory.documents.get(DOCUMENT)?.seq;
    anna.socket?.cut();
    world.connect(anna);
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(rows);
  });

  it('sent again while its first copy is under way is acknowledged no sooner than that', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.held.add('append');
    anna.write('twice');
    await world.flow();
    anna.socket?.cut();
    world.connect(anna);
    await world.flow();
    expect(anna.sent).toBeGreaterThan(0);
    expect(anna.saved).toBe(false);
    storage.release('append');
    await world.flow();
    expect(anna.saved).toBe(true);
  });
});

describe('an acknowledgement', () => {
  it('rides with the next frame to its writer, and goes by itself where none comes', async () => {
    const { world, anna, boris } = await twoWriters({ limits: { ackMostMs: 100 } });
    await world.pass(200);
    const line = anna.socket;
    const before = line?.writes ?? 0;
    anna.write('mine');
    await world.flow();
    expect(anna.saved).toBe(false);
    boris.write('theirs');
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(line?.writes).toBe(before + 1);
    anna.write('alone');
    await world.pass(99);
    expect(anna.saved).toBe(false);
    await world.pass(1);
    expect(anna.saved).toBe(true);
  });

  it('that is young does not go with older ones: it may still meet a frame', async () => {
    const { world, anna, boris } = await twoWriters({ limits: { ackMostMs: 100 } });
    await world.pass(200);
    const line = boris.socket;
    anna.write('first');
    await world.pass(99);
    boris.write('second');
    await world.flow();
    expect(anna.saved).toBe(true);
    await world.pass(1);
    const before = line?.writes ?? 0;
    await world.pass(49);
    expect([boris.saved, line?.writes]).toEqual([false, before]);
    anna.write('third');
    await world.flow();
    expect([boris.saved, line?.writes]).toEqual([true, before + 1]);
  });

  it('that is owed is paid before the server closes a connection', async () => {
    const { world, anna } = await twoWriters({ limits: { ackMostMs: 100 } });
    await world.pass(200);
    anna.write('the last words');
    await world.flow();
    expect(anna.saved).toBe(false);
    await world.rooms.close();
    await world.flow();
    expect(anna.saved).toBe(true);
  });
});

describe('commits', () => {
  it('gather what comes while one is on its way, from all documents', async () => {
    const { world, storage, anna, boris } = await twoWriters();
    const far = world.writer('far');
    world.connect(far, { documentId: OTHER });
    await world.flow();
    storage.batches.length = 0;
    storage.held.add('append');
    anna.write('one');
    await world.flow();
    anna.write('two');
    boris.write('three');
    far.write('four');
    await world.flow();
    expect(storage.batches.map((batch) => batch.length)).toEqual([1]);
    storage.release('append');
    await world.flow();
    expect(storage.batches.map((batch) => batch.length)).toEqual([1, 3]);
    storage.release('append');
    await world.flow();
    expect(anna.text).toBe(boris.text);
    expect(await stored(storage, OTHER)).toContain('four');
  });

  it('of a crowded room wait for company, a little and never twice', async () => {
    const { world, storage, anna } = await twoWriters({
      limits: { windowFreeConnections: 1, windowPerConnectionMs: 10, windowMostMs: 50 },
    });
    await world.pass(100);
    storage.batches.length = 0;
    anna.write('first');
    await world.flow();
    expect(storage.batches).toHaveLength(1);
    anna.write('second');
    anna.write('third');
    await world.flow();
    expect(storage.batches).toHaveLength(1);
    await world.pass(20);
    expect(storage.batches.map((batch) => batch.length)).toEqual([1, 2]);
  });

  it('of many quiet rooms keep a pace, so that they share an fsync', async () => {
    const { world, storage, anna } = await twoWriters({ limits: { commitEveryMs: 12 } });
    const far = world.writer('far');
    world.connect(far, { documentId: OTHER });
    await world.pass(100);
    storage.batches.length = 0;
    anna.write('at once');
    await world.flow();
    expect(storage.batches.map((batch) => batch.length)).toEqual([1]);
    far.write('a little later');
    await world.flow();
    anna.write('with that');
    await world.flow();
    expect(storage.batches).toHaveLength(1);
    await world.pass(12);
    expect(storage.batches.map((batch) => batch.length)).toEqual([1, 2]);
    expect([anna.saved, far.saved]).toEqual([true, true]);
  });

  it('reach readers as one frame for each batch', async () => {
    const { world, storage, anna, boris } = await twoWriters();
    storage.held.add('append');
    anna.write('one');
    await world.flow();
    anna.write('two');
    anna.write('three');
    await world.flow();
    storage.release('append');
    await world.flow();
    boris.received.length = 0;
    storage.release('append');
    await world.flow();
    expect(boris.received.filter(({ kind }) => kind === 'update')).toHaveLength(1);
    expect(boris.text).toBe(anna.text);
  });
});

describe('a store that cannot write', () => {
  const failing = async (): Promise<{ world: Live; storage: HeldStorage; anna: Writer; boris: Writer }> => {
    const made = await twoWriters();
    made.storage.failing.add('append');
    made.anna.write('held');
    await made.world.flow();
    return made;
  };

  it('makes the rooms say so, keep the edits, and try again until it can', async () => {
    const { world, storage, anna, boris } = await failing();
    expect(anna.notices).toEqual(['not-saving']);
    expect(boris.notices).toEqual(['not-saving']);
    await world.pass(60_000);
    expect(anna.saved).toBe(false);
    expect(boris.text).toBe('');
    storage.failing.clear();
    await world.pass(5_000);
    expect(anna.notices).toEqual(['not-saving', 'saving']);
    expect(anna.saved).toBe(true);
    expect(boris.text).toContain('held');
    expect(await stored(storage)).toContain('held');
  });

  it('keeps the order of edits', async () => {
    const { world, storage, anna, boris } = await failing();
    for (let i = 0; i < 20; i++) {
      anna.write(`line ${i}`);
      await world.pass(500);
    }
    storage.failing.clear();
    await world.pass(10_000);
    expect(boris.text).toBe(anna.text);
    expect(await stored(storage)).toBe(anna.text);
  });

  it('tells whoever comes meanwhile', async () => {
    const { world } = await failing();
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    expect(late.notices).toEqual(['not-saving']);
  });

  it('for one document only does not hold up the others', async () => {
    const { world, storage, anna, boris } = await twoWriters();
    const far = world.writer('far');
    world.connect(far, { documentId: OTHER });
    await world.flow();
    storage.refused.add(DOCUMENT);
    anna.write('refused');
    far.write('fine');
    await world.pass(1_000);
    expect(far.saved).toBe(true);
    far.write('fine too');
    await world.pass(1_000);
    expect(far.saved).toBe(true);
    expect(far.notices.at(-1)).not.toBe('not-saving');
    expect(anna.saved).toBe(false);
    storage.refused.clear();
    await world.pass(6_000);
    expect(anna.saved).toBe(true);
    expect(boris.text).toContain('refused');
  });

  it('because the document is gone ends its room', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.memory.remove(DOCUMENT);
    anna.write('too late');
    await world.pass(60_000);
    expect(anna.closedWith).toBe(4404);
    expect(world.rooms.metrics()).toMatchObject({ rooms: 0, undurableBytes: 0 });
  });

  it('leaves with the clients what memory cannot hold, and fetches it later', async () => {
    const { world, storage, anna, boris } = await twoWriters({ limits: { undurableBytes: 5_000 } });
    storage.failing.add('append');
    for (let i = 0; i < 30; i++) {
      anna.write('x'.repeat(1_000));
      await world.flow();
    }
    expect(world.rooms.metrics().undurableBytes).toBeLessThan(8_000);
    expect(anna.saved).toBe(false);
    storage.failing.clear();
    await world.pass(10_000);
    expect(anna.saved).toBe(true);
    expect(boris.text).toBe(anna.text);
    expect(await stored(storage)).toBe(anna.text);
  });
});

describe('a stop', () => {
  it('writes what was taken, then asks everybody to come back', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.held.add('append');
    anna.write('last words');
    await world.flow();
    const closed = world.rooms.close();
    await world.flow();
    expect(anna.closedWith).toBeNull();
    storage.release('append');
    await world.flow();
    await closed;
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(anna.closedWith).toBe(1012);
    expect(await stored(storage)).toContain('last words');
  });

  it('takes no edit any more', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.held.add('append');
    anna.write('in time');
    await world.flow();
    const closed = world.rooms.close();
    anna.write('too late');
    await world.flow();
    storage.release('append');
    await world.flow();
    await closed;
    expect(await stored(storage)).not.toContain('too late');
    expect(anna.saved).toBe(false);
  });

  it('does not wait for ever for a store that does not answer', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.held.add('append');
    anna.write('stuck');
    await world.flow();
    const closed = world.rooms.close();
    await world.pass(10_000);
    await closed;
    await world.flow();
    expect(anna.closedWith).toBe(1012);
    expect(anna.saved).toBe(false);
  });

  it('turns away whoever comes while it lasts', async () => {
    const { world } = await twoWriters();
    const closed = world.rooms.close();
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    await closed;
    expect(late.closedWith).toBe(1012);
  });
});

describe('the server itself', () => {
  const addNote = (doc: Y.Doc) => doc.getXmlFragment('default').push([new Y.XmlElement('note')]);

  it('changes a document through the log like everybody', async () => {
    const { world, storage, anna } = await twoWriters();
    storage.held.add('append');
    const done = world.rooms.transact(DOCUMENT, 'server', addNote);
    await world.flow();
    expect(anna.text).toBe('');
    storage.release('append');
    await world.flow();
    await done;
    expect(anna.text).toBe('<note></note>');
    expect(await stored(storage)).toBe('<note></note>');
  });

  it('changes a document that nobody has open, and lets go of it', async () => {
    const { world, storage } = await twoWriters();
    const done = world.rooms.transact(OTHER, 'server', addNote);
    await world.flow();
    await done;
    expect(await stored(storage, OTHER)).toBe('<note></note>');
    await world.pass(120_000);
    expect(world.rooms.metrics().rooms).toBe(1);
  });

  it('leaves nothing behind when its change fails half-way', async () => {
    const { world, storage, anna } = await twoWriters();
    const done = world.rooms.transact(DOCUMENT, 'server', (doc) => {
      addNote(doc);
      throw new Error('half-way');
    });
    await expect(done).rejects.toThrow('half-way');
    await world.flow();
    expect(anna.text).toBe('');
    expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(0);
  });

  it('cannot change a document that does not exist', async () => {
    const { world } = await twoWriters();
    await expect(world.rooms.transact('0'.repeat(26), 'server', addNote)).rejects.toThrow('unknown-document');
    expect(await world.rooms.read('0'.repeat(26))).toBeNull();
  });

  it('hears of every durable change, in order', async () => {
    const heard: [string, number][] = [];
    const { world, anna, boris } = await twoWriters({ onDurable: (id, seq) => heard.push([id, seq]) });
    anna.write('one');
    await world.flow();
    boris.write('two');
    await world.flow();
    expect(heard).toEqual([
      [DOCUMENT, 1],
      [DOCUMENT, 2],
    ]);
  });
});
