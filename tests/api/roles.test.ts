import { ACTIONS, type Action, may } from '@concordance/shared/identity/rules';
import type { Role } from '@concordance/shared/identity/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes, filled, type Home, NEEDS, type Params, paramsFor, type Route, sendingFor } from '../support/route-table.ts';
import { isAboutThreads } from '../support/thread-routes.ts';
import { type Asking, type Somebody, type World, world } from '../support/world.ts';

interface Caller {
  readonly name: string;
  readonly who: (w: World) => Somebody | Promise<Somebody>;
  /** Null for a person who has no role in the programme; undefined for one who has not signed in. */
  readonly role: Role | null | undefined;
  readonly administrator?: boolean;
}

const CALLERS: readonly Caller[] = [
  { name: 'a lead', who: (w) => w.lead, role: 'lead' },
  { name: 'a researcher', who: (w) => w.researcher, role: 'researcher' },
  { name: 'a participant', who: (w) => w.participant, role: 'participant' },
  { name: 'an observer', who: (w) => w.observer, role: 'observer' },
  { name: 'an administrator who is no member', who: (w) => w.administrator, role: null, administrator: true },
  {
    name: 'an administrator who observes',
    who: (w) => w.person('both', { role: 'observer', administrator: true }),
    role: 'observer',
    administrator: true,
  },
  { name: 'the lead of another programme', who: (w) => w.second.lead, role: null },
  { name: 'a stranger', who: (w) => w.stranger, role: null },
  { name: 'nobody', who: (w) => w.nobody, role: undefined },
];

/** `in`, or the status of the refusal. Where one has no role, a programme is not there; elsewhere one has no right. */
function expectation({ role, administrator = false }: Caller, action: Action): 'in' | 401 | 403 | 404 {
  if (role === undefined) return 401;
  if (may({ role, administrator }, action)) return 'in';
  return role === null && !action.startsWith('server.') ? 404 : 403;
}

const CODES = { 401: 'not-signed-in', 403: 'no-right', 404: 'not-found' } as const;

// Once is enough: rights are the business of the table and the door, and every other suite comes in by that door on both engines.
describe('rights', () => {
  let w: World;
  let routes: readonly Route[];
  let home: Home;
  /** Joining makes a member: it happens elsewhere. */
  let elsewhere: Home;
  beforeAll(async () => {
    w = await world();
    routes = await describedRoutes(w);
    home = { world: w, programmeId: w.programmeId, lead: w.lead };
    elsewhere = { world: w, programmeId: w.second.programmeId, lead: w.second.lead };
  });
  afterAll(() => w.drop());
  /** What was made for a request that changed nothing: the next caller may ask about the same. */
  const untouched = new Map<string, { readonly params: Params; readonly asking: Asking }>();
  const askAbout = async (route: Route, there: Home, caller: Caller, action: Action) => {
    const kept = untouched.get(route.key);
    untouched.delete(route.key);
    const params = kept?.params ?? (await paramsFor(route, there));
    const made = { params, asking: kept?.asking ?? (await sendingFor(route, there, params)) };
    const stays = route.method === 'GET' || expectation(caller, action) !== 'in';
    // Of what is said, some has to be the caller's own.
    if (stays && !isAboutThreads(route)) untouched.set(route.key, made);
    return made;
  };
  const changes = async () => (await w.database.reader.selectFrom('changes').select('seq').execute()).length;

  it('are written down for every route, and for no others', () => {
    expect(routes.map((route) => route.key).sort()).toEqual(Object.keys(NEEDS).sort());
  });

  it('are all asked for by some route', () => {
    const asked = new Set<string>(Object.values(NEEDS));
    expect(ACTIONS.filter((action) => !asked.has(action))).toEqual([]);
  });

  it.each(CALLERS)('of $name are the same by every route', { timeout: 90_000 }, async (caller) => {
    const who = await caller.who(w);
    for (const route of routes) {
      const needs = NEEDS[route.key];
      if (!needs || needs === 'nothing' || needs === 'signed-in') continue;
      const there = route.path.endsWith('/join') ? elsewhere : { ...home, caller: who };
      const { params, asking } = await askAbout(route, there, caller, needs);
      const before = await changes();
      const answer = await who.ask<{ code?: string }>(route.method, filled(route, params), asking);
      const expected = expectation(caller, needs);
      const got = answer.status >= 200 && answer.status < 300 ? 'in' : answer.status;
      expect(`${route.key}: ${got} ${JSON.stringify(answer.body?.code ?? '')}`).toBe(
        `${route.key}: ${expected} ${JSON.stringify(expected === 'in' ? '' : CODES[expected])}`,
      );
      if (expected !== 'in') expect(`${route.key}: ${await changes()}`).toBe(`${route.key}: ${before}`);
    }
  });

  it('to one’s own account need a session and no role', async () => {
    for (const route of routes.filter((one) => NEEDS[one.key] === 'signed-in')) {
      const sent = route.path.endsWith('/password') ? { current: 'x', next: 'four unrelated words' } : {};
      const asking = route.method === 'GET' || route.method === 'DELETE' ? {} : { body: sent };
      expect(`${route.key}: ${(await w.nobody.ask(route.method, filled(route, { id: 'none' }), asking)).status}`).toBe(`${route.key}: 401`);
      const stranger = await w.browserOf(w.stranger.id);
      expect([401, 403, 404]).not.toContain((await stranger.ask(route.method, filled(route, { id: 'none' }), asking)).status);
    }
  });

  it('are not needed to come in', async () => {
    for (const route of routes.filter((one) => NEEDS[one.key] === 'nothing')) {
      const asking = route.method === 'POST' ? { body: {} } : {};
      expect([200, 204, 422]).toContain((await w.nobody.ask(route.method, filled(route, await paramsFor(route, home)), asking)).status);
    }
  });
});
