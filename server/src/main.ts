import process from 'node:process';
import { ConfigError, readConfig } from './config.ts';
import { prepareSetUp } from './identity/accounts.ts';
import { openLog } from './operations/log.ts';
import { serve } from './serve.ts';
import { stopOnSignals } from './stop.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const running = await serve(config, openLog(config.logLevel));
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
