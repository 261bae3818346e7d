import { Problem } from '@concordance/shared/problems';
import { isOpen, type TableState } from '@concordance/shared/roundtables/rules';
import type { Act } from '../registers/actions.ts';
import type { Transaction } from '../storage/database.ts';
import type { RoundTableTable } from '../storage/tables.ts';
import { tellTable } from './changes.ts';
import { findSeated, findTable, lockTable } from './store.ts';
import type { TableWorld } from './world.ts';

/** Does something at a table that is open, and tells all its screens. Throws `table-not-open`. */
async function atOpenTable(world: TableWorld, tableId: string, act: (tx: Transaction, at: string) => Promise<void>): Promise<void> {
  const row = await world.database.write(async (tx): Promise<RoundTableTable> => {
    const table = await lockTable(tx, tableId);
    const at = world.now().toISOString();
    if (!isOpen({ state: table.state as TableState, closesAt: table.closes_at }, at)) throw new Problem('table-not-open');
    await act(tx, at);
    return table;
  });
  tellTable(world, row);
}

/** Puts an item on the screens of those who follow the chair, and starts its clock; null takes it off. */
export async function showItem(world: TableWorld, act: Act, idOrRef: string, itemId: string | null): Promise<void> {
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  await atOpenTable(world, table.id, async (tx, at) => {
    if (itemId !== null) {
      const item = await tx
        .selectFrom('agenda_items')
        .select('id')
        .where('id', '=', itemId)
        .where('table_id', '=', table.id)
        .executeTakeFirst();
      if (!item) throw new Problem('not-found');
    }
    const current = { current_item_id: itemId, current_since: itemId === null ? null : at };
    await tx.updateTable('round_tables').set(current).where('id', '=', table.id).execute();
  });
}

/** Asks for the floor. Asking twice keeps the first place. */
export async function raiseHand(world: TableWorld, act: Act, idOrRef: string): Promise<void> {
  const { table, seat } = await findSeated(world.database.reader, act.programmeId, idOrRef, act.userId);
  await atOpenTable(world, table.id, async (tx, at) => {
    await tx
      .insertInto('speakers')
      .values({ table_id: table.id, seat_id: seat.id, state: 'waiting', since: at })
      .onConflict((conflict) => conflict.columns(['table_id', 'seat_id']).doNothing())
      .execute();
  });
}

export async function lowerHand(world: TableWorld, act: Act, idOrRef: string): Promise<void> {
  const { table, seat } = await findSeated(world.database.reader, act.programmeId, idOrRef, act.userId);
  await atOpenTable(world, table.id, async (tx) => {
    await tx.deleteFrom('speakers').where('table_id', '=', table.id).where('seat_id', '=', seat.id).execute();
  });
}

/** The chair gives somebody the floor, which takes it from whoever had it, or takes them off the list. */
export async function moveSpeaker(world: TableWorld, act: Act, idOrRef: string, number: number, to: 'speaking' | 'done'): Promise<void> {
  // What is no number at all is nobody's.
  if (!Number.isInteger(number) || number > 100_000) throw new Problem('not-found');
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  await atOpenTable(world, table.id, async (tx, at) => {
    const here = tx.selectFrom('speakers').innerJoin('seats', 'seats.id', 'speakers.seat_id').select('seat_id');
    const asked = await here.where('speakers.table_id', '=', table.id).where('number', '=', number).executeTakeFirst();
    if (!asked) throw new Problem('not-found');
    const seatId = asked.seat_id;
    const done = tx.deleteFrom('speakers').where('table_id', '=', table.id);
    if (to === 'done') {
      await done.where('seat_id', '=', seatId).execute();
      return;
    }
    await done.where('state', '=', 'speaking').where('seat_id', '!=', seatId).execute();
    await tx
      .updateTable('speakers')
      .set({ state: 'speaking', since: at })
      .where('table_id', '=', table.id)
      .where('seat_id', '=', seatId)
      .execute();
  });
}
