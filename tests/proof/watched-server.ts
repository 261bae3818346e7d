import process from 'node:process';
import { readConfig } from '@concordance/server/config';
import { prepareSetUp } from '@concordance/server/identity/accounts';
import { openLog } from '@concordance/server/operations/log';
import { serve } from '@concordance/server/serve';

/** What the server says of itself, as one line of JSON. */
export interface Vitals {
  readonly vitals: true;
  readonly heapMiB: number;
  readonly externalMiB: number;
  readonly timers: number;
  readonly resources: number;
  readonly rooms: number;
  readonly built: number;
  readonly connections: number;
}

const EVERY_MS = 5_000;
const MIB = 2 ** 20;

/** The product as `main.ts` starts it, which from time to time collects its garbage and says how large it is. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const running = await serve(config, openLog(config.logLevel));
  const secret = await prepareSetUp(running.database);
  if (secret) process.stdout.write(`${running.url}/set-up#${secret}\n`);
  setInterval(() => {
    (globalThis as { gc?: () => void }).gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo();
    const { rooms, builtDocuments, connections } = running.rooms.metrics();
    const vitals: Vitals = {
      vitals: true,
      heapMiB: heapUsed / MIB,
      externalMiB: external / MIB,
      timers: resources.filter((kind) => kind === 'Timeout' || kind === 'Immediate').length,
      resources: resources.length,
      rooms,
      built: builtDocuments,
      connections,
    };
    process.stdout.write(`${JSON.stringify(vitals)}\n`);
  }, EVERY_MS);
}

if (process.argv[1]?.endsWith('watched-server.ts')) await main();
