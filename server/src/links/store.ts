import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import type { Link } from '@concordance/shared/links/schema';
import type { Reader } from '../storage/database.ts';
import type { LinkTable } from '../storage/tables.ts';
import { describeTarget, isSuspect, readTargets, type Target } from './targets.ts';

/** A stored link with what it points at, as it goes over the wire. */
export function toLink(row: LinkTable, target: Target): Link {
  return {
    id: row.id as Link['id'],
    recommendationId: row.recommendation_id as Link['recommendationId'],
    kind: row.kind as Link['kind'],
    version: row.version,
    note: row.note,
    stance: row.stance as Link['stance'],
    locator: row.locator,
    residualLikelihood: row.residual_likelihood,
    residualImpact: row.residual_impact,
    targetFingerprint: row.target_fingerprint,
    suspect: isSuspect(row, target),
    target: describeTarget(target),
  };
}

/** The links of a recommendation, declared ones first in the order they were made. */
export async function linksOf(reader: Reader, programmeId: string, recommendationId: string): Promise<readonly Link[]> {
  const rows = await reader
    .selectFrom('links')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('recommendation_id', '=', recommendationId)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const targets = await readTargets(
    reader,
    programmeId,
    rows.map((row) => ({ kind: row.target_kind as LinkedKind, id: row.target_id })),
  );
  return rows.flatMap((row) => {
    const target = targets.get(row.target_id);
    return target ? [toLink(row, target)] : [];
  });
}

export async function findLink(reader: Reader, programmeId: string, recommendationId: string, id: string): Promise<LinkTable | null> {
  const row = await reader
    .selectFrom('links')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('recommendation_id', '=', recommendationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
