import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../server/src', import.meta.url));
let root: string;
let data: string;
let child: ChildProcess | null;
const environment = () => ({ ...process.env, PORT: '0', CONCORDANCE_DATA: data, DATABASE_URL: '', LOG_LEVEL: 'silent' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'concordance-'));
  data = join(root, 'data');
  child = null;
});
afterEach(async () => {
  await end('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Starts the server and waits until it says that it is ready. */
async function start(): Promise<void> {
  const fresh = spawn(process.execPath, [join(SOURCE, 'main.ts')], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  child = fresh;
  let said = '';
  await new Promise<void>((resolve, reject) => {
    fresh.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('is ready at')) resolve();
    });
    fresh.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Runs a second program on the same folder to its end. */
function second(program: string): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(SOURCE, program)], { env: environment(), encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

it('a second server on a data folder refuses to start, names the folder and leaves it as it is', async () => {
  await start();
  const refused = { code: 1, said: expect.stringContaining(`another server works on the data folder ${data}. Stop that one first`) };
  expect(second('main.ts')).toEqual(refused);
  // The demonstration would begin by emptying the folder.
  expect(second('demo.ts')).toEqual(refused);
  expect(second('verify.ts')).toMatchObject({ code: 0, said: expect.stringContaining('All whole') });
});

it('a killed server leaves no lock behind', async () => {
  await start();
  await end('SIGKILL');
  await start();
});

it('the data folder and its files are open to nobody but their owner', async () => {
  await start();
  const rights = (path: string) => statSync(path).mode & 0o777;
  expect(rights(data)).toBe(0o700);
  for (const name of ['concordance.sqlite', 'concordance.sqlite-wal', 'rating.key', 'server.lock'])
    expect(rights(join(data, name)), name).toBe(0o600);
});
