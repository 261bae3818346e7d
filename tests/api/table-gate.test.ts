import { tableGate } from '@concordance/server/roundtables/table-gate';
import type { Attendee, Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { guestOf, openTable, planTable, sharedLink } from '../support/round-table.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('the gate of round tables on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const gate = tableGate(() => new Date());
  const at = async (table: Table, programmeId = w.programmeId) =>
    (await gate.tables(w.database.reader, programmeId, [table.id, '0'.repeat(26)])).get(table.id);
  const move = (table: Table, to: string) => w.lead.post<Table>(w.here(`/round-tables/${table.id}/state`), { version: table.version, to });

  it('lets guests speak at their own table while it is open, and see it afterwards', async () => {
    const planned = await planTable(w.lead, w.programmeId, { rule: 'organisation-only' }, 2);
    const guest = await guestOf(w, await sharedLink(w.lead, planned), 'Aigul', 'Chamber');
    const who = { userId: guest.id, role: 'participant' } as const;
    expect((await at(planned))?.partOf(who)).toEqual({ mayAttend: true, mayTakePart: false });
    const { body: open } = await move(planned, 'open');
    const hand = await at(open);
    expect(hand).toMatchObject({ ref: planned.ref, rule: 'organisation-only', open: true });
    expect([...(hand?.agenda ?? [])].sort()).toEqual(planned.agenda.map((item) => item.recommendationId as string).sort());
    expect(hand?.organisations).toEqual(new Map([[guest.id, 'Chamber']]));
    expect(hand?.partOf(who)).toEqual({ mayAttend: true, mayTakePart: true });
    expect(hand?.partOf({ userId: w.participant.id, role: 'participant' })).toEqual({ mayAttend: false, mayTakePart: false });
    expect(hand?.partOf({ userId: w.researcher.id, role: 'researcher' })).toEqual({ mayAttend: true, mayTakePart: true });
    expect(hand?.partOf({ userId: w.observer.id, role: 'observer' })).toEqual({ mayAttend: true, mayTakePart: false });
    await move(open, 'closed');
    expect((await at(open))?.partOf(who)).toEqual({ mayAttend: true, mayTakePart: false });
  });

  it('knows a guest who was shown out as one who was there, and lets them do nothing', async () => {
    const table = await openTable(w.lead, w.programmeId);
    const guest = await guestOf(w, await sharedLink(w.lead, table), 'Boris', 'Bank');
    expect(await gate.attended(w.database.reader, w.programmeId, guest.id)).toEqual([table.id]);
    const [came] = (await w.lead.get<Attendee[]>(w.here(`/round-tables/${table.id}/guests`))).body;
    await w.lead.delete(w.here(`/round-tables/${table.id}/guests/${came?.seatId}`));
    expect(await gate.attended(w.database.reader, w.programmeId, guest.id)).toEqual([]);
    const hand = await at(table);
    expect(hand?.organisations.get(guest.id)).toBe('Bank');
    expect(hand?.partOf({ userId: guest.id, role: 'participant' })).toEqual({ mayAttend: false, mayTakePart: false });
  });

  it('knows nothing of another programme’s tables', async () => {
    const table = await openTable(w.lead, w.programmeId);
    expect(await at(table, w.second.programmeId)).toBeUndefined();
  });
});
