import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DOCUMENT, type Live, live } from '../support/live.ts';
import { encodeResume, type ServerMessage } from '../support/raw-client.ts';
import type { Writer } from '../support/writer.ts';

const KILOBYTE = 1_024;

/** Two people with a text of a megabyte, and with many deletions, which an answer to a state vector always repeats. */
async function large(options: Parameters<typeof live>[0] = {}) {
  const world = live({ ...options, limits: { positionEveryMs: 0, ...options.limits } });
  const [anna, boris] = [world.writer('anna'), world.writer('boris')];
  for (const writer of [anna, boris]) {
    writer.resumes = true;
    world.connect(writer, { epoch: 1 });
  }
  await world.flow();
  anna.write('beginning ');
  await world.flow();
  const paragraph = anna.root.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  for (let part = 0; part < 4; part++) {
    anna.doc.transact(() => {
      for (let i = 0; i < 400; i++) text.insert(text.length, `${'word '.repeat(128)}${part} ${i} `);
      for (let i = 0; i < 400; i++) text.delete(i * 500 + part, 2);
    });
    await world.flow();
  }
  await world.pass(30_000);
  return { world, anna, boris };
}

const isSync = ({ kind }: ServerMessage) => kind === 'step2' || kind === 'update';
const bytesTo = ({ received }: Writer) =>
  received.filter(isSync).reduce((sum, message) => sum + ('bytes' in message ? message.bytes.length : 0), 0);

async function away(world: Live, writer: Writer, act: () => void): Promise<void> {
  writer.socket?.cut();
  act();
  await world.pass(10_000);
  writer.received.length = 0;
  world.connect(writer, { epoch: 1 });
  await world.flow();
}

describe('a client that was away for a moment', () => {
  it('gets what it missed of a text of a megabyte in less than a kilobyte, and sends no more', async () => {
    const { world, anna, boris } = await large();
    const whole = (await world.rooms.read(DOCUMENT))?.length ?? 0;
    expect(whole).toBeGreaterThan(900 * KILOBYTE);
    expect(Y.encodeStateAsUpdate(boris.doc, Y.encodeStateVector(boris.doc)).length).toBeGreaterThan(4 * KILOBYTE);
    await away(world, boris, () => anna.type('while boris was away', 0));
    expect(boris.text).toBe(anna.text);
    expect(bytesTo(boris)).toBeLessThan(KILOBYTE);
    expect(boris.lastStep2).toBeLessThan(KILOBYTE);
    expect(boris.saved).toBe(true);
  });

  it('brings what it wrote and deleted meanwhile, and nothing else', async () => {
    const { world, anna, boris } = await large();
    await away(world, boris, () => {
      boris.type('typed offline', 0);
      boris.erase(20, 5);
    });
    expect(anna.text).toBe(boris.text);
    expect(boris.saved).toBe(true);
    expect(boris.lastStep2).toBeLessThan(KILOBYTE);
    expect(bytesTo(boris)).toBeLessThan(KILOBYTE);
  });

  it('gets it also where a full state has absorbed that meanwhile, and after a restart', async () => {
    const { world, anna, boris } = await large({ limits: { compactIdleUpdates: 1, idleMs: 1_000 } });
    const { compactions } = world.memory;
    await away(world, boris, () => anna.type('absorbed', 0));
    expect(world.memory.compactions).toBeGreaterThan(compactions);
    expect(boris.text).toBe(anna.text);
    expect(bytesTo(boris)).toBeLessThan(KILOBYTE);
    world.restart();
    boris.received.length = 0;
    for (const writer of [anna, boris]) world.connect(writer, { epoch: 1 });
    await world.flow();
    expect(bytesTo(boris)).toBeLessThan(KILOBYTE);
    expect(boris.text).toBe(anna.text);
  });
});

describe('a number that tells nothing', () => {
  async function small() {
    const world = live();
    const [anna, boris] = [world.writer('anna'), world.writer('boris')];
    world.connect(anna, { epoch: 1 });
    await world.flow();
    anna.write('one');
    await world.flow();
    return { world, anna, boris };
  }

  it.each([
    ['is from before what is kept apart', 0],
    ['is from a future that a restored store has never seen', 1_000],
  ])('%s: what the state vector lacks is sent', async (_, seq) => {
    const { world, anna } = await small();
    await world.pass(60_000);
    const vera = world.writer('vera');
    vera.resumes = true;
    vera.position = seq;
    world.connect(vera, { epoch: 1 });
    await world.flow();
    expect(vera.text).toBe(anna.text);
  });

  it('of a client that does not say which life of the document it means is not looked at', async () => {
    const { world, anna, boris } = await small();
    boris.resumes = true;
    boris.position = 1;
    world.connect(boris, { epoch: null });
    await world.flow();
    expect(boris.text).toBe(anna.text);
  });

  it('from a client that has not announced itself ends its connection; it is told no position either', async () => {
    const { world, boris } = await small();
    const socket = world.connect(boris, { announced: false });
    await world.flow();
    expect(boris.received.some(({ kind }) => kind === 'position')).toBe(false);
    socket.write(encodeResume(1, Y.encodeStateVector(boris.doc)));
    await world.flow();
    expect(boris.closedWith).toBe(4400);
  });

  it('with a vector that is none ends the connection', async () => {
    const { world, boris } = await small();
    const socket = world.connect(boris, { epoch: 1 });
    await world.flow();
    socket.write(encodeResume(1, new Uint8Array([5, 1])));
    await world.flow();
    expect(boris.closedWith).toBe(4400);
  });
});

it('a position is told only of what was sent: not to a reader that lags behind', async () => {
  const world = live({ limits: { positionEveryMs: 0, outboundSoftBytes: 10 } });
  const [anna, slow] = [world.writer('anna'), world.writer('slow')];
  world.connect(anna, { epoch: 1 });
  const socket = world.connect(slow, { epoch: 1 });
  await world.flow();
  const before = slow.position;
  socket.stuck = true;
  for (let i = 0; i < 5; i++) {
    anna.write(`line ${i} that fills what waits for a reader`);
    while (anna.socket?.toServer()) await world.clock.turn();
  }
  await world.clock.turn();
  while (socket.toClient()) await world.clock.turn();
  const seen = slow.received.filter(({ kind }) => kind === 'update').length;
  expect(slow.position ?? 0).toBeLessThanOrEqual((before ?? 0) + seen);
});
