import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import type { Link, LinkKind, linkChanges, linkDraft } from '@concordance/shared/links/schema';
import { Problem } from '@concordance/shared/problems';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import { recommendations } from '../recommendations/register.ts';
import { type Act, changeOf, type RegisterWorld } from '../registers/actions.ts';
import type { Row } from '../registers/register.ts';
import { findRow } from '../registers/store.ts';
import { isUniqueViolation, type Transaction } from '../storage/database.ts';
import type { LinkTable } from '../storage/tables.ts';
import { findLink, toLink } from './store.ts';
import { auditAnswer } from './suspects.ts';
import { isSuspect, keepSubstances, readTargets, seenNow, type Target } from './targets.ts';

const TARGET_KIND: Readonly<Record<Exclude<LinkKind, 'cites'>, LinkedKind>> = { answers: 'trend', treats: 'risk', rests: 'evidence' };

async function requireTarget(tx: Transaction, programmeId: string, kind: LinkedKind, id: string): Promise<Target> {
  const target = (await readTargets(tx, programmeId, [{ kind, id }])).get(id);
  if (!target) throw new Problem('unknown-record', { fields: [{ path: 'targetId', rule: 'not-allowed' }] });
  return target;
}

const linkChange = (act: Act, row: Row) => ({ ...changeOf(recommendations, act, row, 'changed'), kind: 'link' as const });

/** Ties a recommendation to a trend, risk or item of evidence, remembering the target's substance as it stands. */
export async function createLink(world: RegisterWorld, act: Act, idOrRef: string, draft: z.output<typeof linkDraft>): Promise<Link> {
  try {
    return await world.journal.change(async (tx, note) => {
      const recommendation = await requireLive(tx, act, idOrRef);
      const target = await requireTarget(tx, act.programmeId, TARGET_KIND[draft.kind], draft.targetId);
      // Old ties to an archived record stay, but nothing new is to rest on it.
      if (target.record['archivedAt'] !== null) throw new Problem('archived');
      const { count } = await tx
        .selectFrom('links')
        .select((from) => from.fn.countAll<number>().as('count'))
        .where('recommendation_id', '=', recommendation.id)
        .executeTakeFirstOrThrow();
      const at = world.now().toISOString();
      const row: LinkTable = {
        id: newId(),
        programme_id: act.programmeId,
        recommendation_id: recommendation.id,
        kind: draft.kind,
        target_kind: target.kind,
        target_id: draft.targetId,
        version: 1,
        note: draft.note,
        stance: draft.kind === 'rests' ? draft.stance : null,
        locator: draft.kind === 'rests' ? draft.locator : '',
        residual_likelihood: draft.kind === 'treats' ? draft.residualLikelihood : null,
        residual_impact: draft.kind === 'treats' ? draft.residualImpact : null,
        ...seenNow(target, at),
        position: Number(count),
        created_at: at,
        created_by: act.userId,
      };
      await keepSubstances(tx, [target], at);
      await tx.insertInto('links').values(row).execute();
      await note(linkChange(act, recommendation));
      return toLink(row, target);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Problem('already-linked');
    throw error;
  }
}

/** The recommendation whose links are to be changed; an archived one must be restored first. */
async function requireLive(tx: Transaction, act: Act, idOrRef: string): Promise<Row> {
  const recommendation = await findRow(tx, recommendations, act.programmeId, idOrRef);
  if (recommendation.archived_at !== null) throw new Problem('archived');
  return recommendation;
}

async function requireDeclared(tx: Transaction, act: Act, recommendation: Row, linkId: string): Promise<LinkTable> {
  const row = await findLink(tx, act.programmeId, recommendation.id, linkId);
  // A citation is changed in the text it stands in, and nowhere else.
  if (!row || row.kind === 'cites') throw new Problem('not-found');
  return row;
}

/**
 * Changes what a link says. It stays written against what its target was: that its target has changed is answered by
 * `answerLink` and by nothing else. Throws `stale-version`.
 */
export async function changeLink(
  world: RegisterWorld,
  act: Act,
  idOrRef: string,
  linkId: string,
  version: number,
  changes: z.output<typeof linkChanges>,
): Promise<Link> {
  const outcome = await world.journal.change(async (tx, note) => {
    const recommendation = await requireLive(tx, act, idOrRef);
    const row = await requireDeclared(tx, act, recommendation, linkId);
    const target = await requireTarget(tx, act.programmeId, row.target_kind as LinkedKind, row.target_id);
    if (row.version !== version) return { stale: toLink(row, target) };
    const after: LinkTable = {
      ...row,
      version: version + 1,
      note: changes.note ?? row.note,
      stance: row.kind === 'rests' ? (changes.stance ?? row.stance) : null,
      locator: row.kind === 'rests' ? (changes.locator ?? row.locator) : row.locator,
      residual_likelihood:
        row.kind === 'treats' && changes.residualLikelihood !== undefined ? changes.residualLikelihood : row.residual_likelihood,
      residual_impact: row.kind === 'treats' && changes.residualImpact !== undefined ? changes.residualImpact : row.residual_impact,
    };
    const saved = await tx.updateTable('links').set(after).where('id', '=', row.id).where('version', '=', version).executeTakeFirst();
    if (saved.numUpdatedRows !== 1n) return { stale: toLink(row, target) };
    await note(linkChange(act, recommendation));
    return { link: toLink(after, target) };
  });
  if (outcome.stale) throw new Problem('stale-version', { current: outcome.stale });
  return outcome.link;
}

/** Unties. Throws `stale-version` with the link as it is now when it was changed since. */
export async function removeLink(world: RegisterWorld, act: Act, idOrRef: string, linkId: string, version: number): Promise<void> {
  await world.journal.change(async (tx, note) => {
    const recommendation = await requireLive(tx, act, idOrRef);
    const row = await requireDeclared(tx, act, recommendation, linkId);
    const before = (await readTargets(tx, act.programmeId, [{ kind: row.target_kind as LinkedKind, id: row.target_id }])).get(
      row.target_id,
    );
    const removed = await tx.deleteFrom('links').where('id', '=', row.id).where('version', '=', version).executeTakeFirst();
    if (removed.numDeletedRows !== 1n) {
      const now = await requireDeclared(tx, act, recommendation, linkId);
      const target = await requireTarget(tx, act.programmeId, now.target_kind as LinkedKind, now.target_id);
      throw new Problem('stale-version', { current: toLink(now, target) });
    }
    await note(linkChange(act, recommendation));
    // To untie is one of the answers to the question that a suspect link asks.
    if (before && isSuspect(row, before))
      await auditAnswer(tx, act, { recommendation, row, target: before, answer: 'unlink' }, world.now().toISOString());
  });
}
