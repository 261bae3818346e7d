import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PASSWORD = 'three people at one desk';

/** A port nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The product as a stranger starts it: a process of its own with the sample programme, which can be killed. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Everything the process has said so far. */
  output(): string;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  /** Starts again on the same data and port. */
  restart(): Promise<void>;
  /** SIGTERM, then the data is removed. */
  end(): Promise<void>;
}

/** Starts the demonstration on a port and a data folder of its own; `flags` go to its first start only. */
export async function startProduct(environment: Readonly<Record<string, string>> = {}, ...first: readonly string[]): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'concordance-'));
  const port = await freePort();
  let said = '';
  let child: ChildProcess;

  async function start(...flags: string[]): Promise<void> {
    child = spawn(process.execPath, ['server/src/demo.ts', ...flags], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(port),
        CONCORDANCE_DATA: data,
        CONCORDANCE_DEMO_PASSWORD: PASSWORD,
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      let fresh = '';
      const hear = (chunk: Buffer) => {
        said += chunk;
        fresh += chunk;
        if (fresh.includes('A guest of a round table comes by')) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${fresh}`)));
    });
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start(...first);
  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    output: () => said,
    kill: () => stop('SIGKILL'),
    restart: () => start('--keep'),
    async end() {
      await stop('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
