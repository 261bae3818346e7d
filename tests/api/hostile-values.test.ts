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
