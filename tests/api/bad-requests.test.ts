import { PROBLEM_SENTENCES } from '@concordance/shared/problem-sentences';
import type { ProblemBody, ProblemCode } from '@concordance/shared/problems';
import { LANGUAGES } from '@concordance/shared/programmes/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes, filled, type Route } from '../support/route-table.ts';
import { type Asking, ORIGIN, type Somebody, type World, world } from '../support/world.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const KILOBYTE = 1024;

describe('a request', () => {
  let w: World;
  let routes: readonly Route[];
  let unsafe: readonly Route[];
  let params: Readonly<Record<string, string>>;
  beforeAll(async () => {
    w = await world();
    routes = await describedRoutes(w);
    unsafe = routes.filter((route) => route.method !== 'GET');
    params = { programme: w.programmeId, id: '0'.repeat(26), user: '0'.repeat(26), invitation: '0'.repeat(26), link: '0'.repeat(26) };
  });
  afterAll(() => w.drop());

  const changes = async () => (await w.database.reader.selectFrom('changes').select('seq').execute()).length;

  /** The answer is this problem, in each language, with nothing about our insides. */
  async function refused(who: Somebody, method: string, path: string, asking: Asking, code: ProblemCode, status: number): Promise<void> {
    for (const language of LANGUAGES) {
      const answer = await who.ask<ProblemBody>(method, path, { ...asking, headers: { ...asking.headers, 'accept-language': language } });
      expect(`${method} ${path}: ${answer.status} ${answer.body.code}`).toBe(`${method} ${path}: ${status} ${code}`);
      expect(answer.body.title).toBe(PROBLEM_SENTENCES[code][language]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|\.ts|sql|Error/i);
    }
  }

  describe('that changes something', () => {
    it.each([
      ['another site', 'https://evil.example'],
      ['a look-alike', `${ORIGIN}.evil.example`],
      ['a part of our name', 'https://example.org'],
      ['our name at another port', `${ORIGIN}:8443`],
      ['our name without encryption', 'http://drafts.example.org'],
      ['our name in capitals', 'HTTPS://DRAFTS.EXAMPLE.ORG'],
      ['our name and another', `${ORIGIN} https://evil.example`],
      ['a page without an origin', 'null'],
      ['nowhere', ''],
    ])('is refused by every route when it comes from %s', async (_, origin) => {
      const before = await changes();
      for (const route of unsafe) {
        const answer = await w.lead.ask(route.method, filled(route, params), { body: {}, headers: { origin } });
        expect(`${route.key}: ${answer.status} ${String(answer.body?.['code'])}`).toBe(`${route.key}: 403 foreign-origin`);
      }
      expect(await changes()).toBe(before);
      expect((await w.lead.get('/sessions')).status).toBe(200);
    });

    it('is told in the language of the reader that it came from elsewhere', async () => {
      await refused(
        w.lead,
        'POST',
        w.here('/trends'),
        { body: { title: 'x' }, headers: { origin: 'https://evil.example' } },
        'foreign-origin',
        403,
      );
    });

    it('without an Origin passes on the word of the browser that it is the same, and on no other word', async () => {
      const from = (site: string) =>
        w.lead.ask('POST', w.here('/trends'), { body: { title: 'x' }, headers: { origin: '', 'sec-fetch-site': site } });
      expect((await from('same-origin')).status).toBe(201);
      for (const site of ['same-site', 'cross-site', 'none', 'SAME-ORIGIN']) expect((await from(site)).status).toBe(403);
    });

    it('from elsewhere is not helped by the word of the browser', async () => {
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' };
      expect((await w.lead.ask('POST', w.here('/trends'), { body: { title: 'x' }, headers })).status).toBe(403);
    });
  });

  describe('with a body', () => {
    it.each(['{', '', '{"title":', '[', "{'title':'x'}", 'title=x', '{"title":"x"}}'])('that is no JSON is refused: %j', async (raw) => {
      await refused(w.lead, 'POST', w.here('/trends'), { raw, headers: JSON_TYPE }, 'malformed', 400);
    });

    it.each(['null', '[]', '"text"', '7', 'true', '{}'])('that is no record is refused: %s', async (raw) => {
      await refused(w.lead, 'POST', w.here('/trends'), { raw, headers: JSON_TYPE }, 'invalid', 422);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'application/xml',
      '',
    ])('of the kind %j is refused by every route that takes JSON', async (type) => {
      for (const route of unsafe.filter((one) => one.method !== 'DELETE' && !one.path.endsWith('/attachment'))) {
        const asking = { raw: '{"title":"x"}', headers: { 'content-type': type } };
        const answer = await w.lead.ask(route.method, filled(route, params), asking);
        expect(`${route.key}: ${answer.status}`).toMatch(/: (415|404|403)$/);
      }
      await refused(
        w.lead,
        'POST',
        w.here('/trends'),
        { raw: '{"title":"x"}', headers: { 'content-type': type } },
        'unsupported-media',
        415,
      );
    });

    it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])('of the kind %s is taken', async (type) => {
      expect((await w.lead.ask('POST', w.here('/trends'), { raw: '{"title":"x"}', headers: { 'content-type': type } })).status).toBe(201);
    });

    it('with a field that nobody knows is refused, and the field is named', async () => {
      const before = await changes();
      const answer = await w.lead.post<ProblemBody>(w.here('/trends'), { title: 'x', bogus: 1 });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', fields: [{ path: 'bogus', rule: 'not-allowed' }] } });
      expect(await changes()).toBe(before);
    });

    it('larger than a quarter of a megabyte is refused, however it is sent', async () => {
      const before = await changes();
      const raw = JSON.stringify({ title: 'x', note: 'a'.repeat(256 * KILOBYTE) });
      await refused(w.lead, 'POST', w.here('/trends'), { raw, headers: JSON_TYPE }, 'too-large', 413);
      const chunks = new ReadableStream({
        start(controller) {
          for (let at = 0; at < raw.length; at += 64 * KILOBYTE)
            controller.enqueue(new TextEncoder().encode(raw.slice(at, at + 64 * KILOBYTE)));
          controller.close();
        },
      });
      const init = { method: 'POST', body: chunks, duplex: 'half', headers: { ...JSON_TYPE, origin: ORIGIN, cookie: w.lead.cookie ?? '' } };
      expect((await w.app.request(`/api${w.here('/trends')}`, init as RequestInit)).status).toBe(413);
      expect(await changes()).toBe(before);
    });

    it('within the limit but beyond a field is told which one', async () => {
      const { status, body } = await w.lead.post(w.here('/trends'), { title: 'x', note: 'a'.repeat(4001), summary: 'b'.repeat(4001) });
      expect([status, body['fields']]).toEqual([
        422,
        [
          { path: 'summary', rule: 'too-long', limit: 4000 },
          { path: 'note', rule: 'too-long', limit: 4000 },
        ],
      ]);
    });
  });

  describe('is answered in the language of the reader', () => {
    it('when nobody has signed in', () => refused(w.nobody, 'GET', w.here('/trends'), {}, 'not-signed-in', 401));
    it('when one has no right', () => refused(w.observer, 'POST', w.here('/trends'), { body: { title: 'x' } }, 'no-right', 403));
    it('when the programme is somebody else’s', () => refused(w.lead, 'GET', w.second.here('/trends'), {}, 'not-found', 404));
    it('when the record is unknown', () => refused(w.lead, 'GET', w.here('/trends/TRD-9999'), {}, 'not-found', 404));
    it('when the address is unknown', () => refused(w.lead, 'GET', '/nothing/here', {}, 'not-found', 404));
    it('when the method is unknown there', () => refused(w.lead, 'PUT', w.here('/trends'), { body: {} }, 'not-found', 404));
    it('when the address names what cannot be', () => refused(w.lead, 'GET', w.here('/sets/SET-1/editions/abc'), {}, 'not-found', 404));
    it('when a sort is unknown', () => refused(w.lead, 'GET', w.here('/trends?sort=colour'), {}, 'invalid', 422));
    it('when a filter is unknown', () => refused(w.lead, 'GET', w.here('/trends?filter=colour:red'), {}, 'invalid', 422));
    it('when the password is wrong', () =>
      refused(w.nobody, 'POST', '/session', { body: { email: 'lead@example.org', password: 'x' } }, 'wrong-credentials', 401));
    it('when the invitation is over', () =>
      refused(w.nobody, 'POST', '/invitations/look', { body: { token: 'x' } }, 'invitation-over', 410));
    it('when the version is over', async () => {
      const { id } = await w.lead.make(w.here('/trends'), { title: 'x' });
      await w.lead.patch(w.here(`/trends/${id}`), { version: 1, changes: { title: 'y' } });
      await refused(w.lead, 'PATCH', w.here(`/trends/${id}`), { body: { version: 1, changes: { title: 'z' } } }, 'stale-version', 409);
    });
    it('when the server itself fails, without saying how', async () => {
      const broken = await world();
      await broken.database.write((tx) => tx.schema.dropTable('mentions').execute());
      await refused(broken.lead, 'POST', broken.here('/trends'), { body: { title: 'x' } }, 'failed', 500);
      expect(broken.log.filter((line) => line.includes('unexpected failure'))).toHaveLength(LANGUAGES.length);
      await broken.drop();
    });
  });

  it('with a cookie that is no session is nobody’s', async () => {
    for (const value of ['', 'x', 'a'.repeat(5000), "' or 1=1 --", '%00', '__proto__']) {
      const answer = await w.nobody.ask('GET', '/sessions', { headers: { cookie: `__Host-session=${value}` } });
      expect(answer.status).toBe(401);
    }
  });
});
