import type { Action } from '@concordance/shared/identity/rules';
import type { Table } from '@concordance/shared/roundtables/schema';
import { pasteLines } from './pasted.ts';
import { guestOf, openTable } from './round-table.ts';
import { readyRecommendation } from './sets.ts';
import { guestThread, isAboutThreads, THREAD_NEEDS, threadBody, threadFor } from './thread-routes.ts';
import type { Asking, Somebody, World } from './world.ts';

/** What a route asks of its caller: a right in the table of rights, a session, or nothing. */
export type Needs = Action | 'signed-in' | 'nothing';

/** One operation of the server's own description, with paths that begin behind `/api`. */
export interface Route {
  readonly key: string;
  readonly method: string;
  readonly path: string;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every operation that the server says it has. */
export async function describedRoutes(world: World): Promise<readonly Route[]> {
  const { body } = await world.nobody.get<OpenApi>('/openapi.json');
  return Object.entries(body.paths).flatMap(([address, operations]) =>
    Object.keys(operations).map((operation) => {
      const method = operation.toUpperCase();
      const path = address.replace(/^\/api/, '');
      return { key: `${method} ${path}`, method, path };
    }),
  );
}

const P = '/programmes/{programme}';
const T = `${P}/round-tables`;
const REGISTERS = ['bodies', 'trends', 'risks', 'sources', 'evidence'];

const registerNeeds = (register: string, read: Action, write: Action, archive: Action): Readonly<Record<string, Needs>> => ({
  [`GET ${P}/${register}`]: read,
  [`POST ${P}/${register}`]: write,
  [`GET ${P}/${register}/{id}`]: read,
  [`PATCH ${P}/${register}/{id}`]: write,
  [`POST ${P}/${register}/{id}/archive`]: archive,
  [`POST ${P}/${register}/{id}/restore`]: archive,
  [`GET ${P}/${register}/{id}/used-in`]: read,
});

/** What every route asks. A route that is missing here fails the tests of roles: decide, and write it down. */
export const NEEDS: Readonly<Record<string, Needs>> = {
  'GET /session': 'nothing',
  'POST /session': 'nothing',
  'DELETE /session': 'nothing',
  'POST /set-up': 'nothing',
  'POST /set-up/look': 'nothing',
  'POST /invitations/look': 'nothing',
  'POST /invitations/accept': 'nothing',
  'GET /sessions': 'signed-in',
  'DELETE /sessions': 'signed-in',
  'DELETE /sessions/{id}': 'signed-in',
  'POST /password': 'signed-in',
  'PATCH /me': 'signed-in',
  'GET /programmes': 'signed-in',
  'POST /programmes': 'server.programmes',
  'GET /server/people': 'server.people',
  'PATCH /server/people/{id}': 'server.people',
  'GET /server/programmes': 'server.programmes',
  'POST /server/programmes/{programme}/join': 'server.programmes',
  [`GET ${P}`]: 'programme.see',
  [`PATCH ${P}`]: 'programme.change',
  [`GET ${P}/counts`]: 'programme.read',
  [`GET ${P}/activity`]: 'events.read',
  [`GET ${P}/find`]: 'register.read',
  [`GET ${P}/records`]: 'register.read',
  [`GET ${P}/people`]: 'people.read',
  [`PATCH ${P}/people/{user}`]: 'people.change',
  [`DELETE ${P}/people/{user}`]: 'people.change',
  [`GET ${P}/invitations`]: 'people.invite',
  [`POST ${P}/invitations`]: 'people.invite',
  [`DELETE ${P}/invitations/{invitation}`]: 'people.invite',
  ...Object.assign({}, ...REGISTERS.map((register) => registerNeeds(register, 'register.read', 'register.write', 'register.archive'))),
  [`GET ${P}/risks/values/{field}`]: 'register.read',
  [`GET ${P}/sources/values/{field}`]: 'register.read',
  ...registerNeeds('recommendations', 'recommendation.read', 'recommendation.write', 'recommendation.write'),
  [`PUT ${P}/evidence/{id}/attachment`]: 'register.write',
  [`DELETE ${P}/evidence/{id}/attachment`]: 'register.write',
  [`GET ${P}/evidence/{id}/attachment`]: 'register.read',
  [`POST ${P}/recommendations/{id}/status`]: 'recommendation.write',
  [`GET ${P}/recommendations/{id}/links`]: 'recommendation.read',
  [`POST ${P}/recommendations/{id}/links`]: 'recommendation.link',
  [`PATCH ${P}/recommendations/{id}/links/{link}`]: 'recommendation.link',
  [`DELETE ${P}/recommendations/{id}/links/{link}`]: 'recommendation.link',
  'POST /round-tables/look': 'nothing',
  'POST /round-tables/enter': 'nothing',
  'GET /seats': 'signed-in',
  [`GET ${T}`]: 'roundtable.read',
  [`POST ${T}`]: 'roundtable.manage',
  [`GET ${T}/{id}`]: 'roundtable.read',
  [`PATCH ${T}/{id}`]: 'roundtable.manage',
  [`POST ${T}/{id}/state`]: 'roundtable.manage',
  [`GET ${T}/{id}/links`]: 'roundtable.manage',
  [`POST ${T}/{id}/links`]: 'roundtable.manage',
  [`DELETE ${T}/{id}/links/{link}`]: 'roundtable.manage',
  [`GET ${T}/{id}/guests`]: 'roundtable.manage',
  [`DELETE ${T}/{id}/guests/{seat}`]: 'roundtable.manage',
  [`POST ${T}/{id}/session`]: 'roundtable.manage',
  [`POST ${T}/{id}/speakers/{number}`]: 'roundtable.manage',
  [`GET ${T}/{id}/seat`]: 'roundtable.attend',
  [`GET ${T}/{id}/seat/items/{item}/text`]: 'roundtable.attend',
  [`PUT ${T}/{id}/seat/hand`]: 'roundtable.attend',
  [`DELETE ${T}/{id}/seat/hand`]: 'roundtable.attend',
  [`GET ${T}/{id}/seat/rounds/{round}`]: 'roundtable.attend',
  [`PUT ${T}/{id}/seat/rounds/{round}/answer`]: 'roundtable.attend',
  [`GET ${P}/rating-defaults`]: 'roundtable.read',
  [`PUT ${P}/rating-defaults`]: 'roundtable.manage',
  [`GET ${T}/{id}/rounds`]: 'roundtable.read',
  [`POST ${T}/{id}/rounds`]: 'roundtable.manage',
  [`GET ${T}/{id}/rounds/{round}`]: 'roundtable.read',
  [`POST ${T}/{id}/rounds/{round}/close`]: 'roundtable.manage',
  [`GET ${T}/{id}/ratings.csv`]: 'roundtable.read',
  [`POST ${T}/{id}/minutes`]: 'roundtable.manage',
  [`GET ${T}/{id}/minutes`]: 'roundtable.read',
  [`GET ${T}/{id}/minutes.docx`]: 'roundtable.read',
  'GET /verify/{sha256}': 'nothing',
  [`GET ${P}/sets`]: 'set.read',
  [`POST ${P}/sets`]: 'set.compose',
  [`GET ${P}/sets/{id}`]: 'set.read',
  [`PATCH ${P}/sets/{id}`]: 'set.compose',
  [`GET ${P}/sets/{id}/readiness`]: 'set.read',
  [`GET ${P}/sets/{id}/changes`]: 'set.read',
  [`GET ${P}/sets/{id}/approval`]: 'set.read',
  [`POST ${P}/sets/{id}/look`]: 'set.approve',
  [`POST ${P}/sets/{id}/open`]: 'set.approve',
  [`POST ${P}/sets/{id}/sign`]: 'set.approve',
  [`POST ${P}/sets/{id}/return`]: 'set.approve',
  [`POST ${P}/sets/{id}/withdraw`]: 'set.approve',
  [`POST ${P}/sets/{id}/deliver`]: 'set.deliver',
  [`POST ${P}/sets/{id}/supersede`]: 'set.deliver',
  [`GET ${P}/sets/{id}/editions/{number}`]: 'set.read',
  [`GET ${P}/sets/{id}/editions/{number}/file`]: 'set.read',
  [`GET ${P}/follow-ups`]: 'set.read',
  [`POST ${P}/sets/{id}/follow-ups`]: 'follow-up.write',
  [`PUT ${P}/follow-ups/{id}/attachment`]: 'follow-up.write',
  [`GET ${P}/follow-ups/{id}/attachment`]: 'set.read',
  [`GET ${P}/evidence/{id}/impact`]: 'register.read',
  [`GET ${P}/sources/{id}/impact`]: 'register.read',
  [`POST ${P}/evidence/{id}/ground`]: 'register.write',
  [`GET ${P}/audit`]: 'audit.read',
  [`GET ${P}/audit/export`]: 'audit.read',
  [`GET ${P}/recommendations/{id}/links/{link}/change`]: 'recommendation.read',
  [`POST ${P}/recommendations/{id}/links/{link}/answer`]: 'recommendation.link',
  [`GET ${P}/recommendations/{id}/history`]: 'text.read',
  [`POST ${P}/recommendations/{id}/history`]: 'text.write',
  [`POST ${P}/recommendations/{id}/history/visit`]: 'text.read',
  [`GET ${P}/recommendations/{id}/history/contributions`]: 'text.read',
  [`GET ${P}/recommendations/{id}/history/authorship`]: 'text.read',
  [`PUT ${P}/recommendations/{id}/translations/{language}`]: 'recommendation.write',
  [`POST ${P}/recommendations/{id}/history/pasted`]: 'text.write',
  [`GET ${P}/recommendations/{id}/history/{number}`]: 'text.read',
  [`POST ${P}/recommendations/{id}/history/{number}/restore`]: 'text.write',
  [`GET ${P}/suspect-links`]: 'recommendation.read',
  [`GET ${P}/recommendations/{id}/checks`]: 'recommendation.read',
  [`GET ${P}/checks`]: 'recommendation.read',
  ...THREAD_NEEDS,
};

/** A programme and somebody who leads it: where the things are made that a request is about. */
export interface Home {
  readonly world: World;
  readonly programmeId: string;
  readonly lead: Somebody;
  /** Who is about to ask, where some of it has to be their own. */
  readonly caller?: Somebody;
}

export type Params = Readonly<Record<string, string>>;

/** Fresh things for every parameter of a route, so that the request about them can succeed. */
export async function paramsFor(route: Route, home: Home): Promise<Params> {
  const { world, programmeId, lead } = home;
  const here = (path: string) => `/programmes/${programmeId}${path}`;
  const params: Record<string, string> = { programme: programmeId };
  if (route.path.startsWith(`${T}/{id}`)) return { ...params, ...(await tableFor(route, home)) };
  if (isAboutThreads(route)) return { ...params, ...(await threadFor(route, home)) };
  const register = /^\/programmes\/\{programme\}\/([a-z]+)\/\{id\}/.exec(route.path)?.[1];
  if (register && register !== 'sets') params['id'] = (await lead.make(here(`/${register}`), { title: 'Made for a request' })).id;
  if (route.key === `GET ${P}/evidence/{id}/attachment`)
    await lead.ask('PUT', here(`/evidence/${params['id']}/attachment`), { raw: formWithFile() });
  if (route.path.includes('/follow-ups/{id}')) params['id'] = await followUpFor(route, home);
  if (register === 'sets') {
    const made = await setInState(route, home);
    Object.assign(params, { id: made.id, number: '1' });
  }
  if (route.path.includes('{link}')) {
    const draft = { kind: 'answers', targetId: await targetIn(home) };
    params['link'] = (await lead.make(here(`/recommendations/${params['id']}/links`), draft)).id;
  }
  if (route.path.includes('{user}')) params['user'] = (await world.person(uniqueName(), { role: 'observer', programmeId })).id;
  if (route.path.startsWith('/server/people/')) params['id'] = (await world.person(uniqueName())).id;
  if (route.path.includes('{invitation}'))
    params['invitation'] = (await lead.make<{ invitation: { id: string } }>(here('/invitations'), { role: 'observer' })).invitation.id;
  if (route.path.includes('{field}')) params['field'] = route.path.includes('/risks/') ? 'subject' : 'country';
  if (route.path.includes('{language}')) params['language'] = 'ru';
  if (route.path === '/verify/{sha256}') params['sha256'] = '0'.repeat(64);
  if (route.path === '/sessions/{id}') params['id'] = 'none';
  if (route.path.includes('/history/{number}')) {
    await lead.make(here(`/recommendations/${params['id']}/history`), { name: 'Kept for a request' });
    params['number'] = '0';
  }
  return params;
}

/** What to send along, so that whoever may do this succeeds. */
export async function sendingFor(route: Route, home: Home, params: Params): Promise<Asking> {
  const { lead, programmeId } = home;
  const [method] = route.key.split(' ');
  if (method === 'GET') return {};
  if (method === 'PUT' && route.path.endsWith('/attachment')) return { raw: formWithFile() };
  if (method === 'DELETE' || route.key.endsWith('/hand')) return {};
  const talk = threadBody(route, params);
  if (talk) return { body: talk };
  if (route.key === `POST ${T}/{id}/rounds`) return { body: { itemId: params['item'] } };
  if (route.key === `POST ${P}/recommendations/{id}/links/{link}/answer`) {
    const path = `/programmes/${programmeId}/recommendations/${params['id']}/links/${params['link']}/change`;
    const { body } = await lead.get<{ fingerprint?: string }>(path);
    return { body: { version: 1, answer: 'holds', reason: 'For a request', seen: body.fingerprint ?? '' } };
  }
  const act = /\/sets\/\{id\}\/(\w+)(-ups)?$/.exec(route.path)?.[1];
  if (act) return { body: await actBody(act, home) };
  if (route.key === `PATCH ${P}`) {
    const { body } = await lead.get<{ version: number }>(`/programmes/${programmeId}`);
    return { body: { version: body.version, changes: { aim: uniqueName() } } };
  }
  if (route.key === `POST ${P}/recommendations/{id}/history/pasted`) return { body: await ownWordsTwice(home, params['id'] ?? '') };
  if (route.key === `POST ${P}/recommendations/{id}/links`) return { body: { kind: 'answers', targetId: await targetIn(home) } };
  return { body: BODIES[route.key] ?? BODIES[`${method} ${route.path.replace(/^.*(?=\/)/, '…')}`] ?? { title: uniqueName() } };
}

const BODIES: Readonly<Record<string, object>> = {
  'POST /programmes': { title: { en: 'Third' }, shortTitle: 'Third' },
  'PATCH /server/people/{id}': { disabled: true },
  'POST /server/programmes/{programme}/join': { role: 'observer' },
  [`PATCH ${P}/people/{user}`]: { role: 'participant' },
  [`POST ${P}/invitations`]: { role: 'observer' },
  [`PUT ${P}/rating-defaults`]: {},
  [`PATCH ${T}/{id}`]: { version: 2, changes: { description: 'Changed for a request' } },
  [`POST ${T}/{id}/state`]: { version: 2, to: 'closed' },
  [`POST ${T}/{id}/links`]: { kind: 'shared' },
  [`POST ${T}/{id}/minutes`]: { language: 'en' },
  [`POST ${T}/{id}/session`]: { itemId: null },
  [`POST ${T}/{id}/speakers/{number}`]: { to: 'speaking' },
  [`PUT ${T}/{id}/seat/rounds/{round}/answer`]: { ratings: { desirability: 7, feasibility: 5, confidence: 6 } },
  [`POST ${T}/{id}/rounds/{round}/close`]: {},
  [`POST ${P}/recommendations/{id}/status`]: { version: 1, to: 'in-discussion' },
  'PATCH …/{id}': { version: 1, changes: { note: 'Changed for a request' } },
  [`PUT ${P}/recommendations/{id}/translations/{language}`]: { version: 1, title: '', statement: '' },
  [`POST ${P}/recommendations/{id}/history`]: { name: 'Kept for a request' },
  [`POST ${P}/recommendations/{id}/history/visit`]: {},
  [`POST ${P}/recommendations/{id}/history/{number}/restore`]: {},
  'PATCH …/{link}': { version: 1, changes: { note: 'Changed for a request' } },
  [`POST ${P}/evidence/{id}/ground`]: { version: 1, cause: 'retracted', reason: 'For a request', on: '2020-09-30' },
  'POST …/archive': { version: 1 },
  'POST …/restore': { version: 1 },
};

/** A claim that is true: the caller has copied words of their own in one text. */
async function ownWordsTwice({ world, programmeId, lead, caller = lead }: Home, id: string): Promise<object> {
  const { status, body } = await lead.get<{ documentId: string }>(`/programmes/${programmeId}/recommendations/${id}`);
  if (status !== 200) return { source: id, client: 1, from: 0, to: 1 };
  const words = 'These words were copied for a request and pasted again.';
  await pasteLines(world, body.documentId, caller.id, words);
  return { source: body.documentId, ...(await pasteLines(world, body.documentId, caller.id, words)) };
}

/** The path with its parameters filled in, and what the route's query cannot do without. */
export function filled(route: Route, params: Params): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'none');
  if (route.key.startsWith('DELETE') && route.path.endsWith('{link}')) return `${path}?version=1`;
  if (route.path.endsWith('/sources/{id}/impact')) return `${path}?reliability=D`;
  if (/\/dispositions(\.\w+)?$/.test(route.path)) return `${path}?recommendation=${params['id'] ?? 'none'}`;
  return route.path.endsWith('/records') ? `${path}?ids=` : path;
}

/** An open table where the programme's participant sits, with a link, a raised hand, and a round where one is asked for. */
async function tableFor(route: Route, home: Home): Promise<Params> {
  const { world, programmeId, lead } = home;
  const table = await openTable(lead, programmeId);
  const id = table.id;
  const item = table.agenda[0]?.id ?? '';
  const path = `/programmes/${programmeId}/round-tables/${id}`;
  const { link, token } = await lead.make<{ link: { id: string }; token: string }>(`${path}/links`, { kind: 'shared' });
  const guest = programmeId === world.programmeId ? world.participant : await guestOf(world, token);
  await guest.post('/round-tables/enter', { token });
  await guest.ask('PUT', `${path}/seat/hand`);
  const seat = (await lead.get<{ seatId: string }[]>(`${path}/guests`)).body[0]?.seatId ?? '';
  const number = String((await lead.get<Table>(path)).body.session.speakers[0]?.number ?? 0);
  const round = route.path.includes('{round}') ? (await lead.make(`${path}/rounds`, { itemId: item })).id : '';
  if (route.path.includes('/minutes')) {
    await lead.post(`${path}/state`, { version: table.version, to: 'closed' });
    if (route.method === 'GET') await lead.make(`${path}/minutes`, { language: 'en' });
  }
  const talk = route.path.includes('/seat/threads') ? await guestThread(guest, table) : {};
  return { id, item, link: link.id, seat, number, round, ...talk };
}

function formWithFile(): FormData {
  const form = new FormData();
  form.set('file', new File(['A file'], 'a.txt', { type: 'text/plain' }));
  return form;
}

/** A line of follow-up about a delivered recommendation, with its file where that is asked for. */
async function followUpFor(route: Route, home: Home): Promise<string> {
  const { programmeId, lead } = home;
  const set = await setInState({ ...route, path: `${P}/sets/{id}/follow-ups` }, home);
  const path = `/programmes/${programmeId}/sets/${set.id}/follow-ups`;
  const { latest } = await lead.make<{ latest: { id: string } }>(path, await actBody('follow', home));
  if (route.method === 'GET')
    await lead.ask('PUT', `/programmes/${programmeId}/follow-ups/${latest.id}/attachment`, { raw: formWithFile() });
  return latest.id;
}

async function targetIn({ lead, programmeId }: Home): Promise<string> {
  return (await lead.make(`/programmes/${programmeId}/trends`, { title: 'A target' })).id;
}

let names = 0;
const uniqueName = () => `person${++names}`;

/** The set made last in each programme: what is sent about it names its version and its text. */
interface MadeSet {
  readonly id: string;
  readonly version: number;
  readonly item?: string;
}
const lastSets = new Map<string, MadeSet>();

/** A set that stands where this route can be asked of it; whoever leads at home has a password and is its approver. */
async function setInState(route: Route, { world, programmeId, lead }: Home): Promise<{ readonly id: string }> {
  const here = (path: string) => `/programmes/${programmeId}${path}`;
  await world.database.write(async (tx) => {
    const hash = await passwordHash(world);
    await tx.updateTable('users').set({ password_hash: hash }).where('id', '=', lead.id).execute();
  });
  const recommendation = await readyRecommendation(lead, here, 'In a set');
  const set = await lead.make<{ id: string; version: number }>(here('/sets'), {
    title: 'Made for a request',
    itemIds: [recommendation.id],
    approverIds: [lead.id],
  });
  const post = (act: string, body: object) => lead.post<{ version: number }>(here(`/sets/${set.id}/${act}`), body);
  let { version } = set;
  const act = /\/sets\/\{id\}\/(\w+)/.exec(route.path)?.[1] ?? '';
  if (['sign', 'return', 'withdraw', 'deliver', 'supersede', 'editions', 'follow'].includes(act))
    version = (await post('open', { version })).body.version;
  if (['withdraw', 'deliver', 'supersede', 'editions', 'follow'].includes(act)) {
    const { body } = await lead.get<{ hash: string }>(here(`/sets/${set.id}/approval`));
    version = (await post('sign', { hash: body.hash, name: lead.name, password: PASSWORD })).body.version;
  }
  if (act === 'follow') await post('deliver', { version, on: '2020-09-30' });
  lastSets.set(programmeId, { id: set.id, version, item: recommendation.id });
  return set;
}

async function actBody(act: string, { programmeId, lead }: Home): Promise<object> {
  // Somewhere else's set is asked about from here: it is to be refused before anything is read.
  const set: MadeSet = lastSets.get(programmeId) ?? (await lead.make(`/programmes/${programmeId}/sets`, { title: 'Not asked about' }));
  const path = `/programmes/${programmeId}/sets`;
  const { body } = await lead.get<{ hash: string }>(`${path}/${set.id}/approval`);
  const other = act === 'supersede' ? (await lead.make(path, { title: 'In its place' })).id : '';
  return (
    {
      look: { hash: body.hash },
      sign: { hash: body.hash, name: lead.name, password: PASSWORD },
      deliver: { version: set.version, on: '2020-09-30' },
      supersede: { version: set.version, bySetId: other },
      follow: { recommendationId: set.item ?? set.id, edition: 1, outcome: 'accepted', on: '2020-10-30' },
    }[act] ?? { version: set.version, reason: 'For a request' }
  );
}

const PASSWORD = 'four unrelated words here';
let hashed: Promise<string> | null = null;
const passwordHash = (world: World) => (hashed ??= world.identity.passwords.hash(PASSWORD));
