import type { Role } from '@concordance/shared/identity/schema';
import { type AttributionRule, isOpen, maySeeTable, mayTakePart, type TableState } from '@concordance/shared/roundtables/rules';
import { tableReference } from '@concordance/shared/roundtables/schema';
import type { Reader, Transaction } from '../storage/database.ts';

/** A table as remarks need to know it. */
export interface TableAtHand {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly rule: AttributionRule;
  readonly open: boolean;
  /** Recommendations on its agenda. */
  readonly agenda: ReadonlySet<string>;
  /** Who has or had a seat, and the organisation they gave; who is not in here is no guest. */
  readonly organisations: ReadonlyMap<string, string>;
  /** What somebody may do at it: see what was said, and speak. */
  readonly partOf: (who: { readonly userId: string; readonly role: Role }) => {
    readonly mayAttend: boolean;
    readonly mayTakePart: boolean;
  };
}

/** What other rooms may ask about round tables. */
export interface TableGate {
  /** Tables of a programme by id; unknown ids are absent. */
  tables(reader: Reader, programmeId: string, ids: readonly string[]): Promise<ReadonlyMap<string, TableAtHand>>;
  /** Ids of the tables that a participant may see. */
  attended(reader: Reader, programmeId: string, userId: string): Promise<readonly string[]>;
  /** Until the transaction ends, a table neither opens nor closes: what is decided on its state stays true. */
  hold(tx: Transaction, tableId: string): Promise<void>;
}

/** The gate, by the rules of round tables at the moment it is asked. */
export function tableGate(now: () => Date): TableGate {
  return {
    async tables(reader, programmeId, ids) {
      if (ids.length === 0) return new Map();
      const wanted = [...new Set(ids)];
      const [rows, items, seats] = await Promise.all([
        reader.selectFrom('round_tables').selectAll().where('programme_id', '=', programmeId).where('id', 'in', wanted).execute(),
        reader.selectFrom('agenda_items').select(['table_id', 'recommendation_id']).where('table_id', 'in', wanted).execute(),
        reader.selectFrom('seats').select(['table_id', 'user_id', 'organisation', 'revoked_at']).where('table_id', 'in', wanted).execute(),
      ]);
      const at = now().toISOString();
      return new Map(
        rows.map((row): [string, TableAtHand] => {
          const standing = { state: row.state as TableState, closesAt: row.closes_at };
          const here = seats.filter((seat) => seat.table_id === row.id);
          const seated = new Set(here.filter((seat) => seat.revoked_at === null).map((seat) => seat.user_id));
          return [
            row.id,
            {
              id: row.id,
              ref: tableReference(row.number),
              title: row.title,
              rule: row.rule as AttributionRule,
              open: isOpen(standing, at),
              agenda: new Set(items.filter((item) => item.table_id === row.id).map((item) => item.recommendation_id)),
              organisations: new Map(here.map((seat) => [seat.user_id, seat.organisation])),
              partOf: ({ userId, role }) => {
                const actor = { role, administrator: false, seated: seated.has(userId) };
                return { mayAttend: maySeeTable(actor), mayTakePart: mayTakePart(actor, standing, at) };
              },
            },
          ];
        }),
      );
    },
    async attended(reader, programmeId, userId) {
      const rows = await reader
        .selectFrom('seats')
        .innerJoin('round_tables', 'round_tables.id', 'seats.table_id')
        .select('table_id')
        .where('programme_id', '=', programmeId)
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .execute();
      return rows.map((row) => row.table_id);
    },
    async hold(tx, tableId) {
      await tx
        .updateTable('round_tables')
        .set((from) => ({ version: from.ref('version') }))
        .where('id', '=', tableId)
        .execute();
    },
  };
}
