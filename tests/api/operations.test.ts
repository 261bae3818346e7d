import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes } from '../support/route-table.ts';
import { type World, world } from '../support/world.ts';

type Json = { readonly [key: string]: unknown };

describe('the server', () => {
  let w: World;
  let stopping = false;
  beforeAll(async () => {
    w = await world({ stopping: () => stopping });
  });
  afterAll(() => w.drop());
  const at = (path: string, init?: RequestInit) => w.app.request(path, init);

  it('says that it lives and that it is ready', async () => {
    const [healthz, readyz] = [await at('/healthz'), await at('/readyz')];
    expect([healthz.status, await healthz.text(), readyz.status, await readyz.text()]).toEqual([200, 'ok\n', 200, 'ready\n']);
  });

  it('is no longer ready when it stops, but still alive', async () => {
    stopping = true;
    expect([(await at('/readyz')).status, (await at('/healthz')).status]).toEqual([503, 200]);
    stopping = false;
  });

  it('is not ready without its database', async () => {
    const alone = await world();
    await alone.database.close();
    expect((await alone.app.request('/readyz')).status).toBe(503);
    await expect(alone.drop()).resolves.not.toThrow();
  });

  it('counts requests by route, never by what was asked for', async () => {
    const { id } = await w.lead.make<{ id: string }>(w.here('/trends'), { title: 'Counted' });
    await w.lead.get(w.here(`/trends/${id}`));
    await w.lead.get('/nothing/canaryaddress');
    await at('/canarypage');
    const metrics = await (await at('/metrics')).text();
    expect(metrics).toMatch(
      /concordance_http_request_seconds_count\{method="GET",route="\/api\/programmes\/:programme\/trends\/:id",status="200"\} 1/,
    );
    expect(metrics).toContain('concordance_process_cpu_seconds_total');
    for (const secret of [id, w.programmeId, 'canaryaddress', 'canarypage', 'Counted']) expect(metrics).not.toContain(secret);
  });

  it('logs what happened where, and never content, names, addresses or secrets', async () => {
    const password = 'canary password of somebody';
    await w.person('Canaryname', { email: 'canary@example.org', password });
    await w.nobody.post('/session', { email: 'canary@example.org', password });
    await w.nobody.post('/session', { email: 'canary@example.org', password: `${password} wrong` });
    const { token } = await w.lead.make<{ token: string }>(w.here('/invitations'), { role: 'observer', note: 'canary note' });
    await w.nobody.post('/invitations/look', { token });
    await w.lead.make(w.here('/trends'), { title: 'canary title', summary: 'canary summary' });
    await w.lead.get(w.here('/trends?find=canary'));
    await w.lead.post(w.here('/trends'), { title: 5, note: 'canary' });
    await w.database.write((tx) => tx.schema.alterTable('sources').renameTo('elsewhere').execute());
    expect((await w.lead.post(w.here('/sources'), { title: 'canary of a failure' })).status).toBe(500);
    await w.database.write((tx) => tx.schema.alterTable('elsewhere').renameTo('sources').execute());
    const log = w.log.join('');
    expect(log).toContain('unexpected failure');
    expect(log).toContain('/api/programmes/:programme/trends');
    for (const secret of ['canary', 'Canaryname', token, w.programmeId, w.lead.cookie?.split('=')[1] ?? '', 'argon2'])
      expect(log).not.toContain(secret);
  });

  it('sends every answer with headers that keep strangers out', async () => {
    const answers = [
      await at('/healthz'),
      await at('/api/session'),
      await at('/api/nothing'),
      await at('/api/programmes', { method: 'POST' }),
    ];
    for (const { headers } of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
    for (const { headers } of answers.slice(1)) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('does not promise encryption where there is none', async () => {
    const plain = await world({ secure: false });
    expect((await plain.app.request('/healthz')).headers.get('strict-transport-security')).toBeNull();
    await plain.drop();
  });

  it('answers addresses below the live channels only with an upgrade', async () => {
    for (const path of ['/collaboration/x', `/events/${w.programmeId}`]) expect((await at(path)).status).toBe(404);
  });

  describe('describes itself in OpenAPI', () => {
    let document: Json;
    beforeAll(async () => {
      document = (await w.nobody.get('/openapi.json')).body;
    });

    it('of version 3.1, with a title, a version and a licence', () => {
      expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Concordance', version: '0.1.0', license: { name: 'MIT' } } });
    });

    it('with every route there is', async () => {
      const described = (await describedRoutes(w)).map((route) => `${route.method} /api${route.path.replace(/\{(\w+)\}/g, ':$1')}`);
      const served = w.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api') && path !== '/api/openapi.json');
      expect([...new Set(served.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(described.sort());
    });

    it('with every parameter of its paths, a success and a problem for each operation', () => {
      for (const [path, operations] of Object.entries(document['paths'] as Record<string, Record<string, Json>>)) {
        for (const [method, operation] of Object.entries(operations)) {
          const parameters = (operation['parameters'] ?? []) as { name: string; in: string; required?: boolean; schema: unknown }[];
          const inPath = parameters.filter((one) => one.in === 'path');
          const where = `${method} ${path}`;
          expect(`${where} ${inPath.map((one) => one.name).sort()}`).toBe(
            `${where} ${[...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()}`,
          );
          expect(inPath.every((one) => one.required === true && one.schema)).toBe(true);
          const responses = operation['responses'] as Record<string, { description?: string; content?: Json }>;
          expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
          expect(responses['default']?.content).toHaveProperty(['application/problem+json']);
          expect(Object.values(responses).every((response) => typeof response.description === 'string')).toBe(true);
          if (method === 'post' || method === 'patch') expect(`${where} ${'requestBody' in operation}`).toBe(`${where} true`);
        }
      }
    });

    it('with references that lead somewhere', () => {
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
      for (const reference of new Set(references)) {
        const found = reference.split('/').reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document);
        expect(`${reference} ${typeof found}`).toBe(`${reference} object`);
      }
    });
  });
});
