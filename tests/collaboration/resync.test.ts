import { SYNC } from '@concordance/shared/collaboration/wire';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DOCUMENT, live } from '../support/live.ts';
import { encodeSync } from '../support/raw-client.ts';

async function connected() {
  const world = live();
  const [anna, boris] = [world.writer('anna'), world.writer('boris')];
  const socket = world.connect(anna);
  world.connect(boris);
  await world.flow();
  const rows = () => world.memory.documents.get(DOCUMENT)?.seq;
  return { world, anna, boris, socket, rows };
}

describe('an update that leans on one the server never got', () => {
  it('makes the server ask for what is missing, and nothing is called safe before that has come', async () => {
    const { world, anna, boris, socket, rows } = await connected();
    const safe = anna.durable;
    // The first is lost on the way.
    anna.socket = null;
    anna.write('lost');
    anna.socket = socket;
    anna.write('second');
    while (socket.toServer()) await world.clock.turn();
    anna.write('third');
    while (socket.toServer()) await world.clock.turn();
    expect(rows()).toBe(0);
    expect(boris.text).toBe('');
    expect(anna.durable).toBe(safe);
    await world.flow();
    expect(anna.received.filter(({ kind }) => kind === 'step1')).toHaveLength(2);
    expect(anna.saved).toBe(true);
    expect(boris.text).toBe(anna.text);
    expect(boris.text).toContain('lost');
  });

  it('before the first step 2 of a connection is left to that step 2', async () => {
    const { world, anna, boris } = await connected();
    anna.socket?.cut();
    anna.write('away');
    world.connect(anna);
    // Typed at once, before the server has asked for anything.
    anna.write('at once');
    await world.flow();
    expect(anna.received.filter(({ kind }) => kind === 'step1')).toHaveLength(2);
    expect(boris.text).toBe(anna.text);
    expect(anna.saved).toBe(true);
    expect(anna.sent).toBe(2);
  });

  it('is asked for once, however many follow it', async () => {
    const { world, anna, socket } = await connected();
    anna.socket = null;
    anna.write('lost');
    anna.socket = socket;
    for (let i = 0; i < 10; i++) anna.write(`after ${i}`);
    await world.flow();
    expect(anna.received.filter(({ kind }) => kind === 'step1')).toHaveLength(2);
    expect(anna.saved).toBe(true);
  });

  it('never reaches the log, whatever is missing: a clock, an origin, or what it deletes', async () => {
    const { world, anna, socket, rows } = await connected();
    const other = new Y.Doc();
    other.getXmlFragment('default').push([new Y.XmlElement('p')]);
    const mine = new Y.Doc();
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(other));
    const vector = Y.encodeStateVector(mine);
    mine.getXmlFragment('default').push([new Y.XmlElement('q')]);
    socket.write(encodeSync(SYNC.update, Y.encodeStateAsUpdate(mine, vector)));
    await world.flow();
    other.getXmlFragment('default').delete(0, 1);
    const deletion = Y.encodeStateAsUpdate(other, Y.encodeStateVector(other));
    socket.write(encodeSync(SYNC.update, deletion));
    await world.flow();
    expect(rows()).toBe(0);
    expect(anna.closedWith).toBeNull();
  });
});

describe('a client that comes back', () => {
  it('is sent what it lacks and no more', async () => {
    const { world, anna, boris } = await connected();
    for (let i = 0; i < 50; i++) anna.write(`line ${i}: ${'x'.repeat(100)}`);
    await world.flow();
    boris.socket?.cut();
    anna.write('meanwhile');
    await world.flow();
    boris.received.length = 0;
    world.connect(boris);
    await world.flow();
    const [answer] = boris.received.flatMap((message) => (message.kind === 'step2' ? [message.bytes] : []));
    expect(boris.text).toBe(anna.text);
    expect(answer?.length).toBeLessThan(200);
  });

  it('learns of deletions too', async () => {
    const { world, anna, boris } = await connected();
    anna.write('one');
    anna.write('two');
    await world.flow();
    boris.socket?.cut();
    anna.root.delete(0, 1);
    await world.flow();
    for (const built of [true, false]) {
      if (!built) world.restart();
      world.connect(boris);
      await world.flow();
      expect(boris.text).toBe('<paragraph>two</paragraph>');
      boris.socket?.cut();
    }
  });

  it('is answered from bytes alone while edits are under way', async () => {
    const { world, anna, boris } = await connected();
    anna.write('one');
    anna.write('two');
    await world.flow();
    world.restart();
    world.connect(anna);
    await world.flow();
    expect(world.rooms.metrics().builtDocuments).toBe(0);
    boris.root.delete(0, 1);
    world.connect(boris);
    await world.flow();
    expect(anna.text).toBe('<paragraph>two</paragraph>');
    expect(boris.text).toBe(anna.text);
  });
});
