import { CLOSE, SYNC } from '@concordance/shared/collaboration/wire';
import type { ChangeNotice, EventMessage } from '@concordance/shared/events/schema';
import type { Attendee, Entered, Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { encodePresence, encodeSync, numbers } from '../support/raw-client.ts';
import { type LiveSocket, type Serving, serving } from '../support/serving.ts';
import type { Somebody } from '../support/world.ts';

const EMPTY_STATE = new Uint8Array([0]);
const rights = (socket: LiveSocket) => socket.until(({ messages }) => messages.find((message) => message.kind === 'rights'));
const ours = (documentId: string) => `/collaboration/${documentId}?client=concordance&schema=1`;

/** One paragraph, as a writer with a client id of their own sends it. */
function paragraph(text: string): Uint8Array {
  const doc = new Y.Doc();
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('default').insert(0, [element]);
  return Y.encodeStateAsUpdate(doc);
}

describe.each(DIALECTS)('a guest on $name', (dialect) => {
  let s: Serving;
  beforeAll(async () => {
    s = await serving({ dialect });
  });
  afterAll(() => s.close());
  const here = (path: string) => s.world.here(path);
  const at = (table: Table, path = '') => here(`/round-tables/${table.id}${path}`);
  const lead = <Body>(method: string, path: string, body?: unknown) => s.ask<Body>(s.world.lead, method, path, body);

  async function recommendation(title: string) {
    return (await lead<{ id: string; documentId: string }>('POST', here('/recommendations'), { title, statement: `${title}.` })).body;
  }
  async function openTable(...recommendations: readonly { readonly id: string }[]): Promise<Table> {
    const agenda = recommendations.map(({ id }) => ({ recommendationId: id }));
    const { body } = await lead<Table>('POST', here('/round-tables'), { title: 'A table', agenda });
    return (await lead<Table>('POST', at(body, '/state'), { version: 1, to: 'open' })).body;
  }
  const link = async (table: Table) => (await lead<{ token: string }>('POST', at(table, '/links'), { kind: 'shared' })).body.token;
  async function enter(token: string, name: string): Promise<Somebody> {
    const answer = await s.ask<Entered>(s.world.nobody, 'POST', '/round-tables/enter', { token, name });
    expect(answer.status).toBe(200);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const who = s.world.withCookie('', name, cookie);
    const { body } = await s.ask<{ me: { id: string } }>(who, 'GET', '/session');
    return s.world.withCookie(body.me.id, name, cookie);
  }
  const close = (table: Table) => lead<Table>('POST', at(table, '/state'), { version: table.version, to: 'closed' });
  const listen = async (who: Somebody) => {
    const socket = s.open(who, `/events/${s.world.programmeId}`);
    await socket.until((one) => (one.texts.length > 0 ? true : undefined));
    return socket;
  };
  const heard = (socket: LiveSocket): readonly ChangeNotice[] =>
    (socket.texts as readonly EventMessage[]).flatMap((message) => (message.type === 'change' ? [message.change] : []));

  it('reads the texts on the agenda of an open table, and whatever they send changes nothing', async () => {
    const own = await recommendation('On the agenda');
    const table = await openTable(own);
    const guest = await enter(await link(table), 'Raw client');
    const writer = s.open(s.world.lead, ours(own.documentId));
    await rights(writer);
    writer.send(encodeSync(SYNC.update, paragraph('what the lead wrote')));
    await writer.until(({ messages }) => messages.find((message) => message.kind === 'durable'));
    const socket = s.open(guest, ours(own.documentId));
    expect(await rights(socket)).toEqual({ kind: 'rights', value: 0 });
    for (const kind of [SYNC.update, SYNC.step2]) socket.send(encodeSync(kind, paragraph('canary')));
    const both = numbers(0, SYNC.update);
    socket.send(Buffer.concat([both, encodeSync(SYNC.update, paragraph('canary')).slice(2)]));
    socket.send(encodeSync(SYNC.step1, EMPTY_STATE));
    const state = await socket.until(({ messages }) => messages.find((message) => message.kind === 'step2'));
    expect(Buffer.from('bytes' in state ? state.bytes : []).toString('latin1')).toContain('what the lead wrote');
    expect(Buffer.from((await s.running.rooms.read(own.documentId)) ?? []).toString('latin1')).not.toContain('canary');
    await Promise.all([socket.close(), writer.close()]);
  });

  it('is refused every other text: not on the agenda, of another table, before the opening and after the end', async () => {
    const [own, other, later] = [await recommendation('Own'), await recommendation('Other'), await recommendation('Later')];
    const table = await openTable(own);
    await openTable(other);
    const planned = (await lead<Table>('POST', here('/round-tables'), { title: 'P', agenda: [{ recommendationId: later.id }] })).body;
    const token = await link(planned);
    const guest = await enter(await link(table), 'Curious');
    const waiting = await enter(token, 'Early');
    const foreign = await recommendation('On no agenda');
    for (const document of [other, later, foreign]) expect(await s.open(guest, ours(document.documentId)).ended).toBe(CLOSE.noAccess);
    expect(await s.open(waiting, ours(later.documentId)).ended).toBe(CLOSE.noAccess);
    await close(table);
    expect(await s.open(guest, ours(own.documentId)).ended).toBe(CLOSE.noAccess);
  });

  it('is out of every live text when the table closes, and reads and says nothing more', async () => {
    const own = await recommendation('Closing');
    const table = await openTable(own);
    const guest = await enter(await link(table), 'In the middle of a word');
    const [text, events] = [s.open(guest, ours(own.documentId)), await listen(guest)];
    await rights(text);
    await close(table);
    expect(await text.ended).toBe(CLOSE.noAccess);
    await events.until((one) => heard(one).find((notice) => notice.kind === 'round-table'));
    expect((await s.ask(guest, 'PUT', at(table, '/seat/hand'), {})).body).toMatchObject({ code: 'table-not-open' });
    expect((await s.ask<{ open: boolean }>(guest, 'GET', at(table, '/seat'))).body.open).toBe(false);
    await events.close();
  });

  it('is out at once when shown out, and when their link’s table is not theirs any more', async () => {
    const own = await recommendation('Showing out');
    const table = await openTable(own);
    const guest = await enter(await link(table), 'Unwelcome');
    const [text, events] = [s.open(guest, ours(own.documentId)), await listen(guest)];
    await rights(text);
    const [came] = (await lead<Attendee[]>('GET', at(table, '/guests'))).body;
    await lead('DELETE', at(table, `/guests/${came?.seatId}`));
    expect([await text.ended, await events.ended]).toEqual([CLOSE.unknownDocument, CLOSE.noAccess]);
  });

  it('hears of their table and its texts, of nothing else, and never who it was', async () => {
    const [own, other] = [await recommendation('Heard'), await recommendation('Unheard')];
    const table = await openTable(own);
    const guest = await enter(await link(table), 'Listener');
    const socket = await listen(guest);
    await lead('PATCH', here(`/recommendations/${other.id}`), { version: 1, changes: { note: 'x' } });
    await lead('POST', here('/trends'), { title: 'Not for guests' });
    await openTable(other);
    await lead('PATCH', here(`/recommendations/${own.id}`), { version: 1, changes: { note: 'x' } });
    await lead('POST', at(table, '/session'), { itemId: table.agenda[0]?.id });
    await socket.until((one) => heard(one).find((notice) => notice.kind === 'round-table' && notice.version === table.version));
    await socket.until((one) => heard(one).find((notice) => notice.kind === 'recommendation'));
    expect(new Set(heard(socket).map((notice) => notice.id))).toEqual(new Set([own.id, table.id]));
    expect(new Set(heard(socket).map((notice) => notice.by))).toEqual(new Set([null]));
    const { seq } = heard(socket).findLast((notice) => notice.seq > 0) ?? { seq: 0 };
    await socket.close();
    // What was missed is told by the same measure.
    await lead('POST', here('/trends'), { title: 'Not for guests either' });
    await lead('PATCH', here(`/recommendations/${own.id}`), { version: 2, changes: { note: 'y' } });
    const back = s.open(guest, `/events/${s.world.programmeId}?after=${seq}`);
    await back.until((one) => heard(one).find((notice) => notice.id === own.id));
    const missed = heard(back).filter((notice) => notice.seq > 0);
    expect(new Set(missed.map((notice) => notice.kind))).toEqual(new Set(['recommendation']));
    await back.close();
  });

  it('hears when something is said at their table, nothing of the team’s own talk, and of nobody’s inbox', async () => {
    const own = await recommendation('Talked about');
    const table = await openTable(own);
    const guest = await enter(await link(table), 'Speaker');
    const [hers, named, watching] = [await listen(guest), await listen(s.world.researcher), await listen(s.world.observer)];
    const internal = { subjectKind: 'recommendation', subjectId: own.id, text: 'Among us', mentions: [s.world.researcher.id] };
    const { body: thread } = await lead<{ id: string }>('POST', here('/threads'), internal);
    const remark = { subjectId: own.id, text: 'A remark' };
    const said = await s.ask<{ id: string }>(guest, 'POST', at(table, '/seat/threads'), remark);
    expect(said.status).toBe(201);
    await hers.until((one) => heard(one).find((notice) => notice.kind === 'thread'));
    await named.until((one) => heard(one).find((notice) => notice.kind === 'notice'));
    await watching.until((one) => heard(one).find((notice) => notice.kind === 'thread' && notice.id === table.id));
    const of = (socket: LiveSocket, kind: string) => new Set(heard(socket).flatMap((notice) => (notice.kind === kind ? notice.id : [])));
    expect(of(hers, 'thread')).toEqual(new Set([table.id]));
    expect(of(hers, 'notice')).toEqual(new Set());
    expect(of(named, 'notice')).toEqual(new Set([s.world.researcher.id]));
    expect(of(watching, 'thread')).toEqual(new Set([thread.id, said.body.id, table.id]));
    expect(of(watching, 'notice')).toEqual(new Set());
    expect(JSON.stringify([...heard(hers), ...heard(named), ...heard(watching)])).not.toContain(guest.id);
    await Promise.all([hers.close(), named.close(), watching.close()]);
  });

  it('is seen at the table by the leads, and in no list of who reads a text', async () => {
    const own = await recommendation('Presence');
    const table = await openTable(own);
    const guest = await enter(await link(table), 'Unseen');
    const present = async () => (await lead<Attendee[]>('GET', at(table, '/guests'))).body.map((one) => one.present);
    expect(await present()).toEqual([false]);
    const watching = await listen(s.world.lead);
    const events = await listen(guest);
    await watching.until((one) => heard(one).find((notice) => notice.kind === 'seat'));
    expect(await present()).toEqual([true]);
    const [witness, socket] = [s.open(s.world.lead, ours(own.documentId)), s.open(guest, ours(own.documentId))];
    await Promise.all([rights(witness), rights(socket)]);
    socket.send(encodePresence([{ client: 77, clock: 1, state: { user: { name: 'Unseen' } } }]));
    witness.send(encodePresence([{ client: 78, clock: 1, state: {} }]));
    await socket.until(({ messages }) => messages.find((message) => message.kind === 'awareness'));
    socket.send(numbers(3));
    socket.send(encodeSync(SYNC.step1, EMPTY_STATE));
    await socket.until(({ messages }) => messages.find((message) => message.kind === 'step2'));
    expect(JSON.stringify(witness.messages)).not.toContain('Unseen');
    await Promise.all([witness.close(), socket.close(), events.close(), watching.close()]);
  });

  it('comes with a whole hall from one address: a hundred at once are in, with feed and text, and nobody is sent away', async () => {
    const own = await recommendation('The hall');
    const table = await openTable(own);
    const token = await link(table);
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const guest = await enter(token, `Delegate ${n}`);
        const [events, text] = [s.open(guest, `/events/${s.world.programmeId}`), s.open(guest, ours(own.documentId))];
        const view = s.ask<{ open: boolean }>(guest, 'GET', at(table, '/seat'));
        await Promise.all([rights(text), events.until((one) => (one.texts.length > 0 ? true : undefined)), view]);
        expect((await view).body.open).toBe(true);
        return [events, text];
      }),
    );
    expect((await lead<Table>('GET', at(table))).body).toMatchObject({ guests: 100, present: 100 });
    await Promise.all(sockets.flat().map((socket) => socket.close()));
  });

  it('is not kept waiting by somebody who guesses links from the same address, and the guesser is', async () => {
    const own = await recommendation('Guessing');
    const table = await openTable(own);
    const token = await link(table);
    const guess = () => s.ask(s.world.nobody, 'POST', '/round-tables/enter', { token: `guess${Math.random()}`, name: 'Nobody' });
    const statuses: number[] = [];
    for (let n = 0; n < 52; n++) statuses.push((await guess()).status);
    expect(statuses.filter((status) => status === 410).length).toBeLessThanOrEqual(50);
    expect(statuses.at(-1)).toBe(429);
    expect((await s.ask(s.world.nobody, 'POST', '/round-tables/look', { token: 'another guess' })).status).toBe(429);
    await enter(token, 'Honest');
  });
});

it('a flood of arrivals from one address is told to wait, long after any hall is in', async () => {
  const s = await serving();
  const made = await s.ask<{ id: string }>(s.world.lead, 'POST', s.world.here('/recommendations'), { title: 'R' });
  const tokens: string[] = [];
  for (let n = 0; n < 2; n++) {
    const agenda = [{ recommendationId: made.body.id }];
    const table = await s.ask<Table>(s.world.lead, 'POST', s.world.here('/round-tables'), { title: 'T', agenda });
    const path = s.world.here(`/round-tables/${table.body.id}/links`);
    tokens.push((await s.ask<{ token: string }>(s.world.lead, 'POST', path, { kind: 'shared', seats: 500 })).body.token);
  }
  const statuses: number[] = [];
  for (let n = 0; n < 610; n += 10) {
    const asked = Array.from({ length: 10 }, (_, place) =>
      s.ask(s.world.nobody, 'POST', '/round-tables/enter', { token: tokens[n < 400 ? 0 : 1], name: `Flood ${n + place}` }),
    );
    statuses.push(...(await Promise.all(asked)).map((answer) => answer.status));
  }
  expect(statuses.slice(0, 600).every((status) => status === 200)).toBe(true);
  expect(statuses.slice(600).every((status) => status === 429)).toBe(true);
  await s.close();
});
