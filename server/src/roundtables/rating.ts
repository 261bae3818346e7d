import { createHmac } from 'node:crypto';
import { Problem } from '@concordance/shared/problems';
import { FEWEST_ANSWERS, judge, summarise } from '@concordance/shared/roundtables/rating';
import { isOpen, mayRate, type TableState } from '@concordance/shared/roundtables/rules';
import {
  type Criterion,
  type CriterionResult,
  type OwnRound,
  type RatingAnswer,
  type RatingDefaults,
  type Round,
  type RoundResult,
  ratingDefaults,
  type roundDraft,
} from '@concordance/shared/roundtables/schema';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import type { Act } from '../registers/actions.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { RatingRoundTable, RoundTableTable } from '../storage/tables.ts';
import { tableChange } from './changes.ts';
import { wordingFingerprint } from './fingerprint.ts';
import { toRound, wordingOf } from './rounds.ts';
import { findSeated, findTable, lockTable } from './store.ts';
import type { TableWorld } from './world.ts';

/**
 * Stands for a person in one round. Made with a key that is not in the database: one person answers once and may change
 * the answer, and whoever has a copy of the database cannot say whose it is. It differs from round to round.
 */
function tokenOf(world: TableWorld, roundId: string, userId: string): string {
  return createHmac('sha256', world.ratingKey).update(`${roundId} ${userId}`).digest('hex');
}

export async function defaultsOf(reader: Reader, programmeId: string): Promise<RatingDefaults> {
  const row = await reader.selectFrom('rating_defaults').selectAll().where('programme_id', '=', programmeId).executeTakeFirst();
  if (!row) return ratingDefaults.parse({});
  return { criteria: JSON.parse(row.criteria), rule: JSON.parse(row.rule), reasons: row.reasons as RatingDefaults['reasons'] };
}

/** Sets what rounds are like from now on; those that exist keep what they were opened with. */
export async function saveDefaults(world: TableWorld, act: Act, defaults: RatingDefaults): Promise<RatingDefaults> {
  const values = { criteria: JSON.stringify(defaults.criteria), rule: JSON.stringify(defaults.rule), reasons: defaults.reasons };
  await world.journal.change(async (tx, note) => {
    await tx
      .insertInto('rating_defaults')
      .values({ programme_id: act.programmeId, ...values })
      .onConflict((conflict) => conflict.column('programme_id').doUpdateSet(values))
      .execute();
    const programme = await tx.selectFrom('programmes').selectAll().where('id', '=', act.programmeId).executeTakeFirstOrThrow();
    const { version, short_title: title } = programme;
    const id = act.programmeId;
    await note({ programmeId: id, kind: 'programme', id, ref: '', title, version, action: 'changed', by: act.userId, fields: ['rating'] });
  });
  return defaults;
}

/** A round of the programme with the table it belongs to. Throws `not-found`. */
async function findRound(reader: Reader, programmeId: string, tableId: string, roundId: string): Promise<RatingRoundTable> {
  const row = await reader
    .selectFrom('rating_rounds')
    .innerJoin('round_tables', 'round_tables.id', 'rating_rounds.table_id')
    .selectAll('rating_rounds')
    .where('programme_id', '=', programmeId)
    .where('table_id', '=', tableId)
    .where('rating_rounds.id', '=', roundId)
    .executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return row;
}

/**
 * Opens a round on an item of an open table, with its rule fixed and the wording of this moment pinned. Throws
 * `table-not-open`, `round-open`.
 */
export async function openRound(world: TableWorld, act: Act, idOrRef: string, draft: z.output<typeof roundDraft>): Promise<Round> {
  const { reader } = world.database;
  const table = await findTable(reader, act.programmeId, idOrRef);
  const wording = await wordingOf(world, table.id, draft.itemId);
  const defaults = await defaultsOf(reader, act.programmeId);
  const round = await world.journal.change(async (tx, note) => {
    const locked = await lockTable(tx, table.id);
    const at = world.now().toISOString();
    if (!isOpen({ state: locked.state as TableState, closesAt: locked.closes_at }, at)) throw new Problem('table-not-open');
    const before = await tx.selectFrom('rating_rounds').select(['number', 'state']).where('item_id', '=', draft.itemId).execute();
    if (before.some((one) => one.state === 'open')) throw new Problem('round-open');
    const row: RatingRoundTable = {
      id: newId(),
      table_id: table.id,
      item_id: draft.itemId,
      number: Math.max(0, ...before.map((one) => one.number)) + 1,
      criteria: JSON.stringify(draft.criteria ?? defaults.criteria),
      rule: JSON.stringify(draft.rule ?? defaults.rule),
      reasons: draft.reasons ?? defaults.reasons,
      state: 'open',
      statement: wording.statement,
      text: JSON.stringify(wording.text),
      fingerprint: wordingFingerprint(wording.statement, wording.text),
      opened_at: at,
      opened_by: act.userId,
      closed_at: null,
      panel: 0,
      answered: 0,
      result: null,
    };
    await tx.insertInto('rating_rounds').values(row).execute();
    await note(tableChange(locked, act.userId, 'changed', ['round-opened']));
    return row;
  });
  return toRound(world, table, round);
}

/** Ends a round for ever and works out its result. Throws `round-over` when it has ended already. */
export async function closeRound(world: TableWorld, act: Act, idOrRef: string, roundId: string): Promise<Round> {
  const table = await findTable(world.database.reader, act.programmeId, idOrRef);
  const row = await world.journal.change(async (tx, note) => {
    const locked = await lockTable(tx, table.id);
    const round = await findRound(tx, act.programmeId, table.id, roundId);
    if (round.state !== 'open') throw new Problem('round-over');
    const closed = await finish(tx, round, world.now().toISOString());
    await note(tableChange(locked, act.userId, 'changed', ['round-closed']));
    return closed;
  });
  return toRound(world, table, row);
}

/** Ends whatever rounds a table still has. */
export async function closeRounds(tx: Transaction, table: RoundTableTable, at: string): Promise<void> {
  const open = await tx.selectFrom('rating_rounds').selectAll().where('table_id', '=', table.id).where('state', '=', 'open').execute();
  for (const round of open) await finish(tx, round, at);
}

async function finish(tx: Transaction, round: RatingRoundTable, at: string): Promise<RatingRoundTable> {
  const rows = await tx.selectFrom('rating_answers').selectAll().where('round_id', '=', round.id).orderBy('token').execute();
  const answers = rows.map((row) => JSON.parse(row.answer) as RatingAnswer);
  const seats = await tx.selectFrom('seats').select('id').where('table_id', '=', round.table_id).where('revoked_at', 'is', null).execute();
  // Written once more in the order of their tokens: the place of a row on the disk then says nothing about when it came.
  await tx.deleteFrom('rating_answers').where('round_id', '=', round.id).execute();
  for (const row of rows) await tx.insertInto('rating_answers').values(row).execute();
  const result = resultOf(JSON.parse(round.criteria), JSON.parse(round.rule), answers);
  const values = {
    state: 'closed',
    closed_at: at,
    panel: Math.max(seats.length, answers.length),
    answered: answers.length,
    result: JSON.stringify(result),
  };
  return tx.updateTable('rating_rounds').set(values).where('id', '=', round.id).returningAll().executeTakeFirstOrThrow();
}

/** What a group said. Among fewer than three nothing is told, since each would know the others' answers. */
export function resultOf(criteria: readonly Criterion[], rule: Round['rule'], answers: readonly RatingAnswer[]): RoundResult {
  if (answers.length < FEWEST_ANSWERS) return { kind: 'too-few', answered: answers.length };
  const results = criteria.flatMap(({ key }): CriterionResult[] => {
    const summary = summarise(answers.flatMap((answer) => answer.ratings[key] ?? []));
    if (!summary) return [];
    const reasons = answers.flatMap((answer) => answer.reasons[key] || []);
    const { distribution, ...rest } = summary;
    // In the order of their words: neither who came first nor which reasons are one person's can be read from it.
    return [{ key, ...rest, distribution: [...distribution], ...judge(summary, rule), reasons: reasons.sort() }];
  });
  const decisive = new Set(criteria.filter((one) => one.decides).map((one) => one.key));
  const consensus = results.filter((one) => decisive.has(one.key)).every((one) => one.reached);
  return { kind: 'told', answered: answers.length, consensus, criteria: results };
}

function requireWhole(round: RatingRoundTable, answer: RatingAnswer): RatingAnswer {
  const keys = (JSON.parse(round.criteria) as Criterion[]).map((one) => one.key);
  const missing = keys.filter((key) => answer.ratings[key] === undefined).map((key) => `ratings.${key}`);
  const silent = round.reasons === 'required' ? keys.filter((key) => !answer.reasons[key]).map((key) => `reasons.${key}`) : [];
  const lacking = [...missing, ...silent].map((path) => ({ path, rule: 'required' as const }));
  const foreign = [...Object.keys(answer.ratings), ...Object.keys(answer.reasons)]
    .filter((key) => !keys.includes(key))
    .map((path) => ({ path, rule: 'not-allowed' as const }));
  if (lacking.length + foreign.length > 0) throw new Problem('invalid', { fields: [...lacking, ...foreign] });
  const chosen = (some: Readonly<Record<string, string>>) =>
    Object.fromEntries(keys.flatMap((key) => (some[key] ? [[key, some[key]]] : [])));
  return { ratings: Object.fromEntries(keys.map((key) => [key, answer.ratings[key] ?? 0])), reasons: chosen(answer.reasons) };
}

/** Answers, or changes one's answer, while the round is open. Throws `table-not-open`, `round-over`. */
export async function answerRound(world: TableWorld, act: Act, idOrRef: string, roundId: string, answer: RatingAnswer): Promise<OwnRound> {
  const { table } = await findSeated(world.database.reader, act.programmeId, idOrRef, act.userId);
  await world.database.write(async (tx) => {
    // The table is locked, so that no answer comes in between the count and the close.
    const locked = await lockTable(tx, table.id);
    const { seat } = await findSeated(tx, act.programmeId, table.id, act.userId);
    const actor = { role: 'participant', administrator: false, seated: seat !== null } as const;
    const standing = { state: locked.state as TableState, closesAt: locked.closes_at };
    if (!mayRate(actor, standing, world.now().toISOString())) throw new Problem('table-not-open');
    const round = await findRound(tx, act.programmeId, table.id, roundId);
    if (round.state !== 'open') throw new Problem('round-over');
    const row = { round_id: roundId, token: tokenOf(world, roundId, act.userId), answer: JSON.stringify(requireWhole(round, answer)) };
    await tx
      .insertInto('rating_answers')
      .values(row)
      .onConflict((conflict) => conflict.columns(['round_id', 'token']).doUpdateSet({ answer: row.answer }))
      .execute();
  });
  // Without a name and without a line: the chair sees that one more has answered, and nobody reads later who it was.
  world.journal.tell({ ...tableChange(table, null, 'changed'), kind: 'rating-round', id: roundId });
  return ownRound(world, act, idOrRef, roundId);
}

async function answerOf(world: TableWorld, roundId: string, userId: string): Promise<RatingAnswer | null> {
  const row = await world.database.reader
    .selectFrom('rating_answers')
    .select('answer')
    .where('round_id', '=', roundId)
    .where('token', '=', tokenOf(world, roundId, userId))
    .executeTakeFirst();
  return row ? (JSON.parse(row.answer) as RatingAnswer) : null;
}

/** A round as one of the panel sees it: with their own answer, and the group's last result on the item beside theirs. */
export async function ownRound(world: TableWorld, act: Act, idOrRef: string, roundId: string): Promise<OwnRound> {
  const { reader } = world.database;
  const { table } = await findSeated(reader, act.programmeId, idOrRef, act.userId);
  const row = await findRound(reader, act.programmeId, table.id, roundId);
  const last = await reader
    .selectFrom('rating_rounds')
    .selectAll()
    .where('item_id', '=', row.item_id)
    .where('number', '<', row.number)
    .where('state', '=', 'closed')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const before = last ? { round: await toRound(world, table, last), mine: await answerOf(world, last.id, act.userId) } : null;
  return { ...(await toRound(world, table, row)), mine: await answerOf(world, row.id, act.userId), before };
}

/** A round as the team sees it. */
export async function readRound(world: TableWorld, programmeId: string, idOrRef: string, roundId: string): Promise<Round> {
  const table = await findTable(world.database.reader, programmeId, idOrRef);
  return toRound(world, table, await findRound(world.database.reader, programmeId, table.id, roundId));
}

/** All rounds of a table, item by item and oldest first. */
export async function roundsOf(world: TableWorld, table: RoundTableTable): Promise<readonly Round[]> {
  const rows = await world.database.reader
    .selectFrom('rating_rounds')
    .innerJoin('agenda_items', 'agenda_items.id', 'rating_rounds.item_id')
    .selectAll('rating_rounds')
    .where('rating_rounds.table_id', '=', table.id)
    .orderBy('position')
    .orderBy('rating_rounds.number')
    .execute();
  return Promise.all(rows.map((row) => toRound(world, table, row)));
}
