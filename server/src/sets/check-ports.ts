import { setReference } from '@concordance/shared/sets/schema';
import type { CheckPorts } from '../checks/ports.ts';
import { listsOf } from './store.ts';

/** What the checks learn of sets, and of the talk as its room counts it. */
export const checkPorts = (talk: CheckPorts['talk']): CheckPorts => ({
  talk,
  async sets(reader, programmeId) {
    const rows = await reader
      .selectFrom('sets')
      .select(['id', 'number', 'title'])
      .where('programme_id', '=', programmeId)
      .where('state', 'not in', ['superseded', 'withdrawn'])
      .orderBy('number')
      .execute();
    const lists = await listsOf(
      reader,
      rows.map((row) => row.id),
    );
    return rows.map(({ id, number, title }) => ({ id, ref: setReference(number), title, recommendationIds: lists.get(id)?.items ?? [] }));
  },
});
