import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type FileVerdict, verifyFile } from '@concordance/shared/editions/verify';
import { verifyDatabase } from './audit/verify.ts';
import { readConfig } from './config.ts';
import { sha256 } from './fingerprint.ts';
import { openPostgres, openSqlite } from './storage/database.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const WHY: Readonly<Record<Extract<FileVerdict, { kind: 'altered' }>['why'], string>> = {
  'not-json': 'it is not JSON',
  'not-edition': 'it is not an edition of Concordance',
  'unknown-rule': 'it was made by a rule that this program does not know',
  'not-canonical': 'it is not written as it was issued: something was added, left out or laid out anew',
  hash: 'what it says does not have the fingerprint it names',
  substance: 'its text is not the one that was signed',
  'sign-offs': 'it lacks signatures, or has some that stand under another text',
  seals: 'a name in it does not fit its seal',
};

/** Checks one edition file, without a server and without a network. */
function checkFile(path: string): boolean {
  const verdict = verifyFile(readFileSync(path, 'utf8'), sha256);
  if (verdict.kind === 'altered') {
    say(`${path} is NOT as it was issued: ${WHY[verdict.why]}.`);
    return false;
  }
  const { substance, approval } = verdict.edition;
  say(`${path} is whole: ${substance.set.ref}, edition ${substance.edition}, “${substance.set.title}”.`);
  say(`  fingerprint  ${verdict.sha256}`);
  say(`  approved     ${approval.at}`);
  for (const one of approval.signOffs) say(`  signed       ${one.name}, ${one.at}${one.dissent === '' ? '' : ', with dissent'}`);
  say('Whether it was issued, and still counts, the server that issued it says at /verify.');
  return true;
}

/** Checks everything in a data folder, or in the database of `DATABASE_URL`, that must never change. */
async function checkData(): Promise<boolean> {
  const config = readConfig(process.env);
  if (!config.databaseUrl && !existsSync(join(config.data, 'concordance.sqlite'))) {
    say(`There is no data in ${config.data}. Name the folder in CONCORDANCE_DATA.`);
    return false;
  }
  const database = config.databaseUrl ? openPostgres(config.databaseUrl) : openSqlite(config.data);
  try {
    const { broken, ...counts } = await verifyDatabase(database.reader);
    if (broken) say(`BROKEN: ${broken.table}: ${broken.record} ${broken.why}.`);
    else say(`All whole: ${counts.entries} entries of the audit, ${counts.editions} editions, ${counts.signOffs} signatures.`);
    return broken === null;
  } finally {
    await database.close();
  }
}

async function main(): Promise<void> {
  const files = process.argv.slice(2);
  const sound = files.length > 0 ? files.map(checkFile).every(Boolean) : await checkData();
  process.exitCode = sound ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`This could not be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
