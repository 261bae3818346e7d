import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as Y from 'yjs';
import { until, usageOf } from '../bench/live/machine.ts';
import { type Spread, spreadOf } from '../bench/live/statistics.ts';
import { startProduct } from '../support/product.ts';
import { makeTexts, signInTo } from '../support/product-api.ts';
import { RealClient } from '../support/real-client.ts';
import type { Attack, AttackReport } from './hostile-attacker.ts';

const ATTACKER = fileURLToPath(new URL('hostile-attacker.ts', import.meta.url));
/** One address stands for many here; every other limit is as it is delivered. */
const LIMITS = { sockets: 5_000, socketsPerAddress: 5_000, socketsPerUserAndDocument: 5_000 };
const ROOMS = 5;
const TYPE_EVERY_MS = 100;
const PROBE_EVERY_MS = 200;
/** A large edit that slow readers do not read. */
const LARGE = 20_000;

export interface HostileSettings {
  readonly frames: number;
  readonly seed: number;
  readonly minutes: number;
  /** How long memory may take to come down afterwards. */
  readonly restMs: number;
  /** How long the honest type before it. */
  readonly calmMs: number;
}

export interface HostileReport {
  readonly attack: AttackReport;
  readonly seconds: number;
  readonly alive: boolean;
  /** Another room's letter, from one socket to another, while the attack goes on. */
  readonly others: Spread;
  /** The same before it. */
  readonly othersBefore: Spread;
  /** `GET /healthz` meanwhile: it waits for the server's event loop. */
  readonly probes: Spread;
  readonly rssIdle: number;
  readonly rssMost: number;
  readonly rssAfter: number;
  readonly victimUnchanged: boolean;
  /**
   * What is wrong with the room that the attacker may write in: newcomer, honest member and server have to agree, and
   * nothing may be missing.
   */
  readonly playgroundFaults: readonly string[];
}

/** Attacks a real server over real sockets while honest people type in other rooms. Ends what it started. */
export async function hostile(
  { frames, seed, minutes, restMs, calmMs }: HostileSettings,
  say: (line: string) => void = () => {},
): Promise<HostileReport> {
  const product = await startProduct({ CONCORDANCE_LIMITS: JSON.stringify(LIMITS), LOG_LEVEL: 'fatal' });
  const honest: RealClient[] = [];
  const timers: NodeJS.Timeout[] = [];
  try {
    const { url } = product;
    const [lead, writer, reader] = await Promise.all(['lead', 'researcher2', 'observer'].map((name) => signInTo(url, `${name}@demo.test`)));
    if (lead === undefined || writer === undefined || reader === undefined) throw new Error('nobody is signed in');
    const { texts } = await makeTexts(lead, ROOMS + 2);
    // Started anew, so that what loading the sample took does not count as idle size.
    await product.kill();
    await product.restart();
    const [victim = '', playground = '', ...rooms] = texts.map(({ documentId }) => documentId);
    const join = async (documentId: string): Promise<RealClient> => {
      const client = new RealClient({ url, cookie: lead.cookie, documentId });
      honest.push(client);
      if (!(await client.connect())) throw new Error('an honest client was not let in');
      return client;
    };
    const owner = await join(victim);
    for (let line = 0; line < 50; line++) owner.addParagraph(`line ${line} of a text that must stay as it is`);
    const member = await join(playground);
    member.addParagraph('honest words');
    let latencies: number[] = [];
    const probes: number[] = [];
    for (const room of rooms) timers.push(converse(await join(room), await join(room), (ms) => latencies.push(ms)));
    timers.push(setInterval(() => void probe(url, probes), PROBE_EVERY_MS));
    await sleep(calmMs);
    const { pid } = product;
    const before = print(owner.doc);
    const rssIdle = usageOf(pid).rss;
    const othersBefore = spreadOf(latencies);
    latencies = [];
    probes.length = 0;
    let rssMost = rssIdle;
    timers.push(setInterval(() => (rssMost = Math.max(rssMost, usageOf(pid).rss)), 250));
    timers.push(setInterval(() => large(member), 500));
    const began = Date.now();
    const settings: Attack = {
      url,
      writer: writer.cookie,
      reader: reader.cookie,
      playground,
      victim,
      frames,
      seed,
      endAt: began + minutes * 60_000,
    };
    const report = await attackFrom(settings);
    const seconds = (Date.now() - began) / 1000;
    const [others, probed] = [spreadOf(latencies), spreadOf(probes)];
    say(`the attack is over after ${seconds.toFixed(0)} s; waiting for memory to come down`);
    for (const timer of timers.splice(0)) clearInterval(timer);
    await until(() => usageOf(pid).rss <= rssIdle * 1.2, restMs, 250);
    const rssAfter = usageOf(pid).rss;
    const newcomer = await join(victim);
    const late = await join(playground);
    if (!member.open) await member.connect();
    await until(() => member.saved && print(late.doc) === print(member.doc), 10_000, 50);
    return {
      attack: report,
      seconds,
      alive: (await fetch(`${url}/healthz`)).ok,
      others,
      othersBefore,
      probes: probed,
      rssIdle,
      rssMost,
      rssAfter,
      victimUnchanged: print(newcomer.doc) === before && print(owner.doc) === before,
      playgroundFaults: faultsOf(member, late),
    };
  } finally {
    for (const timer of timers) clearInterval(timer);
    for (const client of honest) client.destroy();
    await product.end();
  }
}

async function attackFrom(settings: Attack): Promise<AttackReport> {
  const child = fork(ATTACKER, [JSON.stringify(settings)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let report: AttackReport | null = null;
  child.on('message', (message) => {
    report = message as AttackReport;
  });
  const late = setTimeout(() => child.kill('SIGKILL'), settings.endAt - Date.now() + 20_000);
  await once(child, 'exit');
  clearTimeout(late);
  if (report === null) throw new Error('the attacker ended without a word');
  return report;
}

/** One types, the other sees it; each letter's way is measured. */
function converse(from: RealClient, to: RealClient, measured: (ms: number) => void): NodeJS.Timeout {
  const text = from.addParagraph('x');
  const sent: number[] = [];
  let seen = from.clock;
  let typed = from.clock;
  to.onUpdate = () => {
    const clock = Y.getState(to.doc.store, from.doc.clientID);
    for (; seen < clock; seen++) {
      const at = sent.shift();
      if (at !== undefined) measured(performance.now() - at);
    }
  };
  return setInterval(() => {
    if (text.length > 400) text.delete(0, 200);
    text.insert(text.length, 'a');
    for (; typed < from.clock; typed++) sent.push(performance.now());
  }, TYPE_EVERY_MS);
}

function large(member: RealClient): void {
  if (!member.open || !member.saved) return;
  if (member.root.length > 40) member.root.delete(1, member.root.length - 2);
  member.addParagraph('y'.repeat(LARGE));
}

async function probe(url: string, into: number[]): Promise<void> {
  const began = performance.now();
  await fetch(`${url}/healthz`).then(
    (response) => response.text(),
    () => '',
  );
  into.push(performance.now() - began);
}

function faultsOf(member: RealClient, newcomer: RealClient): readonly string[] {
  const here = `${member.durableFrames} of ${member.frames.length} frames durable, ${member.open ? 'open' : `closed with ${member.closedWith}`}`;
  return [
    ...(newcomer.doc.store.pendingStructs === null ? [] : ['the newcomer lacks something']),
    ...(print(newcomer.doc) === print(member.doc) ? [] : [`newcomer and member differ (${here})`]),
    ...(member.saved ? [] : [`what the member wrote is not safe (${here}; ${member.notices.slice(-3).join(', ')})`]),
  ];
}

/** Content and clocks. */
function print(doc: Y.Doc): string {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  return `${doc.getXmlFragment('default').toString()} ${JSON.stringify(clocks)}`;
}
