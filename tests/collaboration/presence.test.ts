import { describe, expect, it } from 'vitest';
import { live } from '../support/live.ts';
import { encodePresence, numbers } from '../support/raw-client.ts';

async function withReader() {
  const world = live();
  const [anna, reader] = [world.writer('anna'), world.writer('reader')];
  world.connect(anna);
  world.connect(reader, { write: false });
  await world.flow();
  anna.write('the text');
  await world.flow();
  return { world, anna, reader };
}

describe('presence', () => {
  it('carries the name and colour of the account, never those the client sent', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ user: { name: 'The Minister', color: 'red;background:url(//x)', id: 'boss' }, admin: true });
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)?.state).toEqual({
      user: { id: 'anna', name: 'anna', color: '#A3305F', colour: 0 },
    });
  });

  it('says of a reader that they only read, whatever they say, and of a writer nothing of the kind', async () => {
    const { world, anna, reader } = await withReader();
    reader.appear({ user: { viewer: false }, cursor: null });
    anna.appear({ user: { viewer: true } });
    await world.pass(100);
    expect(anna.presence.get(reader.clientId)?.state).toEqual({
      user: { id: 'reader', name: 'reader', color: expect.any(String), colour: expect.any(Number), viewer: true },
    });
    expect(reader.presence.get(anna.clientId)?.state).not.toHaveProperty('user.viewer');
  });

  it('is one id for each connection: another is not believed', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    const mallory = world.writer('mallory');
    const socket = world.connect(mallory);
    await world.pass(100);
    mallory.appear({ cursor: null });
    socket.write(encodePresence([{ client: anna.clientId, clock: 2 ** 31, state: { user: { name: 'anna' } } }]));
    socket.write(encodePresence([{ client: anna.clientId, clock: 2 ** 31, state: null }]));
    socket.write(encodePresence([{ client: 4_242, clock: 1, state: {} }]));
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)).toMatchObject({ clock: 1, state: { user: { id: 'anna' } } });
    expect(reader.presence.has(4_242)).toBe(false);
    anna.appear({ cursor: null });
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)?.clock).toBe(2);
  });

  it('of an id that somebody else has written with is not believed', async () => {
    const { world, anna, reader } = await withReader();
    anna.socket?.cut();
    const mallory = world.writer('mallory');
    world.connect(mallory);
    mallory.appear({ cursor: null }, anna.clientId);
    await world.pass(100);
    expect(reader.presence.size).toBe(0);
  });

  it('takes no clock that jumps, no state that is large, and no root that is not ours', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(100);
    anna.appear({ cursor: null }, anna.clientId, 2 ** 31);
    anna.appear({ cursor: 'x'.repeat(3_000) }, anna.clientId, 3);
    const place = { type: null, tname: 'elsewhere', item: null, assoc: 0 };
    anna.appear({ cursor: { anchor: place, head: place } }, anna.clientId, 4);
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)).toMatchObject({ clock: 4, state: { user: { id: 'anna' } } });
    expect(reader.presence.get(anna.clientId)?.state).not.toHaveProperty('cursor');
  });

  it('of many moves in one moment is one frame', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(200);
    reader.received.length = 0;
    for (let i = 0; i < 10; i++) anna.appear({ cursor: null });
    await world.pass(100);
    expect(reader.received.filter(({ kind }) => kind === 'awareness')).toHaveLength(1);
  });

  it('ends at once when the connection does', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(100);
    anna.socket?.cut();
    await world.flow();
    expect(reader.presence.get(anna.clientId)?.state).toBeNull();
  });

  it('of a tab that came back before its old line was found dead goes on under the new one', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(100);
    const old = anna.socket;
    world.connect(anna);
    anna.appear({ cursor: null });
    await world.pass(100);
    old?.cut();
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)?.state).not.toBeNull();
  });

  it('of everybody is told to whoever asks', async () => {
    const { world, anna, reader } = await withReader();
    anna.appear({ cursor: null });
    await world.pass(100);
    reader.presence.clear();
    reader.socket?.write(numbers(3));
    await world.pass(100);
    expect(reader.presence.get(anna.clientId)?.state).toMatchObject({ user: { id: 'anna' } });
  });
});
