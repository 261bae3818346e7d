import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { Problem } from '@concordance/shared/problems';
import { statusMove } from '@concordance/shared/recommendations/rules';
import type { Status } from '@concordance/shared/recommendations/schema';
import { newId } from '../ids.ts';
import { type Act, changeOf, createRecord, one, type RegisterWorld, saveVersion, stale } from '../registers/actions.ts';
import type { Draft } from '../registers/register.ts';
import { type AnyRecord, findRow } from '../registers/store.ts';
import { recommendations } from './register.ts';

/** Creates a recommendation together with the document that its text will live in. */
export function createRecommendation(world: RegisterWorld, act: Act, draft: Draft): Promise<AnyRecord> {
  return createRecord(world, recommendations, act, draft, async (tx, id) => {
    const documentId = newId();
    await tx
      .insertInto('documents')
      .values({
        id: documentId,
        programme_id: act.programmeId,
        kind: 'recommendation',
        owner_id: id,
        epoch: 1,
        schema: SCHEMA_VERSION,
        seq: 0,
        created_at: world.now().toISOString(),
      })
      .execute();
    return { document_id: documentId, status: 'draft', status_reason: '' };
  });
}

/** Moves a recommendation to another status by the shared rule. Throws `move-not-allowed`, `reason-required`, `stale-version`. */
export async function moveStatus(
  world: RegisterWorld,
  act: Act,
  idOrRef: string,
  version: number,
  to: Status,
  reason: string,
): Promise<AnyRecord> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await findRow(tx, recommendations, act.programmeId, idOrRef);
    if (row.version !== version) return { stale: row };
    if (row.archived_at !== null) throw new Problem('archived');
    const move = statusMove(row['status'] as Status, to);
    if (!move.allowed) throw new Problem('move-not-allowed');
    if (move.needsReason && reason === '') throw new Problem('reason-required', { fields: [{ path: 'reason', rule: 'required' }] });
    const columns = { status: to, status_reason: reason };
    if (!(await saveVersion(tx, recommendations, row, columns, act.userId, world.now()))) return { stale: row };
    await note({ ...changeOf(recommendations, act, { ...row, version: version + 1 }, 'changed'), fields: ['status'] });
    return { row: await findRow(tx, recommendations, act.programmeId, row.id) };
  });
  if (outcome.stale) throw await stale(world, recommendations, act.programmeId, outcome.stale.id);
  return one(world, recommendations, outcome.row);
}
