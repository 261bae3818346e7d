import { Problem } from '@concordance/shared/problems';
import type { SetState, Signed } from '@concordance/shared/sets/rules';
import type { SigningOrder } from '@concordance/shared/sets/schema';
import type { Reader, Transaction } from '../storage/database.ts';
import type { SetTable, SignOffTable } from '../storage/tables.ts';

/** `SET-7` or `set-7` as a number; null for anything else. */
function numberOf(text: string): number | null {
  const match = /^set-(\d{1,9})$/i.exec(text);
  return match ? Number(match[1]) : null;
}

/** A set by id or spoken reference. Throws `not-found`; one of another programme is not found either. */
export async function findSet(reader: Reader, programmeId: string, idOrRef: string): Promise<SetTable> {
  const number = numberOf(idOrRef);
  const query = reader.selectFrom('sets').selectAll().where('programme_id', '=', programmeId);
  const row = await (number === null ? query.where('id', '=', idOrRef) : query.where('number', '=', number)).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/** The same, locked until the transaction ends: acts on one set come one after the other. */
export async function lockSet(tx: Transaction, programmeId: string, idOrRef: string): Promise<SetTable> {
  const { id } = await findSet(tx, programmeId, idOrRef);
  return tx
    .updateTable('sets')
    .set((from) => ({ version: from.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The lists of a set, in their order. */
export interface SetLists {
  readonly items: readonly string[];
  readonly addressees: readonly string[];
  readonly approvers: readonly string[];
}

/** The lists of many sets in three queries. */
export async function listsOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, SetLists>> {
  if (ids.length === 0) return new Map();
  const items = await reader
    .selectFrom('set_items')
    .select(['set_id', 'recommendation_id as id'])
    .where('set_id', 'in', ids)
    .orderBy('position')
    .execute();
  const addressees = await reader
    .selectFrom('set_addressees')
    .select(['set_id', 'body_id as id'])
    .where('set_id', 'in', ids)
    .orderBy('position')
    .execute();
  const approvers = await reader
    .selectFrom('set_approvers')
    .select(['set_id', 'user_id as id'])
    .where('set_id', 'in', ids)
    .orderBy('position')
    .execute();
  const of = (rows: readonly { readonly set_id: string; readonly id: string }[], set: string) =>
    rows.filter((row) => row.set_id === set).map((row) => row.id);
  return new Map(ids.map((id) => [id, { items: of(items, id), addressees: of(addressees, id), approvers: of(approvers, id) }]));
}

export async function listsOfOne(reader: Reader, id: string): Promise<SetLists> {
  return (await listsOf(reader, [id])).get(id) ?? { items: [], addressees: [], approvers: [] };
}

/** The signatures of a round, in the order they were given. */
export async function signOffsOf(reader: Reader, setId: string, round: number): Promise<readonly SignOffTable[]> {
  return reader
    .selectFrom('sign_offs')
    .selectAll()
    .where('set_id', '=', setId)
    .where('round', '=', round)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** A stored set as the machine knows it. */
export function toState(row: SetTable, lists: SetLists, signed: readonly Signed[]): SetState {
  const edition = row.edition;
  switch (row.state) {
    case 'in-approval': {
      const round = { approvers: lists.approvers, quorum: row.quorum, order: row.signing_order as SigningOrder };
      return { kind: 'in-approval', edition, round, signed };
    }
    case 'approved':
    case 'delivered':
      if (edition === null) throw new Error(`set ${row.id} is ${row.state} without an edition`);
      return { kind: row.state, edition };
    case 'superseded':
      return { kind: 'superseded', edition: edition ?? 0, by: row.superseded_by ?? '' };
    case 'withdrawn':
      return { kind: 'withdrawn', edition };
    default:
      return { kind: 'draft', edition };
  }
}

/** Writes where a set stands now; `version` grows. */
export async function saveState(
  tx: Transaction,
  row: SetTable,
  state: SetState,
  why: { readonly reason: string; readonly by: string; readonly at: string; readonly round?: number },
): Promise<void> {
  await tx
    .updateTable('sets')
    .set({
      state: state.kind,
      edition: state.edition,
      superseded_by: state.kind === 'superseded' ? state.by : null,
      state_reason: why.reason,
      state_at: why.at,
      state_by: why.by,
      round: why.round ?? row.round,
      version: row.version + 1,
      updated_at: why.at,
      updated_by: why.by,
    })
    .where('id', '=', row.id)
    .execute();
}

/** Who leads the programme at this moment and can still come in, and how many may draft. */
export async function teamOf(
  reader: Reader,
  programmeId: string,
  now: string,
): Promise<{ readonly leads: ReadonlyMap<string, string>; readonly team: number }> {
  const rows = await reader
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'role'])
    .where('programme_id', '=', programmeId)
    .where('disabled', '=', 0)
    .where('role', 'in', ['lead', 'researcher'])
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .execute();
  return { leads: new Map(rows.filter((row) => row.role === 'lead').map((row) => [row.id, row.name])), team: rows.length };
}
