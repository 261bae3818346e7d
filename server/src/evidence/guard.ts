import { Problem } from '@concordance/shared/problems';
import type { Draft, Row } from '../registers/register.ts';

/**
 * That an item no longer stands takes the ground from under everything that rests on it: it is done by `ground`, after a
 * look at what would be hit, and not in passing with other fields. Throws `ground-moves` with where to look. That it
 * stands again takes nothing from anybody.
 */
export function refuseMovingGround(row: Row, changes: Draft): void {
  const state = changes['state'];
  if (state === undefined || state === 'active' || state === row['state']) return;
  const preview = `/api/programmes/${row.programme_id}/evidence/${row.id}/impact`;
  throw new Problem('ground-moves', { fields: [{ path: 'changes.state', rule: 'not-allowed' }], preview });
}
