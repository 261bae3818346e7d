import { closeOverdue } from '@concordance/server/roundtables/actions';
import type { TextHistory } from '@concordance/shared/history/schema';
import type { Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { openTable } from '../support/round-table.ts';
import { composed } from '../support/sets.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('what has changed since an act, on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const since = async (id: string | undefined) => (await w.observer.get<TextHistory>(w.here(`/recommendations/${id}/history`))).body.since;

  it('is told of the last edition and of its delivery, in every text of the set', async () => {
    const made = await composed(w, { quorum: 2 });
    await made.open();
    await made.sign(made.ann);
    expect(await since(made.recommendationIds[0])).toMatchObject({ edition: null, delivery: null });
    await made.sign(made.ben);
    for (const id of made.recommendationIds)
      expect(await since(id)).toMatchObject({
        edition: { cause: 'edition', note: `${made.set.ref}, 1`, by: { name: made.ben.name } },
        delivery: null,
      });
    await w.lead.post(made.at('/deliver'), { version: (await made.now()).version, on: '2020-09-30', to: 'The Government' });
    for (const id of made.recommendationIds)
      expect(await since(id)).toMatchObject({ delivery: { note: `${made.set.ref}, 1`, by: { name: 'lead' } } });
  });

  it('is told of the last round table, whether somebody closed it or its hour did', async () => {
    const table = await openTable(w.lead, w.programmeId);
    const [item] = table.agenda;
    expect(await since(item?.recommendationId)).toMatchObject({ 'round-table': null });
    await w.lead.post<Table>(w.here(`/round-tables/${table.id}/state`), { version: table.version, to: 'closed' });
    expect(await since(item?.recommendationId)).toMatchObject({
      'round-table': { cause: 'round-table', note: table.ref, by: { name: 'lead' } },
    });
    const hour = new Date(Date.now() + 60_000).toISOString();
    const timed = await openTable(w.lead, w.programmeId, { closesAt: hour });
    w.clock.advance(120_000);
    expect(await closeOverdue(w.tables)).toBe(1);
    expect(await since(timed.agenda[0]?.recommendationId)).toMatchObject({ 'round-table': { note: timed.ref, by: null } });
  });
});
