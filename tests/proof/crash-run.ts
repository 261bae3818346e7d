import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { until } from '../bench/live/machine.ts';
import { LIMITS, prepareProduct } from '../bench/live/product.ts';
import { freePort, type ServerProcess, startServer } from '../bench/live/server-process.ts';
import { RealClient } from '../support/real-client.ts';
import { Seeded } from '../support/seeded.ts';
import { History, type HistoryFault, Scribe } from './crash-history.ts';
import { CRASH_POINTS, type CrashPoint } from './crash-points.ts';

const SERVER = fileURLToPath(new URL('crash-server.ts', import.meta.url));
/** Small enough that every kill finds a compaction or an unloading near. */
const SMALL = { ...LIMITS, compactUpdates: 30, compactIdleUpdates: 1, idleMs: 100, unloadMs: 300 };
const LAST_BYTES_MS = 60;
/** A busy machine may be slow to come to its point. */
const POINT_MOST_MS = 30_000;

export interface CrashSettings {
  readonly kills: number;
  readonly seed: number;
  readonly rooms: number;
  readonly writers: number;
  /** Moments at random, or named points too. */
  readonly points: readonly (CrashPoint | 'random')[];
  /** Nothing is begun after this, in milliseconds of the wall clock. */
  readonly end: number;
}

export interface CrashReport {
  readonly kills: ReadonlyMap<CrashPoint | 'random', number>;
  readonly faults: readonly { readonly kill: number; readonly point: string; readonly fault: HistoryFault }[];
  readonly acknowledged: number;
  readonly seen: number;
  readonly deleted: number;
  /** What the last look at the file itself found. */
  readonly file: string;
}

export const ALL_POINTS: readonly (CrashPoint | 'random')[] = [...CRASH_POINTS, 'random', 'random'];

/** Kills the server again and again while people write, and holds what is there afterwards against what was promised. */
export async function crash(settings: CrashSettings, say: (line: string) => void = () => {}): Promise<CrashReport> {
  const random = new Seeded(settings.seed);
  const data = mkdtempSync(join(tmpdir(), 'concordance-crash-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running: { server: ServerProcess | null } = { server: null };
  const launch = async (point: CrashPoint | 'none', after = 1): Promise<ServerProcess> => {
    const environment = { CONCORDANCE_DATA: data, CONCORDANCE_LIMITS: JSON.stringify(SMALL), LOG_LEVEL: 'warn', DATABASE_URL: '' };
    const server = await startServer(
      [process.execPath, SERVER],
      { ...environment, CRASH_POINT: point, CRASH_AFTER: String(after) },
      { port, data },
    );
    running.server = server;
    return server;
  };
  const kills = new Map<CrashPoint | 'random', number>();
  const faults: { kill: number; point: string; fault: HistoryFault }[] = [];
  try {
    await launch('none');
    const { rooms, headers } = await prepareProduct(port, data, settings.rooms);
    await running.server?.stop('SIGKILL');
    const cookie = headers['cookie'] ?? '';
    const histories = rooms.map(() => new History());
    const scribes = rooms.flatMap((documentId, room) =>
      Array.from({ length: settings.writers }, (_, index) => {
        const history = histories[room] ?? new History();
        return new Scribe(`${room}.${index}`, history, random, { url, cookie, documentId });
      }),
    );
    for (let kill = 0; kill < settings.kills && Date.now() < settings.end; kill++) {
      const point = settings.points[kill % settings.points.length] ?? 'random';
      if (point === 'migration') await dieMigrating(data, port);
      else await dieWriting(launch, scribes, point, random);
      kills.set(point, (kills.get(point) ?? 0) + 1);
      for (const { client } of scribes) client.close();
      for (const scribe of scribes) scribe.look();
      await launch('none');
      for (const [room, documentId] of rooms.entries()) {
        for (const fault of await compare(histories[room] ?? new History(), { url, cookie, documentId }))
          faults.push({ kill, point, fault });
      }
      await running.server?.stop('SIGKILL');
      if (kill % 10 === 9) say(`${kill + 1} kills, ${faults.length} faults`);
    }
    const sums = histories.map((history) => history.promised());
    for (const { client } of scribes) client.destroy();
    const sum = (of: (one: (typeof sums)[number]) => number) => sums.reduce((total, one) => total + of(one), 0);
    return {
      kills,
      faults,
      acknowledged: sum((one) => one.acknowledged),
      seen: sum((one) => one.seen),
      deleted: sum((one) => one.deleted),
      file: inspect(join(data, 'concordance.sqlite')),
    };
  } finally {
    await running.server?.stop('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

/** People write until the server dies: at its named point, or when it is killed. */
async function dieWriting(
  launch: (point: CrashPoint | 'none', after?: number) => Promise<ServerProcess>,
  scribes: readonly Scribe[],
  point: CrashPoint | 'random',
  random: Seeded,
): Promise<void> {
  // Appends are passed often, compactions seldom.
  const often = point === 'after-validate' || point === 'before-commit' || point === 'after-commit';
  const after = often ? 1 + random.below(80) : 1 + random.below(3);
  const server = await launch(point === 'random' ? 'none' : point, point === 'unload' ? 1 : after);
  await Promise.all(scribes.map((scribe) => scribe.connect()));
  const typing = setInterval(() => {
    for (let acts = 1 + random.below(4); acts > 0; acts--) random.pick(scribes).act();
  }, 4);
  if (point === 'random') await sleep(100 + random.below(900));
  else if (point === 'unload') {
    await sleep(150 + random.below(200));
    clearInterval(typing);
    // A moment's grace so that most of it is acknowledged, then everybody leaves at once.
    await sleep(30);
    for (const { client } of scribes) client.close();
    await until(() => server.ended(), POINT_MOST_MS);
  } else {
    await until(() => server.ended(), POINT_MOST_MS);
  }
  clearInterval(typing);
  if (!server.ended() && point !== 'random') throw new Error(`the server did not come to the point ${point}`);
  await server.stop('SIGKILL');
  // What a dead server had sent was sent: it is read, so it counts as seen.
  await sleep(LAST_BYTES_MS);
}

/** Starts the change of tables, which dies by itself before its port is open. */
async function dieMigrating(data: string, port: number): Promise<void> {
  const environment = { CONCORDANCE_DATA: data, CRASH_POINT: 'migration', LOG_LEVEL: 'warn', DATABASE_URL: '' };
  const started = await startServer([process.execPath, SERVER], environment, { port, data }).then(
    (server) => server,
    () => null,
  );
  if (started === null) return;
  await started.stop('SIGKILL');
  throw new Error('the change of tables was not interrupted');
}

async function compare(
  history: History,
  where: { readonly url: string; readonly cookie: string; readonly documentId: string },
): Promise<readonly HistoryFault[]> {
  const reader = new RealClient(where);
  try {
    if (!(await reader.connect())) return [{ what: 'damaged', word: `could not be opened: ${reader.closedWith}` }];
    if (reader.rights !== 1) return [{ what: 'damaged', word: 'opens read-only' }];
    const { pendingStructs, pendingDs } = reader.doc.store;
    if (pendingStructs !== null || pendingDs !== null) return [{ what: 'damaged', word: 'something is missing in it' }];
    return history.check(reader.root);
  } finally {
    reader.destroy();
  }
}

/** Looks into the file itself: its own integrity check, every checksum, no gap in the numbers. */
function inspect(file: string): string {
  const database = new DatabaseSync(file);
  try {
    const [integrity] = database.prepare('pragma integrity_check').all() as { integrity_check: string }[];
    const faults: string[] = integrity?.integrity_check === 'ok' ? [] : [`integrity: ${integrity?.integrity_check}`];
    const rows = database.prepare('select document_id, seq, bytes, checksum from updates order by document_id, seq').all() as unknown as {
      document_id: string;
      seq: number;
      bytes: Uint8Array;
      checksum: number;
    }[];
    const snapshots = database.prepare('select bytes, checksum from snapshots').all() as unknown as {
      bytes: Uint8Array;
      checksum: number;
    }[];
    for (const { bytes, checksum } of [...rows, ...snapshots]) if (crc32(bytes) !== checksum) faults.push('a checksum');
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (before?.document_id === row.document_id && row.seq !== before.seq + 1) faults.push(`a gap before ${row.seq}`);
    }
    return faults.length === 0 ? `sound: ${rows.length} rows, ${snapshots.length} states` : faults.join('; ');
  } finally {
    database.close();
  }
}
