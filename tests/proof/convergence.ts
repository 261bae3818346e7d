import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { SYNC } from '@concordance/shared/collaboration/wire';
import { defaultDeleteFilter, defaultProtectedNodes } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { HeldStorage } from '../support/held-storage.ts';
import { DOCUMENT, type Live, live } from '../support/live.ts';
import { encodeSync } from '../support/raw-client.ts';
import { Seeded } from '../support/seeded.ts';
import type { Writer } from '../support/writer.ts';

const STEPS = 120;

interface Actor {
  readonly writer: Writer;
  readonly undo: Y.UndoManager;
}

/** A place in the text that somebody noted, as comments do, and the letter that stood there. */
interface Anchor {
  readonly place: Y.RelativePosition;
  readonly letter: number;
}

/** A place between two letters. No editor goes into the middle of one, and Yjs cannot split a pair of surrogates. */
function place(random: Seeded, text: Y.XmlText): number {
  const at = random.below(text.length + 1);
  const code = plain(text).charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function plain(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('');
}

/** One change as an editor makes it. */
function edit(random: Seeded, { writer, undo }: Actor, step: number): void {
  const { root } = writer;
  const paragraph = root.length === 0 ? null : root.get(random.below(root.length));
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  const act = random.below(9);
  if (act === 0 || !(paragraph instanceof Y.XmlElement) || !(text instanceof Y.XmlText)) {
    writer.write(`p${step}`);
  } else if (act <= 3) {
    text.insert(place(random, text), random.pick(['a', 'bc', 'қ', '🚀', ' word ']));
  } else if (act === 4 && text.length > 0) {
    const [from = 0, to = 0] = [place(random, text), place(random, text)].sort((a, b) => a - b);
    if (to > from) text.delete(from, to - from);
  } else if (act === 5 && text.length > 1) {
    text.format(0, place(random, text), { bold: random.chance(0.5) ? true : null });
  } else if (act === 6) {
    if (random.chance(0.5)) paragraph.setAttribute('level', String(random.below(4)));
    else root.delete(random.below(root.length), 1);
  } else if (act === 8) {
    paste(random, root);
  } else if (random.chance(0.5)) {
    const before = lettersOfOthers(writer);
    undo.undo();
    assert.ok(lettersOfOthers(writer) >= before, `an undo of ${writer.name} took words of others away`);
  } else {
    undo.redo();
  }
}

/** Several blocks at once with marks in them, some of them copies of what stands there. */
function paste(random: Seeded, root: Y.XmlFragment): void {
  const blocks = Array.from({ length: 1 + random.below(6) }, (_, index) => {
    const copied = root.length > 0 && random.chance(0.4) ? root.get(random.below(root.length)).clone() : null;
    if (copied instanceof Y.XmlElement) return copied;
    const text = new Y.XmlText();
    text.applyDelta([{ insert: 'pasted ' }, { insert: `words ${index}`, attributes: { bold: {} } }]);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    return paragraph;
  });
  root.insert(random.below(root.length + 1), blocks);
}

/** Visible letters that somebody else wrote. */
function lettersOfOthers({ doc, clientId }: Writer): number {
  let letters = 0;
  for (const [client, structs] of doc.store.clients) {
    if (client === clientId) continue;
    for (const struct of structs) {
      if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) letters += struct.length;
    }
  }
  return letters;
}

/** Notes a place before a letter; null where there is none. */
function anchor(random: Seeded, { root }: Writer): Anchor | null {
  const paragraph = root.length === 0 ? null : root.get(random.below(root.length));
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText) || text.length === 0) return null;
  const at = random.below(text.length);
  return { place: Y.createRelativePositionFromTypeIndex(text, at), letter: plain(text).charCodeAt(at) };
}

/** Where an anchor stands in a copy, and that it still stands before its letter if that is there. */
function whereIs({ place: position, letter }: Anchor, doc: Y.Doc): string {
  // What was undone elsewhere is only known there: a place must not follow it, or it would differ from copy to copy.
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
  if (found === null || !(found.type instanceof Y.XmlText) || position.item === null) return 'nowhere';
  // Of a text that is gone some copies still know the letters, for their undo, and others do not.
  if (found.type._item?.deleted !== false) return 'nowhere';
  const item = Y.getItem(doc.store, position.item);
  if (item instanceof Y.Item && !item.deleted)
    assert.equal(plain(found.type).charCodeAt(found.index), letter, 'an anchor stands before another letter');
  return `${found.type._item.id.client} ${found.type._item.id.clock} ${found.index}`;
}

/** What TCP never does; the server must bear it, only who resumes by number counts on it. */
function mangle(random: Seeded, writer: Writer): void {
  if (random.chance(0.03)) writer.swapNext();
  if (random.chance(0.01)) writer.loseNext();
  if (random.chance(0.01)) writer.socket?.loseUpdateToClient();
}

/** The net: some messages move, some lines break, and the store answers or fails when it likes. */
async function disturb(random: Seeded, world: Live, storage: HeldStorage, actors: readonly Actor[]): Promise<HeldStorage> {
  for (const { writer } of actors) {
    if (writer.socket === null) {
      if (random.chance(0.3)) world.connect(writer, { announced: random.chance(0.7), epoch: writer.resumes ? 1 : null });
      continue;
    }
    if (random.chance(writer.resumes ? 0.1 : 0.04)) writer.socket.cut();
    if (random.chance(0.02)) writer.repeat();
    if (!writer.resumes) mangle(random, writer);
    // A client that lacks something asks for it.
    if (random.chance(0.2) && missing(writer)) writer.socket?.write(encodeSync(SYNC.step1, Y.encodeStateVector(writer.doc)));
    for (let moves = random.below(5); moves > 0; moves--) {
      if (random.chance(0.5)) writer.socket?.toServer();
      else writer.socket?.toClient();
    }
  }
  if (random.chance(0.5)) storage.release('append');
  if (random.chance(0.05)) storage.failing.add('append');
  else if (random.chance(0.3)) storage.failing.clear();
  await world.clock.turn();
  if (random.chance(0.3)) await world.clock.advance(random.below(400));
  if (!random.chance(0.01)) return storage;
  const next = storage.succeed();
  world.restart(next);
  return next;
}

/** What must hold at every moment: nothing that anybody was shown, or told is safe, is missing from the disk. */
async function check(storage: HeldStorage, actors: readonly Actor[]): Promise<void> {
  const disk = await docOnDisk(storage);
  for (const { writer } of actors) {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(writer.doc))) {
      if (client === writer.clientId) continue;
      assert.ok(Y.getState(disk.store, client) >= clock, `${writer.name} was shown what is not on the disk`);
    }
    const { safe } = writer;
    assert.ok(Y.getState(disk.store, writer.clientId) >= safe.clock, `${writer.name} was told of a safety that is none`);
    for (const { client, clock } of safe.deletes) {
      const known = clock < Y.getState(disk.store, client);
      assert.ok(!known || Y.getItem(disk.store, Y.createID(client, clock)).deleted, `a safe deletion of ${writer.name} is not on the disk`);
    }
  }
  disk.destroy();
}

const missing = ({ doc }: Writer): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;

async function docOnDisk(storage: HeldStorage): Promise<Y.Doc> {
  const stored = await storage.memory.load(DOCUMENT);
  const doc = new Y.Doc();
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
  for (const update of stored?.tail ?? []) Y.applyUpdate(doc, update);
  return doc;
}

/** Content, clocks and deletions: everything by which two copies can differ. */
function print(doc: Y.Doc): string {
  const hash = createHash('sha256');
  hash.update(doc.getXmlFragment('default').toString());
  hash.update(JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()));
  hash.update(JSON.stringify(Y.snapshot(doc).ds.clients.size));
  for (const [client, items] of [...Y.snapshot(doc).ds.clients].sort(([a], [b]) => a - b)) {
    hash.update(JSON.stringify([client, items.map(({ clock, len }) => [clock, len])]));
  }
  return hash.digest('hex');
}

/**
 * 2 to 6 writers with undo, pasting and noted places; lines that break, lose, repeat and reorder; a store that is slow,
 * fails and dies with its process. In the end every copy, the store and a newcomer hold the same. Throws where not.
 */
export async function simulate(seed: number): Promise<void> {
  const random = new Seeded(seed);
  let storage = new HeldStorage();
  storage.memory.create(DOCUMENT);
  if (random.chance(0.8)) storage.held.add('append');
  const world = live({
    storage,
    limits: {
      compactUpdates: 20,
      compactIdleUpdates: 1,
      idleMs: 300,
      unloadMs: 600,
      windowFreeConnections: 2,
      windowPerConnectionMs: 5,
      positionEveryMs: 50,
    },
  });
  const actors = Array.from({ length: 2 + random.below(5) }, (_, index): Actor => {
    const writer = world.writer(`w${index}`, 1 + index);
    writer.resumes = random.chance(0.5);
    return {
      writer,
      undo: new Y.UndoManager(writer.root, { captureTimeout: 0, deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes) }),
    };
  });
  const anchors: Anchor[] = [];
  for (let step = 0; step < STEPS; step++) {
    if (random.chance(0.5)) edit(random, random.pick(actors), step);
    if (random.chance(0.1)) anchors.push(...[anchor(random, random.pick(actors).writer)].filter((noted) => noted !== null));
    storage = await disturb(random, world, storage, actors);
    if (step % 10 === 0) await check(storage, actors);
  }
  storage.failing.clear();
  storage.held.clear();
  storage.release('append');
  for (const { writer } of actors) {
    // What a line lost without a word is found at the next connection.
    writer.socket?.cut();
    world.connect(writer, { epoch: 1 });
  }
  for (let i = 0; i < 40; i++) await world.pass(500);
  const newcomer = world.writer('newcomer', 99);
  world.connect(newcomer);
  await world.pass(500);
  const disk = await docOnDisk(storage);
  const read = new Y.Doc();
  Y.applyUpdate(read, (await world.rooms.read(DOCUMENT)) ?? new Uint8Array());
  const copies = [disk, read, newcomer.doc, ...actors.map(({ writer }) => writer.doc)];
  for (const { store } of copies) assert.ok(store.pendingStructs === null && store.pendingDs === null, 'a copy still waits for something');
  assert.equal(new Set(copies.map(print)).size, 1, 'copies differ');
  for (const noted of anchors) assert.equal(new Set(copies.map((copy) => whereIs(noted, copy))).size, 1, 'an anchor stands in two places');
  await check(storage, actors);
  for (const { undo, writer } of actors) {
    undo.destroy();
    writer.doc.destroy();
  }
}
