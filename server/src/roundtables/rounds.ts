import type { EditorJson } from '@concordance/shared/editor/json';
import { plainText } from '@concordance/shared/editor/read';
import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Round, RoundResult, WordingPiece } from '@concordance/shared/roundtables/schema';
import { diffWordsWithSpace } from 'diff';
import { sql } from 'kysely';
import type { RatingRoundTable, RoundTableTable } from '../storage/tables.ts';
import { wordingFingerprint } from './fingerprint.ts';
import type { TableWorld } from './world.ts';

/** What stands in an item now. */
export interface Wording {
  readonly recommendationId: string;
  readonly ref: string;
  readonly title: string;
  readonly statement: string;
  readonly text: EditorJson;
}

/** The wording of an item as it is now. Throws `not-found` for an item of another table. */
export async function wordingOf(world: TableWorld, tableId: string, itemId: string): Promise<Wording> {
  const row = await world.database.reader
    .selectFrom('agenda_items')
    .innerJoin('recommendations', 'recommendations.id', 'agenda_items.recommendation_id')
    .select(['recommendation_id', 'number', 'title', 'statement', 'document_id'])
    .where('agenda_items.id', '=', itemId)
    .where('table_id', '=', tableId)
    .executeTakeFirst();
  if (!row) throw new Problem('not-found');
  const text = (await world.readText(row.document_id)) ?? { type: 'doc' };
  return {
    recommendationId: row.recommendation_id,
    ref: reference('recommendation', row.number),
    title: row.title,
    statement: row.statement,
    text,
  };
}

/** The words of one wording beside another: what stayed, what came and what went. */
export function difference(before: string, after: string): WordingPiece[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** How many have answered. While a round is open they are counted, never read. */
async function answeredNow(world: TableWorld, row: RatingRoundTable): Promise<{ readonly panel: number; readonly answered: number }> {
  if (row.state !== 'open') return { panel: row.panel, answered: row.answered };
  const { reader } = world.database;
  const count = sql<number>`count(*)`.as('count');
  const [answers, seats] = await Promise.all([
    reader.selectFrom('rating_answers').select(count).where('round_id', '=', row.id).executeTakeFirstOrThrow(),
    reader.selectFrom('seats').select(count).where('table_id', '=', row.table_id).where('revoked_at', 'is', null).executeTakeFirstOrThrow(),
  ]);
  return { panel: Number(seats.count), answered: Number(answers.count) };
}

/** A round as anybody may see it. The one place where a result leaves the store, and it does so only after the end. */
export async function toRound(world: TableWorld, table: RoundTableTable, row: RatingRoundTable): Promise<Round> {
  const now = await wordingOf(world, table.id, row.item_id);
  const same = wordingFingerprint(now.statement, now.text) === row.fingerprint;
  const rated = JSON.parse(row.text) as EditorJson;
  return {
    id: row.id,
    tableId: row.table_id,
    itemId: row.item_id,
    recommendationId: now.recommendationId as Round['recommendationId'],
    ref: now.ref,
    title: now.title,
    number: row.number,
    criteria: JSON.parse(row.criteria),
    rule: JSON.parse(row.rule),
    reasons: row.reasons as Round['reasons'],
    state: row.state as Round['state'],
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    fingerprint: row.fingerprint,
    ...(await answeredNow(world, row)),
    result: row.state === 'closed' && row.result !== null ? (JSON.parse(row.result) as RoundResult) : null,
    change: same ? null : { statement: difference(row.statement, now.statement), text: difference(plainText(rated), plainText(now.text)) },
  };
}
