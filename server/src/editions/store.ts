import type { Disclosure, EditionDocument } from '@concordance/shared/editions/schema';
import { editionFileText } from '@concordance/shared/editions/verify';
import { Problem } from '@concordance/shared/problems';
import type { EditionLine } from '@concordance/shared/sets/schema';
import { newId } from '../ids.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { EditionEventTable, EditionTable } from '../storage/tables.ts';

type EventKind = EditionLine['state'];

/** The editions of sets, oldest first, each with where it stands. */
export async function editionLines(reader: Reader, setIds: readonly string[]): Promise<ReadonlyMap<string, readonly EditionLine[]>> {
  if (setIds.length === 0) return new Map();
  const editions = await reader
    .selectFrom('editions')
    .select(['set_id', 'number', 'sha256', 'approved_at'])
    .where('set_id', 'in', setIds)
    .orderBy('number')
    .execute();
  const events = await reader.selectFrom('edition_events').selectAll().where('set_id', 'in', setIds).orderBy('step').execute();
  const lines = editions.map((row) => {
    const mine = events.filter((event) => event.set_id === row.set_id && event.edition === row.number);
    return { setId: row.set_id, line: toLine(row, mine) };
  });
  return new Map(setIds.map((id) => [id, lines.filter((one) => one.setId === id).map((one) => one.line)]));
}

function toLine(row: Pick<EditionTable, 'number' | 'sha256' | 'approved_at'>, events: readonly EditionEventTable[]): EditionLine {
  const last = events.at(-1);
  const delivered = events.findLast((event) => event.kind === 'delivered');
  return {
    number: row.number,
    sha256: row.sha256,
    approvedAt: row.approved_at,
    state: (last?.kind ?? 'approved') as EventKind,
    deliveredOn: delivered?.on_day ?? null,
    deliveredTo: delivered?.to_whom ?? '',
    reason: last?.reason ?? '',
  };
}

/** One step in the life of an edition; returns the row as it was written. */
export async function addEvent(
  tx: Transaction,
  of: { readonly programmeId: string; readonly setId: string; readonly edition: number },
  event: { readonly kind: EventKind; readonly at: string; readonly by: string } & Partial<
    Record<'onDay' | 'toWhom' | 'reference' | 'reason', string>
  >,
): Promise<EditionEventTable> {
  const last = await tx
    .selectFrom('edition_events')
    .select('step')
    .where('set_id', '=', of.setId)
    .where('edition', '=', of.edition)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row: EditionEventTable = {
    id: newId(),
    programme_id: of.programmeId,
    set_id: of.setId,
    edition: of.edition,
    step: (last?.step ?? 0) + 1,
    kind: event.kind,
    at: event.at,
    by_id: event.by,
    on_day: event.onDay ?? null,
    to_whom: event.toWhom ?? '',
    reference: event.reference ?? '',
    reason: event.reason ?? '',
  };
  await tx.insertInto('edition_events').values(row).execute();
  return row;
}

/** An edition of a set. Throws `not-found`. */
export async function findEdition(reader: Reader, setId: string, number: number): Promise<EditionTable> {
  const row = await reader.selectFrom('editions').selectAll().where('set_id', '=', setId).where('number', '=', number).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

export function documentOf(row: Pick<EditionTable, 'document'>): EditionDocument {
  return JSON.parse(row.document) as EditionDocument;
}

/** The words behind an edition's seals that may be shown today. */
export async function disclosuresOf(reader: Reader, editionId: string): Promise<Readonly<Record<string, Disclosure>>> {
  const rows = await reader.selectFrom('edition_disclosures').selectAll().where('edition_id', '=', editionId).execute();
  return Object.fromEntries(rows.map((row) => [row.seal, { salt: row.salt, value: JSON.parse(row.value) }]));
}

/** The file of an edition, to the byte. */
export async function fileOf(reader: Reader, row: EditionTable): Promise<string> {
  const disclosures = await disclosuresOf(reader, row.id);
  return editionFileText({ disclosures, edition: documentOf(row), sha256: row.sha256 });
}
