import type { RecordKind } from '@concordance/shared/ids';
import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Change, Journal } from '../events/journal.ts';
import type { SharedAnswers } from '../events/shared-answers.ts';
import { newId } from '../ids.ts';
import type { Reading } from '../reading/port.ts';
import type { Database, Transaction } from '../storage/database.ts';
import { namedIn, refuseCycles, requireMembers, requireNameable, saveMentions, TABLE_OF } from './mentions.ts';
import type { Draft, Register, Row } from './register.ts';
import { foldedWords, fromColumns, toColumns } from './rows.ts';
import { type AnyRecord, findRow, nextNumber, toRecords } from './store.ts';
import { usedIn } from './usage.ts';

/** What an act on a register needs to know of the world. */
export interface RegisterWorld {
  readonly database: Database;
  readonly journal: Journal;
  readonly answers: SharedAnswers;
  readonly reading: Reading;
  readonly now: () => Date;
}

/** Where and by whom. */
export interface Act {
  readonly programmeId: string;
  readonly userId: string;
}

/** Creates a record with the next reference of its kind. `extra` are columns that the draft does not name. */
export async function createRecord(
  world: RegisterWorld,
  register: Register,
  act: Act,
  draft: Draft,
  extra?: (tx: Transaction, id: string) => Promise<Readonly<Record<string, unknown>>>,
): Promise<AnyRecord> {
  const row = await world.journal.change(async (tx, note) => {
    const named = namedIn(register, draft);
    await requireNameable(tx, act.programmeId, named, null);
    await requireMembers(tx, act.programmeId, register, draft);
    const id = newId();
    const number = await nextNumber(tx, act.programmeId, register.kind);
    const at = world.now().toISOString();
    const columns = {
      id,
      programme_id: act.programmeId,
      number,
      version: 1,
      folded: foldedWords(register, number, draft),
      created_at: at,
      updated_at: at,
      updated_by: act.userId,
      archived_at: null,
      ...toColumns(register, draft),
      ...(await extra?.(tx, id)),
    };
    // The columns of a table are those its register declares; the compiler cannot follow that through a union of tables.
    await tx
      .insertInto(register.table)
      .values(columns as never)
      .execute();
    await saveMentions(tx, act.programmeId, { kind: register.kind, id }, named);
    await note(changeOf(register, act, { id, number, title: String(draft['title']), version: 1 }, 'created'));
    return findRow(tx, register, act.programmeId, id);
  });
  return one(world, register, row);
}

/**
 * Changes some fields of the version the writer saw. Throws `stale-version` with the record as it is now when somebody
 * was faster, `archived` when it, or what it is newly to name, must be restored first. `extra` are columns that the changes
 * do not name; it may also refuse what may not be done to the record as it stands.
 */
export async function changeRecord(
  world: RegisterWorld,
  register: Register,
  act: Act,
  idOrRef: string,
  version: number,
  changes: Draft,
  extra?: (tx: Transaction, row: Row) => Promise<Readonly<Record<string, unknown>>>,
): Promise<AnyRecord> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await findRow(tx, register, act.programmeId, idOrRef);
    if (row.version !== version) return { stale: row };
    if (row.archived_at !== null) throw new Problem('archived');
    const named = namedIn(register, changes);
    await requireNameable(tx, act.programmeId, named, row.id);
    await requireMembers(tx, act.programmeId, register, changes);
    await refuseCycles(tx, register, row.id, changes);
    const after = { ...fromColumns(register, row), ...changes };
    const columns = { ...toColumns(register, changes), ...(await extra?.(tx, row)), folded: foldedWords(register, row.number, after) };
    if (!(await saveVersion(tx, register, row, columns, act.userId, world.now()))) return { stale: row };
    await saveMentions(tx, act.programmeId, { kind: register.kind, id: row.id }, named);
    const fields = [...Object.keys(changes)];
    await note({ ...changeOf(register, act, { ...row, title: String(after['title']), version: version + 1 }, 'changed'), fields });
    return { row: await findRow(tx, register, act.programmeId, row.id) };
  });
  if (outcome.stale) throw await stale(world, register, act.programmeId, outcome.stale.id);
  return one(world, register, outcome.row);
}

/** Archives: out of lists and pickers, still there for what was written before. Throws `in-use` while something links to it. */
export async function archiveRecord(
  world: RegisterWorld,
  register: Register,
  act: Act,
  idOrRef: string,
  version: number,
): Promise<AnyRecord> {
  return setArchived(world, register, act, idOrRef, version, true);
}

export async function restoreRecord(
  world: RegisterWorld,
  register: Register,
  act: Act,
  idOrRef: string,
  version: number,
): Promise<AnyRecord> {
  return setArchived(world, register, act, idOrRef, version, false);
}

async function setArchived(
  world: RegisterWorld,
  register: Register,
  act: Act,
  idOrRef: string,
  version: number,
  archive: boolean,
): Promise<AnyRecord> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await findRow(tx, register, act.programmeId, idOrRef);
    if (row.version !== version) return { stale: row };
    if (archive) {
      const places = await usedIn(tx, act.programmeId, row.id);
      const live = await onlyLive(tx, places);
      if (live.length > 0)
        throw new Problem('in-use', { places: [...new Set(live.map((place) => `${place.ref} ${place.title}`))].slice(0, 20) });
    }
    const archived = { archived_at: archive ? world.now().toISOString() : null };
    if (!(await saveVersion(tx, register, row, archived, act.userId, world.now()))) return { stale: row };
    await note(changeOf(register, act, { ...row, version: version + 1 }, archive ? 'archived' : 'restored'));
    return { row: await findRow(tx, register, act.programmeId, row.id) };
  });
  if (outcome.stale) throw await stale(world, register, act.programmeId, outcome.stale.id);
  return one(world, register, outcome.row);
}

/** Places that are themselves archived do not keep a record alive. */
async function onlyLive<Place extends { readonly kind: RecordKind; readonly id: string }>(
  tx: Transaction,
  places: readonly Place[],
): Promise<readonly Place[]> {
  const live = new Set<string>();
  for (const [kind, some] of Map.groupBy(places, (place) => place.kind)) {
    const rows = await tx
      .selectFrom(TABLE_OF[kind])
      .select('id')
      .where(
        'id',
        'in',
        some.map((place) => place.id),
      )
      .where('archived_at', 'is', null)
      .execute();
    for (const row of rows) live.add(row.id);
  }
  return places.filter((place) => live.has(place.id));
}

/** Writes only if the version is still the one that was read; two writers on PostgreSQL may both have read it. */
export async function saveVersion(
  tx: Transaction,
  register: Register,
  row: Row,
  columns: Readonly<Record<string, unknown>>,
  userId: string,
  now: Date,
): Promise<boolean> {
  const values = { ...columns, version: row.version + 1, updated_at: now.toISOString(), updated_by: userId };
  const saved = await tx
    .updateTable(register.table)
    .set(values as never)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return saved.numUpdatedRows === 1n;
}

/** The line that the feed and the activity page get. */
export function changeOf(
  register: Register,
  act: Act,
  record: { readonly id: string; readonly number: number; readonly title: string; readonly version: number },
  action: Change['action'],
): Change {
  return {
    programmeId: act.programmeId,
    kind: register.kind,
    id: record.id,
    ref: reference(register.kind, record.number),
    title: record.title,
    version: record.version,
    action,
    by: act.userId,
  };
}

/** The record as it is now, inside the problem that says so. */
export async function stale(world: RegisterWorld, register: Register, programmeId: string, id: string): Promise<Problem> {
  const row = await findRow(world.database.reader, register, programmeId, id);
  return new Problem('stale-version', { current: await one(world, register, row) });
}

export async function one(world: RegisterWorld, register: Register, row: Row): Promise<AnyRecord> {
  const [record] = await toRecords(world.database.reader, register, [row]);
  if (!record) throw new Problem('not-found');
  return record;
}
