import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DOCUMENT, live } from '../support/live.ts';
import { HandSocket } from '../support/network.ts';
import { encodeSync, numbers } from '../support/raw-client.ts';

async function withReader(options: Parameters<typeof live>[0] = {}) {
  const world = live(options);
  const [anna, reader] = [world.writer('anna'), world.writer('reader')];
  world.connect(anna);
  const socket = world.connect(reader, { write: false });
  await world.flow();
  anna.write('the text');
  await world.flow();
  const rows = () => world.memory.documents.get(DOCUMENT)?.seq;
  return { world, anna, reader, socket, rows };
}

/** A sound update by a client id of its own. */
function edit(): Uint8Array {
  const doc = new Y.Doc();
  doc.getXmlFragment('default').push([new Y.XmlElement('graffiti')]);
  return Y.encodeStateAsUpdate(doc);
}

/** Deletes everything another document holds. */
function deletionOf(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  let update = new Uint8Array();
  copy.on('update', (made: Uint8Array) => {
    update = Uint8Array.from(made);
  });
  copy.getXmlFragment('default').delete(0, copy.getXmlFragment('default').length);
  return update;
}

describe('a connection that may only read', () => {
  it('is told so, reads, and is asked for nothing', async () => {
    const { reader, anna } = await withReader();
    expect(reader.received[0]).toEqual({ kind: 'rights', value: 0 });
    expect(anna.received[0]).toEqual({ kind: 'rights', value: 1 });
    expect(reader.received.some(({ kind }) => kind === 'step1')).toBe(false);
    expect(reader.text).toBe(anna.text);
  });

  it('changes nothing by any message there is', async () => {
    const { world, anna, reader, socket, rows } = await withReader();
    const before = anna.text;
    const written = rows();
    for (const update of [edit(), deletionOf(anna.doc), new Uint8Array([0, 0]), Y.encodeStateAsUpdate(anna.doc)]) {
      for (const kind of [1, 2]) socket.write(encodeSync(kind, update));
    }
    reader.appear({ user: { name: 'somebody else' }, cursor: null });
    await world.pass(1_000);
    expect(anna.text).toBe(before);
    expect(rows()).toBe(written);
    expect(reader.received.some(({ kind }) => kind === 'durable')).toBe(false);
    expect(world.rooms.metrics().readOnlyUpdates).toBe(8);
  });

  it('loses its connection over any other kind of message', async () => {
    const others = [
      numbers(2, 0),
      numbers(4),
      numbers(100, 1),
      numbers(101, 1),
      numbers(102, 0),
      numbers(0, 3, 0),
      numbers(0),
      numbers(3, 3),
      new Uint8Array(),
      new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
      encodeSync(0, new Uint8Array([9])),
      new Uint8Array([...encodeSync(2, edit()), 0]),
    ];
    for (const frame of others) {
      const { world, anna, reader, socket, rows } = await withReader();
      socket.write(frame);
      await world.flow();
      expect(reader.closedWith, String(frame)).toBe(4400);
      expect(rows()).toBe(1);
      anna.type('!');
      await world.flow();
      expect(anna.saved).toBe(true);
    }
  });

  it('is shown to the others without a cursor', async () => {
    const { world, anna, reader } = await withReader();
    const place = { type: null, tname: 'default', item: null, assoc: 0 };
    reader.appear({ cursor: { anchor: place, head: place } });
    await world.pass(100);
    const seen = anna.presence.get(reader.clientId)?.state;
    expect(seen).toEqual({ user: { id: 'reader', name: 'reader', color: '#A3305F', colour: 0, viewer: true } });
  });
});

describe('a right that changes', () => {
  it('closes the connection of whoever lost it, and nothing they sent since is applied or shown to them', async () => {
    for (const [close, name] of [
      [4401, 'sessionIds'],
      [4403, 'userIds'],
      [4404, 'documentIds'],
    ] as const) {
      const { world, anna, rows } = await withReader();
      const victim = world.writer('victim');
      world.connect(victim);
      await world.flow();
      world.access.grants.set('session-victim', { kind: 'refused', close });
      const named = { sessionIds: ['session-victim'], userIds: ['victim'], documentIds: [DOCUMENT] };
      victim.write('queued when the right was taken');
      await world.rooms.rejudge({ [name]: named[name] });
      await world.flow();
      expect(victim.closedWith).toBe(close);
      expect(rows()).toBe(1);
      anna.write('for friends');
      await world.flow();
      expect(victim.text).not.toContain('for friends');
      expect(anna.closedWith).toBeNull();
    }
  });

  it('from write to read or back sends the client to be judged anew', async () => {
    const { world, anna, reader } = await withReader();
    world.access.grant('anna', { write: false });
    world.access.grant('reader', { write: true });
    await world.rooms.rejudge({});
    await world.flow();
    expect([anna.closedWith, reader.closedWith]).toEqual([4205, 4205]);
  });

  it('of nobody named touches nobody', async () => {
    const { world, anna } = await withReader();
    world.access.grants.clear();
    await world.rooms.rejudge({ userIds: [], sessionIds: [], documentIds: ['other'] });
    await world.flow();
    expect(anna.closedWith).toBeNull();
  });

  it('while somebody is on their way in is not overlooked', async () => {
    const world = live();
    const late = world.writer('late');
    const socket = world.connect(late);
    socket.cut();
    const judgements = world.rooms.judgements;
    await world.rooms.rejudge({ userIds: ['late'] });
    const admission = world.access.grant('late');
    world.access.grants.set('session-late', { kind: 'refused', close: 4403 });
    const second = new HandSocket();
    world.rooms.connect({ documentId: DOCUMENT, socket: second, admission, announced: true, epoch: null, judgements });
    late.open(second);
    await world.flow();
    expect(late.closedWith).toBe(4403);
  });

  it('that nobody told of is found within a minute or so', async () => {
    const { world, anna } = await withReader();
    world.access.grants.delete('session-anna');
    await world.pass(75_000);
    expect(anna.closedWith).toBe(4401);
  });

  it('is asked once for all connections of a session to a document', async () => {
    const { world, anna } = await withReader();
    const again = world.writer('anna');
    world.connect(again);
    await world.flow();
    world.access.asked = 0;
    await world.rooms.rejudge({ userIds: ['anna'] });
    expect(world.access.asked).toBe(1);
    expect(anna.closedWith).toBeNull();
  });

  it('that cannot be asked for is waited for a little, then the connection has to come back', async () => {
    const { world, anna } = await withReader();
    world.access.readmit = async () => {
      throw new Error('the database is away');
    };
    await world.rooms.rejudge({});
    await world.flow();
    expect(anna.closedWith).toBeNull();
    await world.rooms.rejudge({});
    await world.rooms.rejudge({});
    await world.flow();
    expect(anna.closedWith).toBe(1013);
  });

  it('of a name or colour is shown at once', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(100);
    world.access.grants.set('session-anna', { ...world.access.grant('anna'), name: 'Anna K.', colour: 3 });
    await world.rooms.rejudge({ userIds: ['anna'] });
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)?.state?.['user']).toMatchObject({ name: 'Anna K.', color: '#5B5F1E' });
  });
});
