import process from 'node:process';
import { tableLinkDraft } from '@concordance/shared/roundtables/schema';
import { type Config, ConfigError, readConfig } from './config.ts';
import { argon2Passwords } from './identity/passwords.ts';
import { newSecret } from './ids.ts';
import { openLog } from './operations/log.ts';
import { moveTable } from './roundtables/actions.ts';
import { makeLink } from './roundtables/seats.ts';
import { loadSample } from './sample/load.ts';
import { SAMPLE_PEOPLE } from './sample/people.ts';
import { openDatabase, type Running, serve } from './serve.ts';
import { stopOnSignals } from './stop.ts';
import { emptyDataFolder } from './storage/data-folder.ts';

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

/**
 * A link for the guests of the sample's round table. The sample plans it; here its lead opens it, so that whoever follows
 * the link can read, speak and rate at once.
 */
async function guestLink({ url, tables }: Running): Promise<string | null> {
  const table = await tables.database.reader.selectFrom('round_tables').selectAll().orderBy('created_at').executeTakeFirst();
  // Data kept from before there were round tables.
  if (!table) return null;
  const act = { programmeId: table.programme_id, userId: table.created_by };
  if (table.state === 'planned') await moveTable(tables, act, table.id, table.version, 'open');
  const { token } = await makeLink(tables, act, table.id, tableLinkDraft.parse({ kind: 'shared' }));
  return `${url}/join#${token}`;
}

async function main(): Promise<void> {
  const config = demoConfig();
  const password = process.env['CONCORDANCE_DEMO_PASSWORD'] ?? newSecret().slice(0, 16);
  if (!process.argv.includes('--keep')) emptyDataFolder(config.data);
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
