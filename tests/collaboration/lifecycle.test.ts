import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HeldStorage } from '../support/held-storage.ts';
import { DOCUMENT, type LiveOptions, live } from '../support/live.ts';
import { Seeded } from '../support/seeded.ts';

function held(options: LiveOptions = {}) {
  const storage = new HeldStorage();
  storage.memory.create(DOCUMENT);
  return { storage, world: live({ ...options, storage }) };
}

describe('a room', () => {
  it('loads its document once, however many ask', async () => {
    const { storage, world } = held();
    storage.held.add('load');
    const writers = ['a', 'b', 'c'].map((name) => world.writer(name));
    for (const writer of writers) world.connect(writer);
    const read = world.rooms.read(DOCUMENT);
    await world.flow();
    expect(writers.map((writer) => writer.synced)).toEqual([false, false, false]);
    expect(storage.waiting('load')).toBe(1);
    storage.release('load');
    await world.flow();
    await read;
    expect(storage.memory.loads).toBe(1);
    expect(writers.map((writer) => writer.synced)).toEqual([true, true, true]);
  });

  it('keeps what is sent while it loads', async () => {
    const { storage, world } = held();
    storage.held.add('load');
    const anna = world.writer('anna');
    world.connect(anna);
    anna.write('early');
    await world.flow();
    storage.release('load');
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(1);
  });

  it('of an unknown document sends everybody away', async () => {
    const { world } = held();
    const anna = world.writer('anna');
    world.connect(anna, { documentId: '0'.repeat(26) });
    await world.flow();
    expect(anna.closedWith).toBe(4404);
    expect(world.rooms.metrics().rooms).toBe(0);
  });

  it('that cannot be loaded asks to come again, and writes nothing', async () => {
    const { storage, world } = held();
    storage.failing.add('load');
    const anna = world.writer('anna');
    anna.write('offline');
    world.connect(anna);
    await world.flow();
    expect(anna.closedWith).toBe(4500);
    await expect(world.rooms.read(DOCUMENT)).rejects.toThrow();
    expect(storage.batches).toEqual([]);
    const timers = world.clock.pending;
    for (let i = 0; i < 20; i++) {
      world.connect(anna);
      await world.flow();
    }
    expect(world.clock.pending).toBe(timers);
    storage.failing.clear();
    world.connect(anna);
    await world.flow();
    expect(anna.saved).toBe(true);
  });

  it('stays while anybody is there, and gives its Y.Doc back when nobody types', async () => {
    const { world } = held();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    anna.write('words');
    await world.flow();
    expect(world.rooms.metrics()).toMatchObject({ rooms: 1, builtDocuments: 1 });
    await world.pass(3_600_000);
    expect(world.rooms.metrics()).toMatchObject({ rooms: 1, builtDocuments: 0 });
    anna.type(' and more');
    await world.flow();
    expect(anna.saved).toBe(true);
  });

  it('builds no Y.Doc to serve readers', async () => {
    const { storage, world } = held();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    anna.write('words');
    await world.flow();
    world.restart();
    world.connect(anna);
    for (const name of ['b', 'c']) world.connect(world.writer(name), { write: false });
    await world.flow();
    expect(world.rooms.metrics()).toMatchObject({ builtDocuments: 0, connections: 3 });
    expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(1);
  });

  it('left and entered again while it is being put away is the same room', async () => {
    const { storage, world } = held();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    for (let i = 0; i < 20; i++) anna.write(`line ${i}`);
    await world.flow();
    anna.socket?.cut();
    storage.held.add('compact');
    await world.pass(60_000);
    expect(storage.waiting('compact')).toBe(1);
    const boris = world.writer('boris');
    world.connect(boris);
    await world.flow();
    boris.type('!');
    await world.flow();
    storage.release('compact');
    await world.flow();
    expect(world.rooms.metrics()).toMatchObject({ rooms: 1, loads: 1 });
    expect(boris.saved).toBe(true);
    world.restart();
    world.connect(anna);
    await world.flow();
    expect(anna.text).toBe(boris.text);
  });

  it('is not put away with anything unwritten', async () => {
    const { storage, world } = held();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    storage.failing.add('append');
    anna.write('unwritten');
    await world.flow();
    anna.socket?.cut();
    await world.pass(600_000);
    expect(world.rooms.metrics().rooms).toBe(1);
    storage.failing.clear();
    await world.pass(60_000);
    expect(world.rooms.metrics().rooms).toBe(0);
    expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(1);
  });

  it('goes on when a compaction fails, and tries again', async () => {
    const { storage, world } = held({ limits: { compactUpdates: 10 } });
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    storage.failing.add('compact');
    for (let i = 0; i < 15; i++) {
      anna.write(`line ${i}`);
      await world.flow();
    }
    expect(anna.saved).toBe(true);
    storage.failing.clear();
    await world.pass(20_000);
    anna.write('more');
    await world.flow();
    expect(storage.memory.compactions).toBe(1);
    world.restart();
    const boris = world.writer('boris');
    world.connect(boris);
    await world.flow();
    expect(boris.text).toBe(anna.text);
  });

  it('compacts in the middle of typing without losing a row', async () => {
    const { storage, world } = held({ limits: { compactUpdates: 5 } });
    const [anna, boris] = [world.writer('anna'), world.writer('boris')];
    world.connect(anna);
    world.connect(boris);
    await world.flow();
    storage.held.add('compact');
    for (let i = 0; i < 40; i++) {
      (i % 2 === 0 ? anna : boris).write(`line ${i}`);
      await world.flow();
      if (i % 3 === 0) storage.release('compact');
    }
    storage.held.clear();
    storage.release('compact');
    await world.flow();
    expect(storage.memory.compactions).toBeGreaterThan(2);
    world.restart();
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    expect(late.text).toBe(anna.text);
  });

  it('whose stored state is damaged or newer than this server is only read', async () => {
    for (const change of [{ damaged: true }, { schema: 99 }]) {
      const { storage, world } = held();
      const anna = world.writer('anna');
      world.connect(anna);
      await world.flow();
      anna.write('good');
      await world.flow();
      Object.assign(storage.memory.documents.get(DOCUMENT) ?? {}, change);
      world.restart();
      world.connect(anna);
      await world.flow();
      anna.write('more');
      await world.flow();
      expect(anna.received.findLast(({ kind }) => kind === 'rights')).toMatchObject({ value: 0 });
      expect(storage.memory.documents.get(DOCUMENT)?.seq).toBe(1);
      await expect(world.rooms.transact(DOCUMENT, 'server', () => {})).rejects.toThrow('read-only');
    }
  });

  it('whose log somebody else has written to is left and made anew, with what they wrote', async () => {
    const { storage, world } = held();
    const anna = world.writer('anna');
    world.connect(anna);
    await world.flow();
    anna.write('here');
    await world.flow();
    const far = new Y.Doc();
    far.getXmlFragment('default').push([new Y.XmlElement('far')]);
    await storage.memory.append([{ documentId: DOCUMENT, update: Y.encodeStateAsUpdate(far), userId: 'far', claims: [far.clientID] }]);
    anna.write('again');
    await world.flow();
    expect(anna.closedWith).toBe(1012);
    world.connect(anna);
    await world.flow();
    expect(anna.text).toContain('<far></far>');
    expect(anna.text).toContain('again');
    expect(anna.saved).toBe(true);
  });

  it('of another life of the document sends old copies away', async () => {
    const { storage, world } = held();
    Object.assign(storage.memory.documents.get(DOCUMENT) ?? {}, { epoch: 2 });
    const [old, current] = [world.writer('old'), world.writer('current')];
    world.connect(old, { epoch: 1 });
    world.connect(current, { epoch: 2 });
    await world.flow();
    expect(old.closedWith).toBe(4410);
    expect(current.synced).toBe(true);
  });
});

describe('a thousand comings and goings against a slow store', () => {
  it('lose no edit and never make two rooms of one document', async () => {
    const { storage, world } = held({ limits: { unloadMs: 50, idleMs: 20, compactIdleUpdates: 2 } });
    for (const act of ['load', 'append', 'compact'] as const) storage.held.add(act);
    const random = new Seeded(20_261_123);
    const writers = ['a', 'b', 'c'].map((name) => world.writer(name));
    let written = 0;
    for (let i = 0; i < 1_000; i++) {
      const writer = random.pick(writers);
      if (writer.socket === null) world.connect(writer);
      else if (random.chance(0.4)) writer.socket.cut();
      else {
        writer.write(`w${written++}`);
      }
      if (random.chance(0.7)) storage.release(random.pick(['load', 'append', 'compact'] as const));
      await world.pass(random.below(80));
      expect(world.rooms.metrics().rooms).toBeLessThanOrEqual(1);
    }
    for (const act of ['load', 'append', 'compact'] as const) {
      storage.held.delete(act);
      storage.release(act);
    }
    await world.flow();
    for (const writer of writers) if (writer.socket === null) world.connect(writer);
    await world.pass(1_000);
    expect(new Set(writers.map((writer) => writer.text)).size).toBe(1);
    for (let i = 0; i < written; i++) expect(writers[0]?.text).toContain(`>w${i}<`);
    expect(writers.every((writer) => writer.saved)).toBe(true);
  });
});
