import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { type LinkedKind, SUBSTANCE } from '@concordance/shared/fingerprints/substance';
import { reference } from '@concordance/shared/ids';
import type { Link, linkAnswer, SuspectLink, TargetChange } from '@concordance/shared/links/schema';
import { Problem } from '@concordance/shared/problems';
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendAudit } from '../audit/chain.ts';
import { newId } from '../ids.ts';
import { recommendations } from '../recommendations/register.ts';
import { type Act, changeOf, type RegisterWorld } from '../registers/actions.ts';
import type { Row } from '../registers/register.ts';
import { findRow } from '../registers/store.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { LinkTable } from '../storage/tables.ts';
import { findLink, toLink } from './store.ts';
import { isSuspect, keepSubstances, LINKED, readTargets, seenNow, type Target } from './targets.ts';

/**
 * Links of live recommendations whose target, or its source, has a version other than the one they were written
 * against. Most changes of a record are not of its substance, so these are only where a look is worth it.
 */
async function touchedLinks(reader: Reader, programmeId: string): Promise<readonly LinkTable[]> {
  const kinds = Object.keys(LINKED) as LinkedKind[];
  const touched = kinds.map((kind) => {
    const version = sql`(select version from ${sql.table(LINKED[kind].table)} as target where target.id = links.target_id)`;
    const source = sql`coalesce((select sources.version from sources, evidence
      where evidence.id = links.target_id and sources.id = evidence.source_id), 0)`;
    const other = sql<boolean>`(${version} <> links.target_version)`;
    return reader
      .selectFrom('links')
      .selectAll()
      .where('programme_id', '=', programmeId)
      .where('target_kind', '=', kind)
      .where(
        sql<boolean>`exists (select 1 from recommendations where recommendations.id = links.recommendation_id and archived_at is null)`,
      )
      .where(kind === 'evidence' ? sql<boolean>`(${other} or ${source} <> links.source_version)` : other)
      .execute();
  });
  return (await Promise.all(touched)).flat();
}

/** Every suspect link of a programme, the latest change first, with who changed what it points at. */
export async function suspectLinks(reader: Reader, programmeId: string): Promise<readonly SuspectLink[]> {
  const rows = await touchedLinks(reader, programmeId);
  const targets = await targetsOf(reader, programmeId, rows);
  // A record may be linked and cited: one question, one line.
  const suspects = onceEach(
    rows.filter((row) => {
      const target = targets.get(row.target_id);
      return target !== undefined && isSuspect(row, target);
    }),
  );
  if (suspects.length === 0) return [];
  const owners = await reader
    .selectFrom('recommendations')
    .leftJoin('users', 'users.id', 'recommendations.owner_id')
    .select(['recommendations.id', 'number', 'title', 'owner_id', 'users.name'])
    .where('recommendations.id', 'in', [...new Set(suspects.map((row) => row.recommendation_id))])
    .execute();
  const byId = new Map(owners.map((row) => [row.id, row]));
  const changes = await changesOf(
    reader,
    programmeId,
    suspects.flatMap((row) => recordsBehind(targets.get(row.target_id))),
  );
  return suspects
    .flatMap((row): SuspectLink[] => {
      const target = targets.get(row.target_id);
      const recommendation = byId.get(row.recommendation_id);
      if (!target || !recommendation) return [];
      const last = changes.findLast((change) => recordsBehind(target).includes(change.record_id));
      return [
        {
          link: toLink(row, target),
          recommendation: {
            id: recommendation.id as SuspectLink['recommendation']['id'],
            ref: reference('recommendation', recommendation.number),
            title: recommendation.title,
            ownerId: recommendation.owner_id,
            ownerName: recommendation.name,
          },
          changedAt: last?.at ?? row.seen_at,
          changedBy: last?.name ?? null,
        },
      ];
    })
    .sort((one, other) => (one.changedAt < other.changedAt ? 1 : one.changedAt > other.changedAt ? -1 : 0));
}

function onceEach(rows: readonly LinkTable[]): readonly LinkTable[] {
  const first = new Map<string, LinkTable>();
  for (const row of [...rows].sort((one, other) => one.position - other.position)) {
    const key = `${row.recommendation_id} ${row.target_id}`;
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

function targetsOf(reader: Reader, programmeId: string, rows: readonly LinkTable[]) {
  return readTargets(
    reader,
    programmeId,
    rows.map((row) => ({ kind: row.target_kind as LinkedKind, id: row.target_id })),
  );
}

/** The records whose changes may change a target's substance: itself and its source. */
function recordsBehind(target: Target | undefined): readonly string[] {
  const source = target?.record['sourceId'];
  return target ? [target.record.id, ...(typeof source === 'string' ? [source] : [])] : [];
}

async function changesOf(reader: Reader, programmeId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return reader
    .selectFrom('changes')
    .leftJoin('users', 'users.id', 'changes.by_id')
    .select(['changes.seq', 'changes.at', 'users.name', 'changes.ref', 'changes.fields', 'changes.record_id'])
    .where('programme_id', '=', programmeId)
    .where('record_id', 'in', [...new Set(ids)])
    .where('action', '=', 'changed')
    .orderBy('changes.seq')
    .execute();
}

/** What a link's target was and is, who changed it since, and why. Throws `not-found`. */
export async function readTargetChange(reader: Reader, programmeId: string, idOrRef: string, linkId: string): Promise<TargetChange> {
  const recommendation = await findRow(reader, recommendations, programmeId, idOrRef);
  const row = await findLink(reader, programmeId, recommendation.id, linkId);
  const target = row && (await targetsOf(reader, programmeId, [row])).get(row.target_id);
  if (!row || !target) throw new Problem('not-found');
  const was = await reader.selectFrom('substances').select('json').where('fingerprint', '=', row.target_fingerprint).executeTakeFirst();
  const changes = await changesOf(reader, programmeId, recordsBehind(target));
  return {
    fingerprint: target.fingerprint,
    fields: was ? changedFields(target, JSON.parse(was.json)) : null,
    changes: changes
      .filter((change) => change.at >= row.seen_at)
      .map(({ at, name, ref, fields }) => ({ at, by: name, ref, fields: JSON.parse(fields) as string[] }))
      .reverse()
      .slice(0, 20),
    reason: await reasonOf(reader, target),
  };
}

function changedFields(target: Target, before: { readonly fields: Readonly<Record<string, JsonValue>> }) {
  const after = target.substance as { readonly fields: Readonly<Record<string, JsonValue>> };
  return SUBSTANCE[target.kind]
    .map((field) => ({ field, before: before.fields[field] ?? null, after: after.fields[field] ?? null }))
    .filter((one) => canonicalJson(one.before) !== canonicalJson(one.after));
}

async function reasonOf(reader: Reader, target: Target): Promise<string> {
  const own = target.record['stateReason'] || target.record['credibilityWhy'] || target.record['basis'];
  const state = target.record['state'];
  if (state === 'withdrawn' || state === 'superseded') return String(target.record['stateReason'] ?? '');
  const sourceId = target.record['sourceId'];
  if (typeof sourceId !== 'string') return typeof own === 'string' ? own : '';
  const source = await reader.selectFrom('sources').select('reliability_why').where('id', '=', sourceId).executeTakeFirst();
  return [own, source?.reliability_why].filter((one) => typeof one === 'string' && one !== '').join(' · ');
}

/** Remembers who answered a suspect link how, and on which words of what it points at. */
export async function auditAnswer(
  tx: Transaction,
  act: Act,
  {
    recommendation,
    row,
    target,
    answer,
  }: { readonly recommendation: Row; readonly row: LinkTable; readonly target: Target; readonly answer: string },
  at: string,
): Promise<void> {
  await appendAudit(
    tx,
    {
      programmeId: act.programmeId,
      by: act.userId,
      act: 'link.answered',
      recordId: recommendation.id,
      ref: reference('recommendation', recommendation.number),
      fingerprint: target.fingerprint,
      details: { answer, link: row.id, target: target.record.ref, before: row.target_fingerprint },
    },
    at,
  );
}

/**
 * Answers a suspect link: the advice still holds, or was revised, on what the target says now; a citation of the same
 * record is answered with it. The answer is kept. Throws
 * `reason-required` for `holds` without one, `stale-version` when the link or its target went on since it was seen.
 */
export async function answerLink(
  world: RegisterWorld,
  act: Act,
  idOrRef: string,
  linkId: string,
  { version, answer, reason, seen }: z.output<typeof linkAnswer>,
): Promise<Link> {
  if (answer === 'holds' && reason === '') throw new Problem('reason-required', { fields: [{ path: 'reason', rule: 'required' }] });
  return world.journal.change(async (tx, note) => {
    const recommendation = await findRow(tx, recommendations, act.programmeId, idOrRef);
    if (recommendation.archived_at !== null) throw new Problem('archived');
    const row = await findLink(tx, act.programmeId, recommendation.id, linkId);
    const target = row && (await targetsOf(tx, act.programmeId, [row])).get(row.target_id);
    if (!row || !target) throw new Problem('not-found');
    if (row.version !== version || target.fingerprint !== seen) throw new Problem('stale-version', { current: toLink(row, target) });
    const at = world.now().toISOString();
    const after: LinkTable = { ...row, version: version + 1, ...seenNow(target, at) };
    const saved = await tx.updateTable('links').set(after).where('id', '=', row.id).where('version', '=', version).executeTakeFirst();
    if (saved.numUpdatedRows !== 1n) throw new Problem('stale-version', { current: toLink(row, target) });
    await keepSubstances(tx, [target], at);
    await tx
      .updateTable('links')
      .set((from) => ({ ...seenNow(target, at), version: from('version', '+', 1) }))
      .where('recommendation_id', '=', recommendation.id)
      .where('target_id', '=', row.target_id)
      .where('target_fingerprint', '<>', target.fingerprint)
      .execute();
    await tx
      .insertInto('link_answers')
      .values({
        id: newId(),
        programme_id: act.programmeId,
        link_id: row.id,
        recommendation_id: recommendation.id,
        target_id: row.target_id,
        answer,
        reason,
        from_fingerprint: row.target_fingerprint,
        to_fingerprint: target.fingerprint,
        by_id: act.userId,
        at,
      })
      .execute();
    await note({ ...changeOf(recommendations, act, recommendation, 'changed'), kind: 'link', fields: [answer] });
    await auditAnswer(tx, act, { recommendation, row, target, answer }, at);
    return toLink(after, target);
  });
}
