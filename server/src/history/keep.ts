import type { VersionCause } from '@concordance/shared/history/schema';
import { Problem } from '@concordance/shared/problems';
import { isUniqueViolation } from '../storage/database.ts';
import { baseOf, pack } from './pack.ts';
import type { HistoryWorld } from './ports.ts';
import { lastVersion, readOwners, stateJson, writersBetween } from './store.ts';

/** Why a version is kept, and by whom; null where nobody asked for it. */
export interface Occasion {
  readonly cause: VersionCause;
  readonly by: string | null;
  readonly name?: string;
  readonly note?: string;
}

/** These are kept only where the text is another than in the version before. */
const ONLY_NEW: ReadonlySet<VersionCause> = new Set(['rest', 'visit', 'before-restore']);
/** Two processes may keep the same number at once; the slower takes the next. */
const TRIES = 5;

export interface Kept {
  readonly number: number;
  /** False where the newest version said the same already. */
  readonly fresh: boolean;
}

/** Keeps a text as it stands. Throws `not-found` for a document that does not exist. */
export async function keepVersion(world: HistoryWorld, documentId: string, occasion: Occasion): Promise<Kept> {
  for (let left = TRIES; ; left--) {
    try {
      return await keepOnce(world, documentId, occasion);
    } catch (error) {
      if (left === 1 || !isUniqueViolation(error)) throw error;
    }
  }
}

async function keepOnce(world: HistoryWorld, documentId: string, { cause, by, name = '', note = '' }: Occasion): Promise<Kept> {
  const { reader } = world.database;
  // Read before the text: what is read holds at least this much.
  const document = await reader.selectFrom('documents').select('seq').where('id', '=', documentId).executeTakeFirst();
  if (!document) throw new Problem('not-found');
  const seq = Number(document.seq);
  const last = await lastVersion(reader, documentId);
  if (last && Number(last.seq) === seq && ONLY_NEW.has(cause)) return { number: last.number, fresh: false };
  const [update, owners] = await Promise.all([world.texts.read(documentId), readOwners(reader, documentId)]);
  if (!update) throw new Problem('not-found');
  const read = await world.states.read(update, owners);
  if (last && last.hash === read.hash && ONLY_NEW.has(cause)) return { number: last.number, fresh: false };
  const number = last ? last.number + 1 : 0;
  const base = baseOf(number);
  const packed = await pack(read.json, base === null ? null : await stateJson(reader, documentId, base));
  const writers = await writersBetween(reader, documentId, Number(last?.seq ?? 0), seq);
  const row = {
    document_id: documentId,
    number,
    at: world.now().toISOString(),
    seq,
    cause,
    name,
    note,
    by_id: by,
    writers: JSON.stringify(writers),
    words: read.words,
    hash: read.hash,
    size: Buffer.byteLength(read.json),
    bytes: packed.bytes,
    checksum: packed.checksum,
  };
  await world.database.write((tx) => tx.insertInto('versions').values(row).execute());
  return { number, fresh: true };
}
