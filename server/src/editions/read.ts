import type { ReadableEdition, VerifyAnswer } from '@concordance/shared/editions/schema';
import { setReference } from '@concordance/shared/sets/schema';
import { findSet } from '../sets/store.ts';
import type { Reader } from '../storage/database.ts';
import type { EditionTable } from '../storage/tables.ts';
import { disclosuresOf, documentOf, editionLines, findEdition } from './store.ts';

/** An edition with where it stands. Throws `not-found`. */
export async function readEdition(
  reader: Reader,
  programmeId: string,
  idOrRef: string,
  number: number,
): Promise<{ readonly row: EditionTable; readonly ref: string; readonly readable: ReadableEdition }> {
  const set = await findSet(reader, programmeId, idOrRef);
  const row = await findEdition(reader, set.id, number);
  const lines = (await editionLines(reader, [set.id])).get(set.id) ?? [];
  const line = lines.find((one) => one.number === number);
  const current = lines.findLast((one) => one.state === 'approved' || one.state === 'delivered');
  const readable: ReadableEdition = {
    number,
    sha256: row.sha256,
    edition: documentOf(row),
    disclosures: { ...(await disclosuresOf(reader, row.id)) },
    state: line?.state ?? 'approved',
    deliveredOn: line?.deliveredOn ?? null,
    deliveredTo: line?.deliveredTo ?? '',
    reason: line?.reason ?? '',
    current: current?.number ?? null,
  };
  return { row, ref: setReference(set.number), readable };
}

/** What anybody may know of a fingerprint: nothing about what it is the fingerprint of. */
export async function standingOf(reader: Reader, sha256: string): Promise<VerifyAnswer['standing']> {
  const row = await reader.selectFrom('editions').select(['set_id', 'number']).where('sha256', '=', sha256).executeTakeFirst();
  if (!row) return 'unknown';
  const last = await reader
    .selectFrom('edition_events')
    .select('kind')
    .where('set_id', '=', row.set_id)
    .where('edition', '=', row.number)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.kind === 'superseded' || last?.kind === 'withdrawn' ? last.kind : 'current';
}
