import { createHash } from 'node:crypto';
import type { Invitation, Me, Person, Role } from '@concordance/shared/identity/schema';
import type { ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Somebody, type World, world } from '../support/world.ts';

const PASSWORD = 'four unrelated wooden words';
type Invited = { readonly invitation: Invitation; readonly token: string };

describe.each(DIALECTS)('an invitation on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const invite = (role: Role, days = 14) => w.lead.make<Invited>(w.here('/invitations'), { role, days, note: 'For the table' });
  const accept = (token: string, fields: object = {}, who = w.nobody) =>
    who.post<{ me: Me; programmeId: string }>('/invitations/accept', { token, ...fields });
  const account = (email: string) => ({ name: 'A new person', email, password: PASSWORD });
  const roleOf = async (id: string) => (await w.lead.get<Person[]>(w.here('/people'))).body.find((person) => person.id === id)?.role;
  /** The browser that has just been let in. */
  const cameIn = (answer: { body: { me: Me } }) => w.browserOf(answer.body.me.id, answer.body.me.name);
  const programmes = async (who: Somebody) => (await who.get<ProgrammeSummary[]>('/programmes')).body.map((one) => one.id);

  it('shows its secret once and keeps only a hash of it', async () => {
    const { invitation, token } = await invite('observer');
    expect(token).toMatch(/^[0-9a-z]{32}$/);
    const row = await w.database.reader.selectFrom('invitations').selectAll().where('id', '=', invitation.id).executeTakeFirstOrThrow();
    expect(row.token_hash).toBe(createHash('sha256').update(token).digest('hex'));
    const list = JSON.stringify((await w.lead.get(w.here('/invitations'))).body);
    expect(list).toContain(invitation.id);
    expect(list).not.toContain(token);
    expect(list).not.toContain(row.token_hash);
  });

  it('says where it leads before it is accepted, and no more', async () => {
    const { token } = await invite('researcher');
    expect((await w.nobody.post('/invitations/look', { token })).body).toEqual({
      programme: 'Integration',
      role: 'researcher',
    });
  });

  it('brings in a new person with a name, an address and a password, signed in', async () => {
    const { token, invitation } = await invite('researcher');
    const answer = await accept(token, account('new@example.org'));
    expect(answer).toMatchObject({
      status: 200,
      body: { programmeId: w.programmeId, me: { email: 'new@example.org', administrator: false } },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-session=/);
    expect(await roleOf(answer.body.me.id)).toBe('researcher');
    const listed = (await w.lead.get<Invitation[]>(w.here('/invitations'))).body.find((one) => one.id === invitation.id);
    expect(listed).toMatchObject({ acceptedBy: 'A new person', revoked: false });
  });

  it('brings in a person who is signed in by its secret alone', async () => {
    const person = await w.person('Known');
    expect((await accept((await invite('observer')).token, {}, person)).status).toBe(200);
    expect(await roleOf(person.id)).toBe('observer');
    expect(w.touched.at(-1)).toEqual({ userIds: [person.id] });
  });

  it.each([
    ['nothing', {}, ['name', 'email', 'password']],
    ['only a name', { name: 'N' }, ['email', 'password']],
    ['no password', { name: 'N', email: 'nopassword@example.org' }, ['password']],
  ])('is not accepted by a new member with %s', async (_, fields, missing) => {
    const answer = await accept((await invite('observer')).token, fields);
    expect(answer).toMatchObject({ status: 422, body: { fields: missing.map((path) => ({ path, rule: 'required' })) } });
  });

  it.each([
    ['common', 'password12'],
    ['personal', 'a new person'],
    ['short', 'short'],
  ])('is not spent on a %s password', async (_, password) => {
    const { token } = await invite('observer');
    const address = `${_}@example.org`;
    expect((await accept(token, { ...account(address), password })).status).toBe(422);
    expect((await accept(token, account(address))).status).toBe(200);
  });

  it('is not spent on an address that somebody has', async () => {
    const { token } = await invite('observer');
    expect(await accept(token, account('lead@example.org'))).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    expect((await accept(token, account('other@example.org'))).status).toBe(200);
  });

  it('that has expired, was used or withdrawn, or never was, gets one answer', async () => {
    const [used, withdrawn, expired] = [await invite('observer'), await invite('observer'), await invite('observer', 1)];
    await accept(used.token, account('used@example.org'));
    expect((await w.lead.delete(w.here(`/invitations/${withdrawn.invitation.id}`))).status).toBe(204);
    w.clock.days(1);
    const bodies = [];
    for (const token of [used.token, withdrawn.token, expired.token, 'guess']) {
      for (const path of ['look', 'accept']) {
        const who = path === 'accept' ? account('late@example.org') : {};
        const answer = await w.nobody.post(`/invitations/${path}`, { token, ...who });
        expect(answer.status).toBe(410);
        bodies.push(JSON.stringify(answer.body));
      }
    }
    expect(new Set(bodies).size).toBe(1);
    expect(await w.database.reader.selectFrom('users').select('id').where('email', '=', 'late@example.org').execute()).toEqual([]);
  });

  it('used by two people at once lets one in and leaves no account for the other', async () => {
    const { token } = await invite('researcher');
    const before = await userCount(w);
    const answers = await Promise.all(['one', 'two', 'three'].map((name) => accept(token, account(`${name}-at-once@example.org`))));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410]);
    expect(await userCount(w)).toBe(before + 1);
  });

  it('is none for a participant, who comes by the link of a round table', async () => {
    expect(await w.lead.post(w.here('/invitations'), { role: 'participant' })).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });

  it('makes a guest of a round table what it is for', async () => {
    const guest = await w.person('Guest', { role: 'participant' });
    expect((await accept((await invite('researcher')).token, {}, guest)).status).toBe(200);
    expect(await roleOf(guest.id)).toBe('researcher');
  });

  it('does not make a member less than they are', async () => {
    expect((await accept((await invite('observer')).token, {}, w.researcher)).status).toBe(200);
    expect(await roleOf(w.researcher.id)).toBe('researcher');
  });

  it('of another programme cannot be withdrawn', async () => {
    const { invitation } = await invite('observer');
    expect((await w.second.lead.delete(w.second.here(`/invitations/${invitation.id}`))).status).toBe(404);
    expect((await w.lead.delete(w.here(`/invitations/${'0'.repeat(26)}`))).status).toBe(404);
  });

  it('leads to its own programme only', async () => {
    const answer = await accept((await invite('lead')).token, account('newlead@example.org'));
    expect(await programmes(await cameIn(answer))).toEqual([w.programmeId]);
  });
});

async function userCount(w: World): Promise<number> {
  return (await w.database.reader.selectFrom('users').select('id').execute()).length;
}
