import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
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

type Build = (doc: Y.Doc) => void;

let made = 0;

/** What a client would send for a change made without any rules. */
function updateOf(build: Build, from?: Y.Doc): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1_000 + made++;
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => build(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const root = (doc: Y.Doc) => doc.getXmlFragment('default');
const nested =
  (depth: number): Build =>
  (doc) => {
    let at: Y.XmlFragment = root(doc);
    for (let i = 0; i < depth; i++) {
      const next = new Y.XmlElement('quote');
      at.push([next]);
      at = next;
    }
  };
/** Attributes hold any value on the wire; the types of Yjs know strings only. */
const setAny = (element: Y.XmlElement, name: string, value: unknown) => element.setAttribute(name, value as string);
const attribute =
  (name: string, value: unknown): Build =>
  (doc) => {
    const element = new Y.XmlElement('paragraph');
    setAny(element, name, value);
    root(doc).push([element]);
  };
const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);

const HOSTILE: Readonly<Record<string, Uint8Array>> = {
  'announces more structs than there are bytes': new Uint8Array([1, 255, 255, 255, 7, 1, 0]),
  'announces more clients than there are bytes': new Uint8Array([255, 255, 255, 255, 15]),
  'announces a longer string than there are bytes': bytes((e) => {
    for (const n of [1, 1, 9, 0]) encoding.writeVarUint(e, n);
    encoding.writeUint8(e, 4);
    encoding.writeVarUint(e, 1);
    encoding.writeVarString(e, 'default');
    encoding.writeVarUint(e, 60_000);
  }),
  'moves a clock by a number no person types': bytes((e) => {
    for (const n of [1, 1, 9, 0]) encoding.writeVarUint(e, n);
    encoding.writeUint8(e, 0);
    encoding.writeVarUint(e, 2 ** 40);
    encoding.writeVarUint(e, 0);
  }),
  'starts at a clock that is no integer': bytes((e) => {
    for (const n of [1, 1, 9]) encoding.writeVarUint(e, n);
    encoding.writeUint8Array(e, new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]));
  }),
  'has text that is not UTF-8': bytes((e) => {
    for (const n of [1, 1, 9, 0]) encoding.writeVarUint(e, n);
    encoding.writeUint8(e, 4);
    encoding.writeVarUint(e, 1);
    encoding.writeVarString(e, 'default');
    encoding.writeVarUint8Array(e, new Uint8Array([0xff, 0xfe]));
    encoding.writeVarUint(e, 0);
  }),
  'repeats a client': bytes((e) => {
    encoding.writeVarUint(e, 2);
    for (let i = 0; i < 2; i++) {
      for (const n of [1, 9, 0]) encoding.writeVarUint(e, n);
      encoding.writeUint8(e, 0);
      encoding.writeVarUint(e, 1);
    }
    encoding.writeVarUint(e, 0);
  }),
  'leans on its own future': bytes((e) => {
    for (const n of [1, 1, 9, 0]) encoding.writeVarUint(e, n);
    encoding.writeUint8(e, 0x84);
    for (const n of [9, 0]) encoding.writeVarUint(e, n);
    encoding.writeVarString(e, 'x');
    encoding.writeVarUint(e, 0);
  }),
  'makes another root': updateOf((doc) => doc.getMap('other').set('a', 1)),
  'makes a thousand roots': updateOf((doc) => {
    for (let i = 0; i < 1_000; i++) doc.getText(`r${i}`).insert(0, 'x');
  }),
  'carries a document inside': updateOf((doc) => doc.getMap('default').set('a', new Y.Doc())),
  'carries bytes': updateOf(attribute('a', new Uint8Array(8))),
  'carries a bigint': updateOf(attribute('a', 12n)),
  'carries an XML hook': updateOf((doc) => root(doc).push([new Y.XmlHook('script') as unknown as Y.XmlElement])),
  'carries a map as a node': updateOf((doc) => doc.getArray('default').push([new Y.Map()])),
  'carries plain values as nodes': updateOf((doc) => doc.getArray('default').push([1, 2, 3])),
  'has characters outside a text': updateOf((doc) => doc.getText('default').insert(0, 'loose')),
  'has an embed in a text': updateOf((doc) => {
    const text = new Y.XmlText();
    root(doc).push([text]);
    text.insertEmbed(0, { src: 'x' });
  }),
  'has a node as an attribute': updateOf((doc) => {
    const element = new Y.XmlElement('paragraph');
    root(doc).push([element]);
    setAny(element, 'a', new Y.XmlText('x'));
  }),
  'has an element with no proper name': updateOf((doc) => root(doc).push([new Y.XmlElement('img src=x onerror=alert(1)')])),
  'has a magic attribute': updateOf(attribute('__proto__', 'x')),
  'has a magic key in an attribute': updateOf(attribute('a', JSON.parse('{"__proto__": {"isAdmin": true}}'))),
  'has a magic mark': updateOf((doc) => {
    const text = new Y.XmlText();
    root(doc).push([text]);
    text.insert(0, 'x', JSON.parse('{"constructor": {"a": 1}}') as object);
  }),
  'has an attribute too deep': updateOf(attribute('a', deep(40))),
  'has elements too deep': updateOf(nested(100)),
  'has elements far too deep': updateOf(nested(20_000)),
  'has an attribute on the root': updateOf((doc) => doc.getMap('default').set('a', 1)),
  'is followed by something': new Uint8Array([...updateOf((doc) => root(doc).push([new Y.XmlElement('p')])), 7]),
};

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
