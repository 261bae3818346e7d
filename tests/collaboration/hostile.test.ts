import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { attribute, HOSTILE, nested, root, setAny, updateOf } from '../support/hostile-updates.ts';
import { DOCUMENT, live } from '../support/live.ts';
import { encodePresence, encodeSync } from '../support/raw-client.ts';
import { Seeded } from '../support/seeded.ts';

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

describe('an update that', () => {
  for (const [what, update] of Object.entries(HOSTILE)) {
    it(`${what} costs its sender the connection and nobody else anything`, async () => {
      const { world, anna, mallory, socket } = await withMallory();
      const before = anna.text;
      for (const kind of [1, 2]) {
        if (mallory.socket === null) world.connect(mallory);
        await world.flow();
        (mallory.socket ?? socket).write(encodeSync(kind, update));
        await world.flow();
        expect(mallory.closedWith).toBe(4400);
      }
      expect(anna.text).toBe(before);
      expect(world.memory.documents.get(DOCUMENT)?.seq).toBe(1);
      anna.type(', unharmed');
      await world.flow();
      expect(anna.saved).toBe(true);
      const late = world.writer('late');
      world.connect(late);
      await world.flow();
      expect(late.text).toBe(anna.text);
    });
  }

  it('a proper editor sends is none of these', async () => {
    const { world, anna, mallory } = await withMallory();
    mallory.doc.transact(() => {
      const heading = new Y.XmlElement('heading');
      setAny(heading, 'level', 2);
      setAny(heading, 'extra', { nested: ['x', 1.5, -7, true, null], undef: undefined });
      const text = new Y.XmlText('Қазақстан 🚀');
      heading.insert(0, [text]);
      mallory.root.push([heading]);
      text.format(0, 4, { bold: true, link: { href: 'https://example.org' } });
      text.format(1, 2, { bold: null });
      setAny(heading, 'level', 3);
    });
    nested(40)(mallory.doc);
    await world.flow();
    expect(mallory.closedWith).toBeNull();
    expect(anna.text).toBe(mallory.text);
  });

  it('names an element the editor does not know is refused where names are given', async () => {
    const { world, mallory } = await withMallory({ limits: { elements: new Set(['paragraph']) } });
    mallory.root.push([new Y.XmlElement('iframe')]);
    await world.flow();
    expect(mallory.closedWith).toBe(4400);
  });
});

describe('other words under clocks that are known', () => {
  /** What a client might have written: the same id each time, never the same words. */
  function tale(random: Seeded): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = 77;
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement(random.pick(['paragraph', 'heading']));
    paragraph.insert(0, [text]);
    doc.getXmlFragment('default').push([paragraph]);
    for (let step = random.below(12); step >= 0; step--) {
      if (random.chance(0.3) && text.length > 0) text.delete(random.below(text.length), 1);
      else text.insert(random.below(text.length + 1), random.pick(['a', 'bc', 'def', 'ghij']));
      if (random.chance(0.2)) paragraph.setAttribute('level', String(random.below(9)));
    }
    return Y.encodeStateAsUpdate(doc);
  }

  it('are left out: who was here and who comes later hold the same', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = new Seeded(seed);
      const { world, anna, mallory } = await withMallory();
      for (let told = 0; told < 4; told++) {
        mallory.socket?.write(encodeSync(2, tale(random)));
        if (random.chance(0.7)) await world.flow();
      }
      await world.flow();
      const late = world.writer('late');
      world.connect(late);
      await world.flow();
      expect(late.text, `seed ${seed}`).toBe(anna.text);
    }
  });
});

describe("another person's client id", () => {
  it('cannot be written with', async () => {
    const { world, anna, mallory, socket } = await withMallory();
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(anna.doc));
    forger.clientID = anna.clientId;
    const before = Y.encodeStateVector(forger);
    root(forger).push([new Y.XmlElement('forged')]);
    socket.write(encodeSync(2, Y.encodeStateAsUpdate(forger, before)));
    await world.flow();
    expect(mallory.closedWith).toBe(4400);
    anna.write('still mine');
    await world.flow();
    expect(anna.saved).toBe(true);
    expect(anna.text).not.toContain('forged');
  });

  it('cannot be written with after everything has left memory either', async () => {
    const { world, anna } = await withMallory();
    world.restart();
    const mallory = world.writer('mallory');
    world.connect(mallory);
    await world.flow();
    mallory.doc.clientID = anna.clientId;
    mallory.write('forged');
    await world.flow();
    expect(mallory.closedWith).toBe(4400);
  });

  it('cannot be taken before its owner has written with it', async () => {
    const { world, anna, mallory, socket } = await withMallory();
    const boris = world.writer('boris');
    world.connect(boris);
    boris.appear({ cursor: null });
    await world.flow();
    const forger = new Y.Doc();
    forger.clientID = boris.clientId;
    root(forger).push([new Y.XmlElement('forged')]);
    socket.write(encodeSync(2, Y.encodeStateAsUpdate(forger)));
    await world.flow();
    expect(mallory.closedWith).toBe(4400);
    boris.write('mine');
    await world.flow();
    expect(boris.saved).toBe(true);
    expect(anna.text).toBe(boris.text);
  });

  it('may be in what somebody sends back unchanged', async () => {
    const { world, anna, mallory, socket } = await withMallory();
    socket.write(encodeSync(1, Y.encodeStateAsUpdate(anna.doc)));
    await world.flow();
    expect(mallory.closedWith).toBeNull();
  });
});

describe('a flood', () => {
  it('of changed bytes never stops the room nor parts its copies', async () => {
    const { world, anna } = await withMallory({ limits: { messages: { perSecond: 1e6, burst: 1e6 } } });
    const random = new Seeded(7);
    const sound = [
      ...Object.values(HOSTILE),
      updateOf(nested(5)),
      updateOf(attribute('level', { a: [1, 'x', 2.5] })),
      Y.encodeStateAsUpdate(anna.doc),
    ];
    const mallory = world.writer('mallory');
    for (let i = 0; i < 5_000; i++) {
      if (mallory.socket === null) world.connect(mallory, { announced: false });
      const update = Uint8Array.from(random.pick(sound).subarray(0, 2_000));
      for (let k = random.below(4); k >= 0; k--) update[random.below(update.length)] = random.below(256);
      const frame = random.chance(0.8) ? encodeSync(random.below(3), update) : encodePresence([]);
      if (random.chance(0.3)) frame[random.below(frame.length)] = random.below(256);
      mallory.socket?.write(frame);
      mallory.socket?.toServer();
      mallory.socket?.toServer();
      if (i % 10 === 0) await world.flow();
      else if (mallory.socket?.closedWith !== null) mallory.socket?.toClient();
    }
    await world.flow();
    anna.write('unharmed');
    await world.flow();
    expect(anna.saved).toBe(true);
    const late = world.writer('late');
    world.connect(late);
    await world.flow();
    expect(late.text).toBe(anna.text);
    expect(late.text).toContain('unharmed');
    expect(anna.doc.store.pendingStructs).toBeNull();
    expect(world.rooms.metrics().rooms).toBe(1);
  }, 30_000);
});
