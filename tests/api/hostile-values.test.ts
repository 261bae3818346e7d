import type { ProblemBody } from '@concordance/shared/problems';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

const NUL = '\u0000';
const json = { 'content-type': 'application/json' };

describe.each(DIALECTS)('hostile values on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  it('control characters are taken out of text before it is stored', async () => {
    const trend = await w.lead.make<{ title: string; summary: string }>(w.here('/trends'), {
      title: `a${NUL}b`,
      summary: `one${NUL}\ntwo`,
    });
    expect(trend).toMatchObject({ title: 'ab', summary: 'one\ntwo' });
  });

  it('half a character becomes the sign for one that is lost', async () => {
    const { status, body } = await w.lead.ask('POST', w.here('/trends'), { raw: '{"title":"a\\ud800b"}', headers: json });
    expect([status, body['title']]).toEqual([201, 'a\ufffdb']);
  });

  it.each(['/trends/%00', '/trends?find=%00', '/trends?filter=scope:%00', '/find?q=%00', '/records?ids=%00', '/people/%00'])(
    'an address with a null character is not found: %s',
    async (path) => {
      expect((await w.lead.get(w.here(path))).status).toBe(404);
    },
  );

  it('an address that is no valid encoding is not found', async () => {
    expect((await w.lead.get('/programmes/%E0%A4%A/trends')).status).toBe(404);
  });

  it.each(['risks', 'recommendations'])('an owner in %s is a member of the programme', async (register) => {
    const draft = (ownerId: unknown) => w.lead.post(w.here(`/${register}`), { title: 'Owned', ownerId });
    expect((await draft(w.researcher.id)).status).toBe(201);
    for (const foreign of [w.second.lead.id, '0'.repeat(26)]) {
      expect(await draft(foreign)).toMatchObject({ status: 422, body: { code: 'unknown-record', fields: [{ path: 'ownerId' }] } });
    }
    for (const malformed of ['nobody', NUL, 7]) expect((await draft(malformed)).body).toMatchObject({ code: 'invalid' });
  });

  it('a record is not given to a stranger afterwards either', async () => {
    const risk = await w.lead.make(w.here('/risks'), { title: 'Given away' });
    const given = await w.lead.patch(w.here(`/risks/${risk.id}`), { version: 1, changes: { ownerId: w.second.lead.id } });
    expect(given).toMatchObject({ status: 422, body: { code: 'unknown-record' } });
    expect((await w.lead.get(w.here(`/risks/${risk.id}`))).body).toMatchObject({ version: 1, ownerId: null });
  });

  it('a refused value is named with its rule: missing, of a wrong kind, or nowhere to be kept', async () => {
    const fields = async (draft: object) => (await w.lead.post(w.here('/trends'), draft)).body['fields'];
    expect(await fields({})).toEqual([{ path: 'title', rule: 'required' }]);
    expect(await fields({ title: 5 })).toEqual([{ path: 'title', rule: 'format' }]);
    expect(await fields({ title: 'a'.repeat(301) })).toEqual([{ path: 'title', rule: 'too-long', limit: 300 }]);
    const trend = await w.lead.make(w.here('/trends'), { title: 'Named' });
    const changed = await w.lead.patch(w.here(`/trends/${trend.id}`), {
      version: 1,
      changes: { scope: 'lunar', colour: 'red', version: 7 },
    });
    expect(changed.body['fields']).toEqual([
      { path: 'changes.scope', rule: 'not-allowed' },
      { path: 'changes.colour', rule: 'not-allowed' },
      { path: 'changes.version', rule: 'not-allowed' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'id', 'programmeId', 'createdAt', 'archivedAt', 'usedIn', 'folded'])(
    'a change does not reach %s',
    async (key) => {
      const trend = await w.lead.make(w.here('/trends'), { title: 'Untouched' });
      const raw = `{"version":1,"changes":{"title":"Touched",${JSON.stringify(key)}:{"title":"x"}}}`;
      expect(await w.lead.ask('PATCH', w.here(`/trends/${trend.id}`), { raw, headers: json })).toMatchObject({ status: 422 });
      expect((await w.lead.get(w.here(`/trends/${trend.id}`))).body).toEqual(trend);
    },
  );

  it('a new record has the fields of its register and nothing else that was sent', async () => {
    const raw = '{"title":"Plain","id":"x","version":9,"ref":"TRD-0","__proto__":{"scope":"global"},"constructor":{},"archivedAt":"now"}';
    const refused = await w.lead.ask<ProblemBody>('POST', w.here('/trends'), { raw, headers: json });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(refused.body.fields?.map(({ path }) => path)).toEqual(expect.arrayContaining(['id', 'version', 'ref', 'archivedAt']));
    const { status, body } = await w.lead.ask('POST', w.here('/trends'), { raw: '{"title":"Plain"}', headers: json });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'Plain', version: 1, scope: null, archivedAt: null });
    expect(body['id']).toMatch(/^[0-9a-z]{26}$/);
    expect(({} as { scope?: unknown }).scope).toBeUndefined();
  });

  it.each([0, -1, 1.5, 2 ** 31, 1e300, '1', null, [1]])(
    'a version of %s is refused before anything is asked of the database',
    async (version) => {
      const trend = await w.lead.make(w.here('/trends'), { title: 'Versions' });
      for (const path of [`/trends/${trend.id}`, '']) {
        expect((await w.lead.patch(w.here(path), { version, changes: {} })).body).toMatchObject({ code: 'invalid' });
      }
      expect((await w.lead.post(w.here(`/trends/${trend.id}/archive`), { version })).body).toMatchObject({ code: 'invalid' });
      const link = w.here(`/recommendations/REC-1/links/${'0'.repeat(26)}?version=${String(version)}`);
      if (version !== '1' && !Array.isArray(version)) expect((await w.lead.delete(link)).body).toMatchObject({ code: 'invalid' });
    },
  );
});
