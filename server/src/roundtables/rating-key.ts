import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '../storage/data-folder.ts';

const BYTES = 32;

/**
 * The key that keeps answers apart from people. It lives beside the database and never in it. Many processes on one
 * database must be given the same one by the configuration (64 hexadecimal digits); a single one makes its own.
 */
export function ratingKey(configured: string | null, folder: string): Uint8Array {
  if (configured !== null) return Buffer.from(configured, 'hex');
  const file = join(folder, 'rating.key');
  makeDataFolder(folder);
  try {
    writeFileSync(file, randomBytes(BYTES).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
