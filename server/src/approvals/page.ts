import type { ApprovalPage, ChangesSince, DraftChanges } from '@concordance/shared/approvals/schema';
import { type Change, difference, shortened } from '@concordance/shared/editions/difference';
import type { Disclosure, EditionSubstance } from '@concordance/shared/editions/schema';
import { Problem, type ProblemCode } from '@concordance/shared/problems';
import { coveringSigners, nextSetState, waitsFor } from '@concordance/shared/sets/rules';
import { setReference } from '@concordance/shared/sets/schema';
import { documentOf } from '../editions/store.ts';
import { nextEditionOf } from '../sets/next-edition.ts';
import { findSet } from '../sets/store.ts';
import { readSubstance } from '../sets/substance.ts';
import { viewSet } from '../sets/view.ts';
import type { SetWorld } from '../sets/world.ts';
import type { Reader } from '../storage/database.ts';
import { type Judged, judge, keepText } from './judge.ts';

const shown = (changes: readonly Change[]) =>
  changes.map(({ ref, place, words }) => ({ ref, place: { ...place }, words: shortened(words).map((run) => ({ ...run })) }));

/** A list of changes against another text. */
function since(of: ChangesSince['since'], before: EditionSubstance, after: EditionSubstance): ChangesSince {
  return { since: of, changes: shown(difference(before, after)) };
}

async function newestEdition(reader: Reader, setId: string) {
  return reader.selectFrom('editions').selectAll().where('set_id', '=', setId).orderBy('number', 'desc').limit(1).executeTakeFirst();
}

async function keptTexts(reader: Reader, hashes: readonly string[]): Promise<ReadonlyMap<string, EditionSubstance>> {
  if (hashes.length === 0) return new Map();
  const rows = await reader
    .selectFrom('set_texts')
    .select(['hash', 'document'])
    .where('hash', 'in', [...new Set(hashes)])
    .execute();
  return new Map(rows.map((row) => [row.hash, JSON.parse(row.document) as EditionSubstance]));
}

/** Everything a person reads before signing, as it stands at this moment. */
export async function approvalPageOf(world: SetWorld, programmeId: string, userId: string, idOrRef: string): Promise<ApprovalPage> {
  const { reader } = world.database;
  const row = await findSet(reader, programmeId, idOrRef);
  const judged = await judge(world, reader, row, userId);
  const { read, signed, next } = judged;
  const now = read.substance;
  const edition = await newestEdition(reader, row.id);
  const look = await reader
    .selectFrom('set_looks')
    .selectAll()
    .where('set_id', '=', row.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  const stale = signed.filter((one) => one.hash !== read.hash);
  const texts = await keptTexts(reader, [...stale.map((one) => one.hash), ...(look && look.hash !== read.hash ? [look.hash] : [])]);
  const before = (hash: string | undefined) => (hash === undefined ? undefined : texts.get(hash));
  const lookedAt = before(look?.hash);
  return {
    set: await viewSet(reader, row, world.now().toISOString()),
    edition: next.edition,
    hash: read.hash,
    text: { substance: now, disclosures: plainDisclosures(read.disclosures) },
    open: openPoints(judged),
    sinceEdition: edition
      ? since({ kind: 'edition', number: edition.number, at: edition.approved_at }, documentOf(edition).substance, now)
      : null,
    sinceLook: look && lookedAt ? since({ kind: 'look', at: look.at }, lookedAt, now) : null,
    signOffs: signed.map((one) => ({
      userId: one.user_id,
      name: one.name,
      round: one.round,
      at: one.at,
      hash: one.hash,
      covers: one.hash === read.hash,
      dissent: one.dissent,
      dissentOn: read.records.find((record) => record.id === one.dissent_on)?.ref ?? null,
    })),
    sinceSigned: stale.flatMap((one) => {
      const then = before(one.hash);
      return then ? [since({ kind: 'signed', at: one.at, name: one.name }, then, now)] : [];
    }),
    me: mine(judged, userId),
  };
}

function plainDisclosures(disclosures: Judged['read']['disclosures']): Record<string, Disclosure> {
  return Object.fromEntries(Object.entries(disclosures).map(([seal, { salt, value }]) => [seal, { salt, value }]));
}

function openPoints({ findings, read, row }: Judged): ApprovalPage['open'] {
  const refOf = (id: string) => read.records.find((record) => record.id === id)?.ref ?? setReference(row.number);
  return [...findings].flatMap(([id, list]) =>
    list.map(({ rule, level, words }) => ({ ref: refOf(id), rule, level, words: { ...words } as ApprovalPage['open'][number]['words'] })),
  );
}

/** Asks the machine whether this person could sign what stands there now. */
function mine({ state, facts, read, leads }: Judged, userId: string): ApprovalPage['me'] {
  const approver = read.lists.approvers.includes(userId);
  if (state.kind !== 'in-approval') return { approver, may: false, why: 'move-not-allowed', waitsFor: null };
  const first = waitsFor(state.round, coveringSigners(state.signed, read.hash), userId, facts.leading);
  const waiting = approver && first !== null ? (leads.get(first) ?? null) : null;
  const why = refusal(() => nextSetState(state, { type: 'sign', hash: read.hash }, facts));
  return { approver, may: why === null, why, waitsFor: waiting };
}

function refusal(act: () => unknown): ProblemCode | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Remembers that this person saw this text; a text that is no longer there is not what they see. Throws `text-changed`. */
export async function noteLook(world: SetWorld, programmeId: string, userId: string, idOrRef: string, hash: string): Promise<void> {
  await world.database.write(async (tx) => {
    const row = await findSet(tx, programmeId, idOrRef);
    const read = await readSubstance(tx, world.texts, row, await nextEditionOf(tx, row.id));
    if (read.hash !== hash) throw new Problem('text-changed', { current: read.hash });
    const at = world.now().toISOString();
    await keepText(tx, row, read);
    await tx
      .insertInto('set_looks')
      .values({ set_id: row.id, user_id: userId, hash, at })
      .onConflict((conflict) => conflict.columns(['set_id', 'user_id']).doUpdateSet({ hash, at }))
      .execute();
  });
}

/** How the draft differs from the newest edition; null before the first. */
export async function draftChangesOf(world: SetWorld, programmeId: string, idOrRef: string): Promise<DraftChanges | null> {
  const { reader } = world.database;
  const row = await findSet(reader, programmeId, idOrRef);
  const edition = await newestEdition(reader, row.id);
  if (!edition) return null;
  const { substance } = await readSubstance(reader, world.texts, row, await nextEditionOf(reader, row.id));
  return { edition: edition.number, changes: shown(difference(documentOf(edition).substance, substance)) };
}
