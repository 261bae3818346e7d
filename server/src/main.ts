import process from 'node:process';
import { ConfigError, readConfig } from './config.ts';
import { prepareSetUp } from './identity/accounts.ts';
import { openLog, type Running, serve } from './serve.ts';

/** Ends cleanly on the signals of a terminal and of a supervisor; a second one ends at once. */
export function stopOnSignals(running: Running): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      running.close().then(() => process.exit(0), () => process.exit(1));
    });
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const running = await serve(config, openLog(config));
  stopOnSignals(running);
  const secret = await prepareSetUp(running.database);
  process.stdout.write(`Concordance is ready at ${running.url}\n`);
  if (secret) process.stdout.write(`Set it up here (the link works once): ${running.url}/set-up#${secret}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Concordance could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
