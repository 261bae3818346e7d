import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HeldStorage } from '../support/held-storage.ts';
import { DOCUMENT, type Live, live } from '../support/live.ts';
import { Seeded } from '../support/seeded.ts';
import type { Writer } from '../support/writer.ts';

/** Seeds that once failed stay here for good. */
const KEPT: readonly number[] = [];
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 40);
const FIRST = Number(process.env['FUZZ_FIRST_SEED'] ?? 1);
const STEPS = 120;

interface Actor {
  readonly writer: Writer;
  readonly undo: Y.UndoManager;
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
  const act = random.below(8);
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
  } else if (random.chance(0.5)) {
    undo.undo();
  } else {
    undo.redo();
  }
}

/** The net: some messages move, some lines break, and the store answers or fails when it likes. */
async function disturb(random: Seeded, world: Live, storage: HeldStorage, actors: readonly Actor[]): Promise<HeldStorage> {
  for (const { writer } of actors) {
    if (writer.socket === null) {
      if (random.chance(0.3)) world.connect(writer, { announced: random.chance(0.7) });
      continue;
    }
    if (random.chance(0.04)) writer.socket.cut();
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
      expect(Y.getState(disk.store, client), `${writer.name} was shown what is not on the disk`).toBeGreaterThanOrEqual(clock);
    }
    expect(writer.doc.store.pendingStructs).toBeNull();
  }
  disk.destroy();
}

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

async function run(seed: number): Promise<void> {
  const random = new Seeded(seed);
  let storage = new HeldStorage();
  storage.memory.create(DOCUMENT);
  if (random.chance(0.8)) storage.held.add('append');
  const world = live({
    storage,
    limits: { compactUpdates: 20, compactIdleUpdates: 1, idleMs: 300, unloadMs: 600, windowFreeConnections: 2, windowPerConnectionMs: 5 },
  });
  const actors = Array.from({ length: 2 + random.below(5) }, (_, index): Actor => {
    const writer = world.writer(`w${index}`, 1 + index);
    return { writer, undo: new Y.UndoManager(writer.root, { captureTimeout: 0 }) };
  });
  for (let step = 0; step < STEPS; step++) {
    if (random.chance(0.5)) edit(random, random.pick(actors), step);
    storage = await disturb(random, world, storage, actors);
    if (step % 10 === 0) await check(storage, actors);
  }
  storage.failing.clear();
  storage.held.clear();
  storage.release('append');
  for (const { writer } of actors) if (writer.socket === null) world.connect(writer);
  for (let i = 0; i < 40; i++) await world.pass(500);
  const disk = await docOnDisk(storage);
  const read = new Y.Doc();
  Y.applyUpdate(read, (await world.rooms.read(DOCUMENT)) ?? new Uint8Array());
  const prints = new Set([print(disk), print(read), ...actors.map(({ writer }) => print(writer.doc))]);
  expect(prints.size, `copies differ after seed ${seed}`).toBe(1);
  await check(storage, actors);
  for (const { undo, writer } of actors) {
    undo.destroy();
    writer.doc.destroy();
  }
}

describe('any number of writers, lines that break and a store that fails', () => {
  for (const seed of [...KEPT, ...Array.from({ length: SEEDS }, (_, index) => FIRST + index)]) {
    it(`end with one text everywhere (seed ${seed})`, () => run(seed), 20_000);
  }
});
