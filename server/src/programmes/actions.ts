import type { ProgrammeId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Programme } from '@concordance/shared/programmes/schema';
import { newId } from '../ids.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import type { ProgrammeTable } from '../storage/tables.ts';
import { programmeColumns, toProgramme } from './store.ts';

export type ProgrammeValues = Omit<Programme, 'id' | 'version' | 'createdAt'>;

/** Throws `invalid` for years that end before they begin, at the field that was changed. */
function requireYearsInOrder(row: Pick<ProgrammeTable, 'first_year' | 'last_year'>, firstChanged = false): void {
  const { first_year: first, last_year: last } = row;
  if (first === null || last === null || first <= last) return;
  const field = firstChanged
    ? ({ path: 'changes.firstYear', rule: 'too-big', limit: last } as const)
    : ({ path: 'lastYear', rule: 'too-small', limit: first } as const);
  throw new Problem('invalid', { fields: [field] });
}

/** Creates a programme; who creates it becomes its first lead, and the record says so. */
export async function createProgramme(world: RegisterWorld, userId: string, draft: ProgrammeValues): Promise<Programme> {
  const id = newId<ProgrammeId>();
  const at = world.now().toISOString();
  return world.journal.change(async (tx, note) => {
    const row = { ...(programmeColumns(draft) as ProgrammeTable), id, version: 1, created_at: at };
    requireYearsInOrder(row);
    await tx.insertInto('programmes').values(row).execute();
    await tx
      .insertInto('memberships')
      .values({ programme_id: id, user_id: userId, role: 'lead', joined_at: at, expires_at: null })
      .execute();
    await note({ programmeId: id, kind: 'programme', id, ref: '', title: draft.shortTitle, version: 1, action: 'created', by: userId });
    return toProgramme(row);
  });
}

/** Changes some facts of a programme. Throws `stale-version` with the programme as it is now, `invalid`. */
export async function changeProgramme(
  world: RegisterWorld,
  programmeId: string,
  userId: string,
  version: number,
  changes: Partial<ProgrammeValues>,
): Promise<Programme> {
  return world.journal.change(async (tx, note) => {
    const saved = await tx
      .updateTable('programmes')
      .set({ ...programmeColumns(changes), version: version + 1 })
      .where('id', '=', programmeId)
      .where('version', '=', version)
      .executeTakeFirst();
    const row = await tx.selectFrom('programmes').selectAll().where('id', '=', programmeId).executeTakeFirstOrThrow();
    if (saved.numUpdatedRows !== 1n) throw new Problem('stale-version', { current: toProgramme(row) });
    if (changes.firstYear !== undefined || changes.lastYear !== undefined) requireYearsInOrder(row, changes.lastYear === undefined);
    await note({
      programmeId,
      kind: 'programme',
      id: programmeId,
      ref: '',
      title: row.short_title,
      version: row.version,
      action: 'changed',
      by: userId,
      fields: Object.keys(changes),
    });
    return toProgramme(row);
  });
}
