import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { live } from '../support/live.ts';
import { encodeSync } from '../support/raw-client.ts';

async function withMallory(options: Parameters<typeof live>[0] = {}) {
  const world = live(options);
  const [anna, mallory] = [world.writer('anna'), world.writer('mallory')];
  world.connect(anna);
  await world.flow();
  anna.write('the text');
  await world.flow();
  const socket = world.connect(mallory);
  await world.flow();
  return { world, anna, mallory, socket };
}

describe('a flood', () => {
  it('of messages is read as fast as the rate allows, and nothing of it is lost', async () => {
    const { world, anna, mallory } = await withMallory({ limits: { messages: { perSecond: 10, burst: 20 } } });
    for (let i = 0; i < 100; i++) mallory.write(`line ${i}`);
    await world.flow();
    expect(mallory.socket?.paused).toBe(true);
    expect(anna.text).not.toContain('line 50');
    for (let second = 0; second < 20; second++) await world.pass(1_000);
    expect(mallory.saved).toBe(true);
    expect(anna.text).toBe(mallory.text);
  });

  it('of asking for the state is answered now and then, with the last that was asked', async () => {
    const { world, mallory, socket } = await withMallory({ limits: { stateRequests: { perSecond: 1, burst: 2 } } });
    mallory.received.length = 0;
    for (let i = 0; i < 100; i++) socket.write(encodeSync(0, new Uint8Array([0])));
    await world.flow();
    expect(mallory.received.filter(({ kind }) => kind === 'step2').length).toBeLessThanOrEqual(2);
    await world.pass(5_000);
    expect(mallory.received.filter(({ kind }) => kind === 'step2').length).toBeLessThanOrEqual(3);
  });

  it('of gaps ends the connection', async () => {
    const { world, mallory, socket } = await withMallory();
    const gap = new Y.Doc();
    gap.getXmlFragment('default').push([new Y.XmlElement('p')]);
    const vector = Y.encodeStateVector(gap);
    gap.getXmlFragment('default').push([new Y.XmlElement('p')]);
    for (let i = 0; i < 20; i++) socket.write(encodeSync(1, Y.encodeStateAsUpdate(gap, vector)));
    await world.flow();
    expect(mallory.closedWith).toBe(4500);
  });
});

describe('a document that grows without end', () => {
  it('warns, then refuses text but not deletions, and takes text again once it is smaller', async () => {
    const { world, anna } = await withMallory({
      limits: { documentWarnBytes: 5_000, documentBytes: 10_000, compactIdleUpdates: 1 },
    });
    while (!anna.notices.includes('document-full')) {
      anna.write('x'.repeat(1_000));
      await world.flow();
    }
    expect(anna.notices[0]).toBe('document-large');
    expect(anna.saved).toBe(false);
    const boris = world.writer('boris');
    world.connect(boris);
    await world.flow();
    boris.root.delete(0, boris.root.length);
    await world.pass(60_000);
    expect(boris.saved).toBe(true);
    expect(anna.saved).toBe(true);
    expect(anna.text).toBe(boris.text);
  });
});

describe('a reader that does not read', () => {
  it('is left out until it has room again, then gets everything at once', async () => {
    const { world, anna, mallory, socket } = await withMallory({ limits: { outboundSoftBytes: 4_000, outboundHardBytes: 1e6 } });
    socket.stuck = true;
    for (let i = 0; i < 40; i++) {
      anna.write('x'.repeat(500));
      await world.clock.turn();
      while (anna.socket?.toServer()) await world.clock.turn();
    }
    expect(socket.buffered).toBeLessThan(10_000);
    expect(world.rooms.metrics().lateReaders).toBe(1);
    socket.stuck = false;
    await world.pass(1_000);
    expect(mallory.text).toBe(anna.text);
  });

  it('is cut off after a while', async () => {
    const { world, anna, socket } = await withMallory({ limits: { outboundSoftBytes: 1_000, outboundLateMs: 15_000 } });
    socket.stuck = true;
    for (let i = 0; i < 4; i++) {
      anna.write('x'.repeat(800));
      while (anna.socket?.toServer()) await world.clock.turn();
    }
    await world.clock.advance(20_000);
    expect(socket.closedWith).toBe(1006);
  });

  it('does not answer pings: it is taken for dead after two heartbeats', async () => {
    const { world, socket } = await withMallory();
    socket.dead = true;
    await world.pass(60_000);
    expect(socket.closedWith).toBe(1006);
    expect(world.rooms.metrics().connections).toBe(1);
  });
});
