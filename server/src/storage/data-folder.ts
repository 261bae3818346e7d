import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';

const LOCK = 'server.lock';
const OWNER_ONLY = 0o600;

/** Makes a data folder where absent, open to nobody but the account of the server. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Makes a file of the data folder where absent. What SQLite puts beside its file has the rights of the file. */
export function makeDataFile(file: string): void {
  closeSync(openSync(file, 'a', OWNER_ONLY));
}

/**
 * Holds a data folder for this process: two servers on one folder would each keep texts of their own. The lock is the
 * operating system's, on a database with nothing in it, so that it ends with the process however that ends. Throws a
 * sentence that names the folder while another process holds it.
 */
export function holdDataFolder(folder: string): { release(): void } {
  makeDataFolder(folder);
  const file = join(folder, LOCK);
  makeDataFile(file);
  const lock = new BetterSqlite(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(
      `another server works on the data folder ${resolve(folder)}. Stop that one first, or name another folder in CONCORDANCE_DATA.`,
    );
  }
  return { release: () => void lock.close() };
}

/** Removes everything from a data folder that no server works on; throws like `holdDataFolder`. */
export function emptyDataFolder(folder: string): void {
  const hold = holdDataFolder(folder);
  for (const name of readdirSync(folder)) if (name !== LOCK) rmSync(join(folder, name), { recursive: true, force: true });
  hold.release();
}
