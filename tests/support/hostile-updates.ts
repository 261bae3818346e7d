import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type Build = (doc: Y.Doc) => void;

let made = 0;

/** What a client would send for a change made without any rules. */
export function updateOf(build: Build, from?: Y.Doc): Uint8Array {
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

export const root = (doc: Y.Doc) => doc.getXmlFragment('default');
export const nested =
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
export const setAny = (element: Y.XmlElement, name: string, value: unknown) => element.setAttribute(name, value as string);
export const attribute =
  (name: string, value: unknown): Build =>
  (doc) => {
    const element = new Y.XmlElement('paragraph');
    setAny(element, name, value);
    root(doc).push([element]);
  };
const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);

/** Updates that no honest client makes, by what is wrong with them. */
export const HOSTILE: Readonly<Record<string, Uint8Array>> = {
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
