import type { AuditEntry } from '@concordance/shared/audit/schema';
import type { ActivityItem } from '@concordance/shared/events/schema';
import type { Person } from '@concordance/shared/identity/schema';
import type { Programme, ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('people on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const change = (id: string, role: string, who = w.lead) => who.patch<Person>(w.here(`/people/${id}`), { role });
  const remove = (id: string, who = w.lead) => who.delete(w.here(`/people/${id}`));

  describe('the members of a programme', () => {
    it('are seen by all who read it, their addresses by leads only', async () => {
      const seen = async (who = w.lead) => (await who.get<Person[]>(w.here('/people'))).body;
      expect((await seen()).map((one) => [one.name, one.role])).toEqual([
        ['lead', 'lead'],
        ['observer', 'observer'],
        ['participant', 'participant'],
        ['researcher', 'researcher'],
      ]);
      expect((await seen()).every((one) => one.email?.endsWith('@example.org'))).toBe(true);
      expect((await seen(w.observer)).every((one) => one.email === null)).toBe(true);
    });

    it('get another role at once, and their open connections are judged anew', async () => {
      const somebody = await w.person('promoted', { role: 'observer' });
      expect((await change(somebody.id, 'researcher')).body).toMatchObject({ id: somebody.id, role: 'researcher' });
      expect(w.touched.at(-1)).toEqual({ userIds: [somebody.id] });
      expect((await somebody.post(w.here('/trends'), { title: 'Mine now' })).status).toBe(201);
      await change(somebody.id, 'participant');
      expect((await somebody.get(w.here('/trends'))).status).toBe(403);
    });

    it('are named in the audit with the role they were given', async () => {
      const somebody = await w.person('audited', { role: 'observer' });
      await change(somebody.id, 'researcher');
      const { body } = await w.lead.get<AuditEntry[]>(w.here('/audit?act=person.role&limit=1'));
      expect(body).toMatchObject([{ recordId: somebody.id, personName: 'audited', details: { role: 'researcher' } }]);
    });

    it('are gone at once when they are removed', async () => {
      const somebody = await w.person('removed', { role: 'researcher' });
      expect((await remove(somebody.id)).status).toBe(204);
      expect(w.touched.at(-1)).toEqual({ userIds: [somebody.id] });
      expect((await somebody.get(w.here('/trends'))).status).toBe(404);
      expect((await remove(somebody.id)).status).toBe(404);
    });

    it('do not include people of elsewhere', async () => {
      for (const id of [w.second.lead.id, w.stranger.id, '0'.repeat(26)]) {
        expect((await change(id, 'observer')).status).toBe(404);
        expect((await remove(id)).status).toBe(404);
      }
      expect((await w.second.lead.get(w.second.here(''))).body).toMatchObject({ role: 'lead' });
      expect((await change(w.observer.id, 'administrator')).status).toBe(422);
    });
  });

  describe('the last lead', () => {
    let shared: World;
    beforeEach(async () => {
      shared = w;
      w = await world({ dialect });
    });
    afterEach(async () => {
      await w.drop();
      w = shared;
    });

    it('stays, until there is another', async () => {
      expect(await change(w.lead.id, 'observer')).toMatchObject({ status: 409, body: { code: 'last-lead' } });
      expect(await remove(w.lead.id)).toMatchObject({ status: 409, body: { code: 'last-lead' } });
      await change(w.researcher.id, 'lead');
      expect((await change(w.lead.id, 'observer')).status).toBe(200);
      expect((await change(w.observer.id, 'lead', w.lead)).status).toBe(403);
    });

    it('is kept when two leads demote each other at once', async () => {
      await change(w.researcher.id, 'lead');
      const answers = await Promise.all([change(w.researcher.id, 'observer', w.lead), change(w.lead.id, 'observer', w.researcher)]);
      const leads = await w.database.reader.selectFrom('memberships').select('user_id').where('role', '=', 'lead').execute();
      expect(leads.filter((row) => [w.lead.id, w.researcher.id].includes(row.user_id))).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    });

    it('is not relieved by a lead who can no longer come in', async () => {
      await change(w.researcher.id, 'lead');
      await w.administrator.patch(`/server/people/${w.researcher.id}`, { disabled: true });
      expect(await change(w.lead.id, 'observer')).toMatchObject({ status: 409, body: { code: 'last-lead' } });
    });
  });

  describe('an administrator', () => {
    it('sees programmes by name and nothing inside them', async () => {
      const all = (await w.administrator.get<ProgrammeSummary[]>('/server/programmes')).body;
      expect(all.map((one) => [one.shortTitle, one.role])).toEqual([
        ['Integration', null],
        ['Second', null],
      ]);
      expect((await w.administrator.get('/programmes')).body).toEqual([]);
      for (const path of ['', '/people', '/trends', '/recommendations', '/activity', '/counts', '/find', '/invitations'])
        expect((await w.administrator.get(w.here(path))).status).toBe(404);
    });

    it('reads a programme by joining it, which its members can see', async () => {
      expect((await w.administrator.post(`/server/programmes/${w.programmeId}/join`, { role: 'observer' })).status).toBe(204);
      expect((await w.administrator.get(w.here('/trends'))).status).toBe(200);
      expect((await w.administrator.post(w.here('/trends'), { title: 'No' })).status).toBe(403);
      const [line] = (await w.observer.get<ActivityItem[]>(w.here('/activity'))).body;
      expect(line).toMatchObject({ kind: 'person', byName: 'administrator', action: 'created', fields: ['administrator'] });
    });

    it('joins what exists', async () => {
      for (const id of ['0'.repeat(26), 'nothing'])
        expect((await w.administrator.post(`/server/programmes/${id}/join`, { role: 'lead' })).status).toBe(404);
      expect((await w.administrator.post(`/server/programmes/${w.programmeId}/join`, { role: 'owner' })).status).toBe(422);
    });

    it('cannot let a programme end before it begins', async () => {
      const [title, late] = [{ en: 'Years' }, { path: 'lastYear', rule: 'too-small', limit: 2030 }];
      const years = (firstYear: number, lastYear: number) => ({ title, shortTitle: 'Years', firstYear, lastYear });
      const refused = (field: object) => ({ status: 422, body: { code: 'invalid', fields: [field] } });
      expect(await w.administrator.post('/programmes', years(2030, 2020))).toMatchObject(refused(late));
      const { id } = await w.administrator.make<Programme>('/programmes', years(2020, 2030));
      const change = (changes: object) => w.administrator.patch(`/programmes/${id}`, { version: 1, changes });
      expect(await change({ firstYear: 2031 })).toMatchObject(refused({ path: 'changes.firstYear', rule: 'too-big', limit: 2030 }));
      expect(await change({ firstYear: 2030 })).toMatchObject({ status: 200 });
    });

    it('creates programmes and leads them', async () => {
      const made = await w.administrator.make<Programme>('/programmes', {
        title: { kk: 'Жаңа' },
        shortTitle: 'New',
        languages: ['kk', 'ru'],
      });
      expect(made).toMatchObject({ title: { en: '', ru: '', kk: 'Жаңа' }, version: 1 });
      expect((await w.administrator.get(`/programmes/${made.id}`)).body).toMatchObject({ role: 'lead' });
      expect((await w.administrator.post('/programmes', { title: {}, shortTitle: 'Untitled' })).body).toMatchObject({
        fields: [{ path: 'title', rule: 'required' }],
      });
    });

    it('does not lock the last door behind themselves', async () => {
      const self = `/server/people/${w.administrator.id}`;
      expect((await w.administrator.patch(self, { disabled: true })).status).toBe(403);
      expect((await w.administrator.patch(self, { administrator: false })).status).toBe(403);
      expect((await w.administrator.patch(`/server/people/${'0'.repeat(26)}`, { disabled: true })).status).toBe(404);
    });

    it('who relieves another is relieved by that one at the same moment: one of them stays', async () => {
      const two = [await w.person('One of two', { administrator: true }), await w.person('Two of two', { administrator: true })] as const;
      const [one, other] = two;
      const answers = await Promise.all([
        one.patch(`/server/people/${other.id}`, { administrator: false }),
        other.patch(`/server/people/${one.id}`, { disabled: true }),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403]);
      const seen = await Promise.all(two.map((who) => who.get('/server/people')));
      expect(seen.map((answer) => answer.status).sort()).not.toEqual([403, 403]);
      expect(seen.filter((answer) => answer.status === 200)).toHaveLength(1);
    });

    it('makes others administrators, and no longer', async () => {
      const path = `/server/people/${w.stranger.id}`;
      expect((await w.administrator.patch(path, { administrator: true })).body).toMatchObject({ administrator: true });
      expect((await w.stranger.get('/server/people')).status).toBe(200);
      await w.administrator.patch(path, { administrator: false });
      expect((await w.stranger.get('/server/people')).status).toBe(403);
    });

    it('never sees a password, not even its hash', async () => {
      await w.person('Secretive', { password: 'four unrelated wooden words' });
      const people = JSON.stringify((await w.administrator.get('/server/people')).body);
      expect(people).toContain('Secretive');
      expect(people).not.toMatch(/argon2|password/i);
    });
  });

  describe('a programme', () => {
    it('is changed by the version that was seen, and a stale change is shown what is there', async () => {
      const patch = (version: number, changes: object) => w.lead.patch<Programme>(w.here(''), { version, changes });
      expect((await patch(1, { aim: 'Advice' })).body).toMatchObject({ version: 2, aim: 'Advice', shortTitle: 'Integration' });
      const stale = await patch(1, { aim: 'Other advice', shortTitle: 'Lost' });
      expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version', current: { version: 2, aim: 'Advice' } } });
      expect((await w.lead.get(w.here(''))).body).toMatchObject({ version: 2, aim: 'Advice', shortTitle: 'Integration', role: 'lead' });
      expect((await patch(2, { id: 'x' })).status).toBe(422);
      expect((await patch(2, { languages: [] })).status).toBe(422);
    });
  });
});
