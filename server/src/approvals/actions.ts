import type { AuditAct } from '@concordance/shared/audit/schema';
import type { JsonValue } from '@concordance/shared/fingerprints/canonical';
import { Problem } from '@concordance/shared/problems';
import { nextSetState, type SetActOn, type SetOutcome } from '@concordance/shared/sets/rules';
import { type RecommendationSet, type SigningOrder, setReference } from '@concordance/shared/sets/schema';
import { appendAudit, type Entry } from '../audit/chain.ts';
import { addEvent } from '../editions/store.ts';
import type { Change } from '../events/journal.ts';
import { fingerprint } from '../fingerprint.ts';
import { newId } from '../ids.ts';
import { followCitations } from '../recommendations/text.ts';
import type { Act } from '../registers/actions.ts';
import { changeOfSet, requireVersion } from '../sets/actions.ts';
import { findSet, listsOfOne, lockSet, saveState } from '../sets/store.ts';
import { viewSet } from '../sets/view.ts';
import type { SetWorld } from '../sets/world.ts';
import { seeOneMoment, tryAgain } from '../storage/consistently.ts';
import type { Transaction } from '../storage/database.ts';
import type { SetTable, SignOffTable } from '../storage/tables.ts';
import { freeze } from './freeze.ts';
import { type Judged, judge, keepText } from './judge.ts';

/** What a signature adds to the act itself; who it is was asked again before. */
export interface SigningWords {
  readonly name: string;
  readonly dissent: string;
  readonly dissentOn: string | null;
}

/** What a person asks to be done with a set. `version` is null where the text's hash says what was seen. */
export type Asked =
  | {
      readonly type: 'open' | 'deliver' | 'return' | 'withdraw' | 'supersede';
      readonly version: number;
      readonly reason?: string;
      readonly by?: string;
      readonly delivery?: { readonly onDay: string; readonly toWhom: string; readonly reference: string };
    }
  | { readonly type: 'sign'; readonly hash: string; readonly words: SigningWords };

function machineAct(asked: Asked, { row, read }: Judged): SetActOn {
  switch (asked.type) {
    case 'open':
      return { type: 'open', round: { approvers: read.lists.approvers, quorum: row.quorum, order: row.signing_order as SigningOrder } };
    case 'sign':
      return { type: 'sign', hash: asked.hash };
    case 'deliver':
      return { type: 'deliver' };
    case 'supersede':
      return { type: 'supersede', by: asked.by ?? '', reason: asked.reason ?? '' };
    default:
      return { type: asked.type, reason: asked.reason ?? '' };
  }
}

/**
 * Does an act on a set: judged by the shared machine on what the database holds at that moment, saved with its signature,
 * its edition and its audit in one transaction, or not at all. Two acts at once come one after the other; the second is
 * judged on what the first left.
 */
export async function actOnSet(world: SetWorld, act: Act, idOrRef: string, asked: Asked): Promise<RecommendationSet> {
  const { engine } = world.database;
  const done = await tryAgain(engine, () =>
    world.journal.change(async (tx, note) => {
      await seeOneMoment(engine, tx);
      const row = await lockSet(tx, act.programmeId, idOrRef);
      if (asked.type !== 'sign') await requireVersion(tx, row, asked.version, world.now());
      if (asked.type === 'open' || asked.type === 'sign') for (const change of await followTexts(world, tx, row)) await note(change);
      const judged = await judge(world, tx, row, act.userId);
      if (asked.type === 'supersede') await requireOtherSet(tx, row, asked.by ?? '');
      const outcome = nextSetState(judged.state, machineAct(asked, judged), judged.facts);
      const at = world.now().toISOString();
      const signOff = asked.type === 'sign' ? await saveSignOff(tx, judged, act.userId, asked, at) : null;
      const round = asked.type === 'open' ? row.round + 1 : row.round;
      const reason = asked.type === 'sign' ? '' : (asked.reason ?? '');
      await saveState(tx, row, outcome.state, { reason, by: act.userId, at, round });
      await note({ ...changeOfSet({ ...row, version: row.version + 1 }, act.userId), fields: ['state', asked.type] });
      for (const entry of await consequences(world, tx, judged, outcome, { act, asked, at, round, signOff }))
        await appendAudit(tx, entry, at);
      return { row, moment: momentOf(judged, outcome, asked) };
    }),
  );
  const { row, moment } = done;
  if (moment) {
    const note = `${setReference(row.number)}, ${moment.edition}`;
    await world.keep({ cause: moment.cause, by: act.userId, note, recommendationIds: moment.items });
  }
  const { reader } = world.database;
  return viewSet(reader, await findSet(reader, act.programmeId, row.id), world.now().toISOString());
}

/**
 * Links of citations follow a text that is being written at a distance. What is judged here is signed with its links, so
 * they are brought up to it first: a signature for what was seen before then no longer fits, and is refused.
 */
async function followTexts(world: SetWorld, tx: Transaction, row: SetTable): Promise<readonly Change[]> {
  const { items } = await listsOfOne(tx, row.id);
  if (items.length === 0) return [];
  const documents = await tx.selectFrom('recommendations').select(['id', 'document_id']).where('id', 'in', items).execute();
  const texts = await world.texts.read(
    tx,
    documents.map((one) => one.document_id),
  );
  const changes: Change[] = [];
  for (const { id, document_id } of documents) {
    const change = await followCitations(tx, world, id, texts.get(document_id));
    if (change) changes.push(change);
  }
  return changes;
}

/** What texts are kept for: an edition that was made, or handed over. */
function momentOf({ state, read }: Judged, outcome: SetOutcome, asked: Asked) {
  const items = read.lists.items;
  if (outcome.approves) return { cause: 'edition' as const, edition: outcome.approves.edition, items };
  return asked.type === 'deliver' && state.edition !== null ? { cause: 'delivery' as const, edition: state.edition, items } : null;
}

async function requireOtherSet(tx: Transaction, row: SetTable, by: string): Promise<void> {
  const other = await tx
    .selectFrom('sets')
    .select('id')
    .where('programme_id', '=', row.programme_id)
    .where('id', '=', by)
    .executeTakeFirst();
  if (!other || by === row.id) throw new Problem('unknown-record', { fields: [{ path: 'bySetId', rule: 'not-allowed' }] });
}

async function saveSignOff(
  tx: Transaction,
  { row, read }: Judged,
  userId: string,
  asked: Extract<Asked, { type: 'sign' }>,
  at: string,
): Promise<SignOffTable> {
  if (asked.words.dissentOn !== null && !read.lists.items.includes(asked.words.dissentOn))
    throw new Problem('unknown-record', { fields: [{ path: 'dissentOn', rule: 'not-allowed' }] });
  await keepText(tx, row, read);
  const signOff: SignOffTable = {
    id: newId(),
    programme_id: row.programme_id,
    set_id: row.id,
    round: row.round,
    user_id: userId,
    name: asked.words.name,
    hash: asked.hash,
    dissent: asked.words.dissent,
    dissent_on: asked.words.dissentOn,
    at,
  };
  await tx.insertInto('sign_offs').values(signOff).execute();
  return signOff;
}

interface Done {
  readonly act: Act;
  readonly asked: Asked;
  readonly at: string;
  readonly round: number;
  readonly signOff: SignOffTable | null;
}

/** The fingerprint of a row that only grows, for the audit to remember. */
export const rowHash = (row: object) => fingerprint(row as JsonValue);

/** What follows from an act besides the set's own state; returns the entries of the audit. */
async function consequences(world: SetWorld, tx: Transaction, judged: Judged, outcome: SetOutcome, done: Done): Promise<readonly Entry[]> {
  const { row, state } = judged;
  const of = (edition: number) => ({ programmeId: row.programme_id, setId: row.id, edition });
  const entry = (act: AuditAct, details: Entry['details'] = {}, print = ''): Entry => ({
    programmeId: row.programme_id,
    by: done.act.userId,
    act,
    recordId: row.id,
    ref: setReference(row.number),
    fingerprint: print,
    details,
  });
  const step = async (act: AuditAct, edition: number, kind: Parameters<typeof addEvent>[2]['kind'], more: object = {}): Promise<Entry> => {
    const event = await addEvent(tx, of(edition), { kind, at: done.at, by: done.act.userId, ...more });
    const { sha256 } = await tx
      .selectFrom('editions')
      .select('sha256')
      .where('set_id', '=', row.id)
      .where('number', '=', edition)
      .executeTakeFirstOrThrow();
    return entry(act, { edition, row: rowHash(event) }, sha256);
  };
  const { asked, round } = done;
  switch (asked.type) {
    case 'open':
      return [
        entry(
          'set.opened',
          { round, approvers: [...judged.read.lists.approvers], quorum: row.quorum, order: row.signing_order },
          judged.read.hash,
        ),
      ];
    case 'sign': {
      const signed = entry('set.signed', { round, dissent: done.signOff?.dissent !== '', row: rowHash(done.signOff ?? {}) }, asked.hash);
      if (!outcome.approves) return [signed];
      const { edition, alone } = outcome.approves;
      const frozen = await freeze(world, tx, judged, { signOff: done.signOff as SignOffTable, alone, at: done.at });
      const approved = await step('set.approved', edition, 'approved');
      const before = state.kind === 'in-approval' ? state.edition : null;
      const superseded = before === null ? [] : [await step('set.superseded', before, 'superseded')];
      return [
        signed,
        { ...approved, fingerprint: frozen.sha256, details: { ...approved.details, substance: judged.read.hash, alone } },
        ...superseded,
      ];
    }
    case 'return':
      // An edition that nobody outside has seen is taken back with its return.
      if (state.kind === 'approved') return [await step('set.returned', state.edition, 'withdrawn', { reason: asked.reason ?? '' })];
      return [entry('set.returned', { round, from: state.kind })];
    case 'deliver':
      return [await step('set.delivered', state.edition ?? 0, 'delivered', asked.delivery)];
    case 'withdraw':
      return [await step('set.withdrawn', state.edition ?? 0, 'withdrawn', { reason: asked.reason ?? '' })];
    case 'supersede':
      return [await step('set.superseded', state.edition ?? 0, 'superseded', { reason: asked.reason ?? '' })];
  }
}
