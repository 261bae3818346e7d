import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes, filled, type Home, NEEDS, paramsFor, type Route, sendingFor } from '../support/route-table.ts';
import { type Somebody, type World, world } from '../support/world.ts';

/** As much of a schema as is asked here. */
interface Schema {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: unknown }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
      };
}

interface Described {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
}

/** What the server says of each of its routes, with the very schemas that its description is made of. */
function descriptions(w: World): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  for (const one of w.app.openAPIRegistry.definitions) {
    if (one.type !== 'route') continue;
    const { method, path } = one.route;
    found.set(`${method.toUpperCase()} ${path.replace(/^\/api/, '')}`, one.route as unknown as Described);
  }
  return found;
}

/** Problems with an answer, in words: a status or a kind of content nobody was told of, a body of another shape, a field that is not described. */
function differences(described: Described | undefined, status: number, type: string, body: unknown): string[] {
  const response = described?.responses[status] ?? (status >= 400 ? described?.responses['default'] : undefined);
  if (!response) return [`status ${status} is not described`];
  if (!response.content) return body === null || body === '' ? [] : ['has a body that is not described'];
  const media = type.split(';')[0] ?? '';
  const content = response.content[media];
  if (!content) return [`${media} is not described`];
  if (!media.endsWith('json') || !content.schema) return [];
  const read = content.schema.safeParse(body);
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return undescribed(body, read.data);
}

/** Fields that were sent and that the schema does not know. */
function undescribed(sent: unknown, read: unknown, at = ''): string[] {
  if (Array.isArray(sent)) return sent.flatMap((one, place) => undescribed(one, (read as unknown[])[place], `${at}.${place}`));
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([name, value]) =>
    Object.hasOwn(read as object, name)
      ? undescribed(value, (read as Record<string, unknown>)[name], `${at}.${name}`)
      : [`${at}.${name} is not described`],
  );
}

describe('every route', () => {
  let w: World;
  let routes: readonly Route[];
  let home: Home;
  let described: ReadonlyMap<string, Described>;
  beforeAll(async () => {
    w = await world();
    routes = await describedRoutes(w);
    home = { world: w, programmeId: w.programmeId, lead: w.lead };
    described = descriptions(w);
  });
  afterAll(() => w.drop());

  async function asked(route: Route, who: Somebody, there = home) {
    const params = await paramsFor(route, { ...there, caller: who });
    const asking = await sendingFor(route, { ...there, caller: who }, params);
    const { status, headers, body } = await who.ask<unknown>(route.method, filled(route, params), asking);
    return { status, wrong: differences(described.get(route.key), status, headers.get('content-type') ?? '', body) };
  }
  const fits = (route: Route): Somebody => {
    const needs = NEEDS[route.key] ?? '';
    if (needs.startsWith('server.')) return w.administrator;
    if (needs === 'roundtable.attend') return w.participant;
    return w.lead;
  };

  it('answers as its description says', { timeout: 180_000 }, async () => {
    const wrong: Record<string, readonly string[]> = {};
    const ends = routes.filter((route) => !['signed-in', 'nothing'].includes(NEEDS[route.key] ?? ''));
    for (const route of ends) {
      const elsewhere = { ...home, programmeId: w.second.programmeId, lead: w.second.lead };
      const answer = await asked(route, fits(route), route.path.endsWith('/join') ? elsewhere : home);
      if (answer.status >= 300) wrong[route.key] = [`answered ${answer.status}`];
      else if (answer.wrong.length > 0) wrong[route.key] = [...new Set(answer.wrong)].slice(0, 6);
    }
    expect(wrong).toEqual({});
  });

  it('refuses as its description says', { timeout: 180_000 }, async () => {
    const wrong: Record<string, readonly string[]> = {};
    for (const route of routes.filter((one) => NEEDS[one.key] !== 'nothing')) {
      const { status, headers, body } = await w.nobody.ask(route.method, filled(route, { programme: w.programmeId }));
      const problems = differences(described.get(route.key), status, headers.get('content-type') ?? '', body);
      if (status < 400 || problems.length > 0) wrong[route.key] = [String(status), ...problems];
    }
    expect(wrong).toEqual({});
  });

  it('would be found out if it did not', () => {
    const route = described.get('GET /programmes/{programme}/checks');
    expect(differences(route, 200, 'application/json', { findings: [], recommendations: [] })).toEqual([]);
    expect(differences(route, 200, 'application/json', { findings: [] })).not.toEqual([]);
    expect(differences(route, 200, 'application/json', { findings: [], recommendations: [], more: 1 })).toEqual(['.more is not described']);
    expect(differences(route, 200, 'text/html', {})).toEqual(['text/html is not described']);
    expect(differences(route, 204, '', null)).toEqual(['status 204 is not described']);
  });
});
