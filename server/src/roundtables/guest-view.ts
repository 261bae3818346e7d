import type { EditorJson } from '@concordance/shared/editor/json';
import { citations } from '@concordance/shared/editor/read';
import { Problem } from '@concordance/shared/problems';
import { type AttributionRule, guestLabel, isOpen, mayReadTexts, type TableState } from '@concordance/shared/roundtables/rules';
import type { SeatView } from '@concordance/shared/roundtables/schema';
import { readTargets } from '../links/targets.ts';
import type { Act } from '../registers/actions.ts';
import { agendaOf, coreOf, findSeated, sessionOf } from './store.ts';
import type { TableWorld } from './world.ts';

/** A table as one of its guests sees it. Before it opens, titles alone; the wording is theirs from the opening on. */
export async function seatView(world: TableWorld, act: Act, idOrRef: string): Promise<SeatView> {
  const { reader } = world.database;
  const { table, seat } = await findSeated(reader, act.programmeId, idOrRef, act.userId);
  const [person, programme, agenda, session] = await Promise.all([
    reader.selectFrom('users').select('name').where('id', '=', act.userId).executeTakeFirstOrThrow(),
    reader.selectFrom('programmes').select('short_title').where('id', '=', act.programmeId).executeTakeFirstOrThrow(),
    agendaOf(reader, table.id),
    sessionOf(reader, table),
  ]);
  const { version: _, ...core } = coreOf(table);
  const begun = table.state !== 'planned';
  const open = isOpen({ state: table.state as TableState, closesAt: table.closes_at }, world.now().toISOString());
  const closing = open || !begun ? null : await closingOf(world, table.id);
  return {
    table: core,
    programme: programme.short_title,
    seat: {
      id: seat.id,
      number: seat.number,
      name: person.name,
      organisation: seat.organisation,
      shownAs: guestLabel(table.rule as AttributionRule, { name: person.name, organisation: seat.organisation }),
    },
    open,
    agenda: agenda.map(({ remarks: __, unanswered: ___, ...item }) => {
      const kept = closing?.get(item.id);
      return { ...item, title: kept?.title ?? item.title, statement: begun ? (kept?.statement ?? (closing ? '' : item.statement)) : '' };
    }),
    session,
  };
}

/** A text as a guest's page draws it, with the reference of each record that is cited and nothing else of it. */
export interface GuestText {
  readonly text: EditorJson;
  readonly cited: Readonly<Record<string, string>>;
}

async function withReferences(world: TableWorld, act: Act, text: EditorJson): Promise<GuestText> {
  const named = citations(text).map(({ record, kind }) => ({ id: record, kind }));
  const targets = await readTargets(world.database.reader, act.programmeId, named);
  return { text, cited: Object.fromEntries([...targets].map(([id, { record }]) => [id, record.ref])) };
}

interface ClosingText {
  readonly title: string;
  readonly statement: string;
  readonly text: EditorJson;
}

async function closingOf(world: TableWorld, tableId: string): Promise<ReadonlyMap<string, ClosingText>> {
  const rows = await world.database.reader
    .selectFrom('agenda_items')
    .select(['id', 'closing_text'])
    .where('table_id', '=', tableId)
    .execute();
  return new Map(rows.flatMap((row) => (row.closing_text ? [[row.id, JSON.parse(row.closing_text) as ClosingText] as const] : [])));
}

/**
 * The text of an item for one of the guests: as it is now while the table is open, as it stood at the end afterwards.
 * Throws `table-not-open` before the opening, `not-found` for what is not on the agenda.
 */
export async function seatText(world: TableWorld, act: Act, idOrRef: string, itemId: string): Promise<GuestText> {
  const { reader } = world.database;
  const { table } = await findSeated(reader, act.programmeId, idOrRef, act.userId);
  const item = await reader
    .selectFrom('agenda_items')
    .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
    .select(['agenda_items.id', 'document_id', 'closing_text'])
    .where('agenda_items.id', '=', itemId)
    .where('table_id', '=', table.id)
    .executeTakeFirst();
  if (!item) throw new Problem('not-found');
  const standing = { state: table.state as TableState, closesAt: table.closes_at };
  const actor = { role: 'participant', administrator: false, seated: true } as const;
  if (mayReadTexts(actor, standing, world.now().toISOString())) {
    return withReferences(world, act, (await world.readText(item.document_id)) ?? { type: 'doc' });
  }
  if (item.closing_text === null) throw new Problem('table-not-open');
  return withReferences(world, act, (JSON.parse(item.closing_text) as ClosingText).text);
}
