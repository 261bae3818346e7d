import * as Y from 'yjs';
import { Client, closeAll } from './client.ts';
import { until, usageOf, waitCalm, waitQuiet } from './machine.ts';
import type { PeerName } from './peers.ts';
import { mustHold, onStage, type Stage } from './stage.ts';
import { median } from './statistics.ts';
import { play, readTrace } from './trace.ts';

export interface ColdOpen {
  readonly trace: string | null;
  /** Of the history, at most; all of it is 260,000. */
  readonly edits: number;
  readonly opens: number;
}

export interface Opening {
  /** From the connection until sync step 2 was read, and until the text was whole. */
  readonly syncedMs: number;
  readonly wholeMs: number;
  readonly serverMs: number;
  readonly bytesIn: number;
  readonly rssBefore: number;
  readonly rssAfter: number;
  readonly foreign: number;
}

export interface ColdOpenResult {
  readonly source: string;
  readonly edits: number;
  readonly characters: number;
  /** The document as one update. */
  readonly bytes: number;
  /** What the client's own `applyUpdate` of it takes: part of every opening. */
  readonly applyMs: number;
  readonly feedMs: number;
  readonly opens: readonly Opening[];
}

const EDITS_PER_UPDATE = 20;
const WAITING_MOST = 1 << 20;
/** Longer than any server here waits before it stores. */
const STORED_MS = 12_000;

/** S3: a document with a long history is fed, stored, and opened after the server was killed and started again. */
export async function coldOpen(peer: PeerName, settings: ColdOpen): Promise<ColdOpenResult> {
  const trace = readTrace(settings.trace, settings.edits);
  return onStage(peer, 1, async (stage) => {
    const room = stage.takeRoom();
    const writer = new Client({ target: stage.target, room, full: true, answers: true });
    await writer.connect();
    const began = performance.now();
    const text = writer.begin();
    for (let at = 0; at < trace.edits.length; at += EDITS_PER_UPDATE) {
      writer.doc.transact(() => play(text, trace.edits.slice(at, at + EDITS_PER_UPDATE)));
      if (writer.waiting > WAITING_MOST) await until(() => writer.waiting < WAITING_MOST / 4, 60_000, 1);
      if (at % (EDITS_PER_UPDATE * 50) === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const feedMs = performance.now() - began;
    mustHold(text.toString() === trace.end, 'the history comes to its end text');
    await until(() => writer.waiting === 0, 30_000);
    await waitQuiet(stage.pid, stage.persistent ? STORED_MS : 1_000);
    mustHold(writer.open, 'the writer stayed connected');
    const bytes = Y.encodeStateAsUpdate(writer.doc);
    const opens = await openings(stage, writer, settings.opens);
    const applyMs = median(Array.from({ length: 5 }, () => millisecondsToApply(bytes))) ?? 0;
    closeAll([writer]);
    const { source, edits, end } = trace;
    return { source, edits: edits.length, characters: end.length, bytes: bytes.length, applyMs, feedMs, opens };
  });
}

/** A relay keeps nothing: there the client that holds the document answers, which is the floor for the others. */
async function openings(stage: Stage, writer: Client, count: number): Promise<Opening[]> {
  const wanted = { length: writer.length, content: writer.content };
  const opens: Opening[] = [];
  if (stage.persistent) writer.close();
  while (opens.length < count) {
    if (stage.persistent) {
      await stage.kill();
      await stage.start();
      await waitQuiet(stage.pid, 1_000, 10_000);
    }
    const foreign = await waitCalm(stage.pid);
    opens.push(await openOnce(stage, writer.room, wanted, foreign));
  }
  return opens;
}

async function openOnce(
  stage: Stage,
  room: string,
  wanted: { readonly length: number; readonly content: string },
  foreign: number,
): Promise<Opening> {
  const reader = new Client({ target: stage.target, room, full: true, asks: true, answers: false });
  const before = usageOf(stage.pid);
  const began = performance.now();
  await reader.connect();
  const syncedMs = performance.now() - began;
  const whole = await until(() => reader.length === wanted.length, 60_000, 1);
  const wholeMs = performance.now() - began;
  mustHold(whole && reader.content === wanted.content, `the opened text is whole (${reader.length} of ${wanted.length})`);
  // What the server does for it a moment later counts too, and so do bytes that come twice.
  await waitQuiet(stage.pid, 500, 10_000);
  const after = usageOf(stage.pid);
  closeAll([reader]);
  const serverMs = (after.cpu - before.cpu) * 1000;
  return { syncedMs, wholeMs, serverMs, bytesIn: reader.bytesIn, rssBefore: before.rss, rssAfter: after.rss, foreign };
}

function millisecondsToApply(update: Uint8Array): number {
  const doc = new Y.Doc();
  const began = performance.now();
  Y.applyUpdate(doc, update);
  return performance.now() - began;
}
