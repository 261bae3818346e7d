import { rmSync } from 'node:fs';
import process from 'node:process';
import { type Config, ConfigError, readConfig } from './config.ts';
import { invite } from './identity/invitations.ts';
import { argon2Passwords } from './identity/passwords.ts';
import { newSecret } from './ids.ts';
import { openLog } from './operations/log.ts';
import { loadSample } from './sample/load.ts';
import { SAMPLE_PEOPLE } from './sample/people.ts';
import { openDatabase, type Running, serve } from './serve.ts';
import { stopOnSignals } from './stop.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The demonstration keeps to a folder of its own, never to the real data and never to a shared database. */
function demoConfig(): Config {
  return readConfig({ CONCORDANCE_DATA: 'demo-data', ...process.env, DATABASE_URL: undefined });
}

/** Loads the sample into an empty database; false where there is a programme already, which stays as it is. */
async function fill(config: Config, password: string): Promise<boolean> {
  const database = await openDatabase(config);
  const kept = await database.reader.selectFrom('programmes').select('id').limit(1).executeTakeFirst();
  if (kept) {
    await database.close();
    return false;
  }
  say('Loading the sample programme …');
  const began = performance.now();
  const { counts } = await loadSample(database, {
    passwordHash: await argon2Passwords().hash(password),
    onProgress: (kind, count) => process.stdout.write(`  ${kind} ${count}\n`),
  });
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  say(`Loaded ${total} records and links in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  await database.close();
  return true;
}

/** An invitation for a guest, by the programme's lead. */
async function guestLink(running: Running): Promise<string> {
  const lead = await running.database.reader
    .selectFrom('memberships')
    .select(['programme_id', 'user_id'])
    .where('role', '=', 'lead')
    .orderBy('joined_at')
    .executeTakeFirstOrThrow();
  const { token } = await invite(running.identity, lead.programme_id, lead.user_id, {
    role: 'participant',
    days: 30,
    note: 'demonstration',
  });
  return `${running.url}/invitation#${token}`;
}

async function main(): Promise<void> {
  const config = demoConfig();
  const password = process.env['CONCORDANCE_DEMO_PASSWORD'] ?? newSecret().slice(0, 16);
  if (!process.argv.includes('--keep')) rmSync(config.data, { recursive: true, force: true });
  const filled = await fill(config, password);
  const running = await serve(config, openLog(config.logLevel));
  stopOnSignals(running);
  say(`\nConcordance is ready at ${running.url}\n`);
  say('Sign in as any of');
  for (const person of SAMPLE_PEOPLE) say(`  ${person.email}  ${person.role}`);
  say(filled ? `with the password  ${password}` : 'with the password of the first start.');
  say(`A guest of a round table comes by  ${await guestLink(running)}\n`);
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError
      ? error.message
      : `The demonstration could not start: ${error instanceof Error ? error.message : String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
