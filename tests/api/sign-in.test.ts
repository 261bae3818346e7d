import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { prepareSetUp } from '@concordance/server/identity/accounts';
import type { Me, SessionSummary } from '@concordance/shared/identity/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Answer, type Asking, type Somebody, type World, world } from '../support/world.ts';

const PASSWORD = 'four unrelated wooden words';
const NEXT = 'five altogether different wooden words';
const MINUTE = 60_000;

/** The value of the session cookie that an answer sets; null where it sets none. */
function tokenOf(answer: Answer<unknown>): string | null {
  return /^(?:__Host-)?session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? null;
}
const withCookie = (token: string | null): Asking['headers'] => ({ cookie: `__Host-session=${token}` });
const signIn = (w: World, email: string, password: string, headers: Asking['headers'] = {}) =>
  w.nobody.ask<Me>('POST', '/session', { body: { email, password }, headers });
const isIn = async (w: World, token: string | null) =>
  (await w.nobody.ask<{ me: Me | null }>('GET', '/session', { headers: withCookie(token) })).body.me !== null;

describe.each(DIALECTS)('setting a server up on $name', (dialect) => {
  let w: World;
  const account = (token: string) => ({ token, name: 'Admin', email: 'admin@example.org', password: PASSWORD });
  beforeEach(async () => {
    w = await world({ dialect, peopled: false, loginAttempts: 3 });
  });
  afterEach(() => w.drop());

  it('takes a link that works once and makes an administrator who is signed in', async () => {
    const secret = await prepareSetUp(w.database);
    expect((await w.nobody.get('/session')).body).toEqual({ me: null, needsSetUp: true });
    const made = await w.nobody.post<Me>('/set-up', account(secret ?? ''));
    expect(made).toMatchObject({ status: 201, body: { name: 'Admin', administrator: true } });
    expect(await isIn(w, tokenOf(made))).toBe(true);
    expect((await w.nobody.get('/session')).body).toEqual({ me: null, needsSetUp: false });
    expect(await w.nobody.post('/set-up', account(secret ?? ''))).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
    expect(await prepareSetUp(w.database)).toBeNull();
  });

  it('says of a link whether it holds, without spending it', async () => {
    const secret = await prepareSetUp(w.database);
    const look = (token: string | null) => w.nobody.post('/set-up/look', { token });
    expect((await look(secret)).status).toBe(204);
    expect(await look('guess')).toMatchObject({ status: 410, body: { code: 'set-up-link-over' } });
    expect((await w.nobody.post('/set-up', account(secret ?? ''))).status).toBe(201);
    expect(await look(secret)).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
  });

  it('keeps only a hash of the link, and a new start ends the earlier one', async () => {
    const earlier = await prepareSetUp(w.database);
    const secret = await prepareSetUp(w.database);
    const rows = await w.database.reader.selectFrom('set_up').selectAll().execute();
    expect(rows.map((row) => row.token_hash)).toEqual([
      createHash('sha256')
        .update(secret ?? '')
        .digest('hex'),
    ]);
    expect(await w.nobody.post('/set-up', account(earlier ?? ''))).toMatchObject({ status: 410, body: { code: 'set-up-link-over' } });
    expect((await w.nobody.post('/set-up', account(secret ?? ''))).status).toBe(201);
  });

  it('by two people at once makes one administrator', async () => {
    const secret = (await prepareSetUp(w.database)) ?? '';
    const two = ['a@example.org', 'b@example.org'].map((email) => w.nobody.post('/set-up', { ...account(secret), email }));
    expect((await Promise.all(two)).map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(await w.database.reader.selectFrom('users').select('id').execute()).toHaveLength(1);
  });

  it('with links of two starts at once makes one administrator', async () => {
    const secret = (await prepareSetUp(w.database)) ?? '';
    const other = 'a link that a second process made';
    const hash = createHash('sha256').update(other).digest('hex');
    await w.database.write((tx) => tx.insertInto('set_up').values({ token_hash: hash, created_at: '2020-01-01T00:00:00.000Z' }).execute());
    const two = [secret, other].map((token) =>
      w.nobody.post('/set-up', { ...account(token), email: `${token.slice(0, 2)}@example.org`.replace(' ', '') }),
    );
    expect((await Promise.all(two)).map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(await w.database.reader.selectFrom('users').select('id').execute()).toHaveLength(1);
  });

  it('costs nothing dear where the link leads nowhere', async () => {
    await prepareSetUp(w.database);
    const hash = vi.spyOn(w.identity.passwords, 'hash');
    expect((await w.nobody.post('/set-up', account('guess'))).status).toBe(410);
    const invitation = { token: 'guess', name: 'A guest', email: 'guest@example.org', password: PASSWORD };
    expect((await w.nobody.post('/invitations/accept', invitation)).status).toBe(410);
    expect(hash).not.toHaveBeenCalled();
  });

  it('is not tried without end', async () => {
    await prepareSetUp(w.database);
    const statuses = [];
    for (let attempt = 0; attempt < 17; attempt++) statuses.push((await w.nobody.post('/set-up', account('guess'))).status);
    expect(statuses.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 410));
    expect(statuses.slice(15)).toEqual([429, 429]);
  });

  it.each([
    ['password', 'password12'],
    ['password', 'admin12345'],
    ['email', 'no address'],
    ['name', '  '],
  ])('refuses as %s: %s', async (field, value) => {
    const secret = (await prepareSetUp(w.database)) ?? '';
    expect((await w.nobody.post('/set-up', { ...account(secret), [field]: value })).status).toBe(422);
    expect((await w.nobody.post('/set-up', account(secret))).status).toBe(201);
  });
});

describe.each(DIALECTS)('signing in on $name', (dialect) => {
  let w: World;
  let aigerim: Somebody;
  beforeAll(async () => {
    w = await world({ dialect });
    aigerim = await w.person('Aigerim', { role: 'observer', email: 'aigerim@example.org', password: PASSWORD });
  });
  afterAll(() => w.drop());
  afterEach(() => w.identity.attempts.address.forgive('local'));

  it('hands over a cookie that is bound to this very host and out of reach of scripts', async () => {
    const answer = await signIn(w, 'Aigerim@Example.org ', PASSWORD);
    expect(answer).toMatchObject({ status: 200, body: { id: aigerim.id, email: 'aigerim@example.org' } });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-session=[a-z0-9]{30,}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('stores nothing that could sign anybody in', async () => {
    const token = tokenOf(await signIn(w, 'aigerim@example.org', PASSWORD));
    const stored = createHash('sha256')
      .update(token ?? '')
      .digest('hex');
    const ids = (await w.database.reader.selectFrom('sessions').select('id').execute()).map((row) => row.id);
    expect(ids).toContain(stored);
    expect(ids).not.toContain(token);
    expect(await isIn(w, stored)).toBe(false);
  });

  it('never takes up a session that the browser brought along', async () => {
    const chosen = 'a'.repeat(40);
    const answer = await signIn(w, 'aigerim@example.org', PASSWORD, withCookie(chosen));
    expect(tokenOf(answer)).not.toBe(chosen);
    expect(await isIn(w, chosen)).toBe(false);
  });

  it('again in the same browser ends the session before', async () => {
    const first = tokenOf(await signIn(w, 'aigerim@example.org', PASSWORD));
    const second = tokenOf(await signIn(w, 'aigerim@example.org', PASSWORD, withCookie(first)));
    expect([await isIn(w, first), await isIn(w, second)]).toEqual([false, true]);
  });

  it('with a wrong password, for an unknown account and for a guest gets one answer for one effort', async () => {
    const guest = await w.person('A guest without password', { email: 'guest@example.org' });
    const verify = vi.spyOn(w.identity.passwords, 'verify');
    const wrong = await signIn(w, 'aigerim@example.org', 'not the password');
    const unknown = await signIn(w, 'nobody@example.org', 'not the password');
    const without = await signIn(w, 'guest@example.org', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect([unknown.body, without.body]).toEqual([wrong.body, wrong.body]);
    expect(verify.mock.calls.map(([hash]) => hash === null)).toEqual([false, true, true]);
    expect([...wrong.headers].map(([name]) => name)).toEqual([...unknown.headers].map(([name]) => name));
    verify.mockRestore();
    expect(guest.id).not.toBe('');
  });

  it('is refused to a disabled account as if it were unknown, and its open sessions end', async () => {
    const disabled = await w.person('Disabled', { email: 'disabled@example.org', password: PASSWORD });
    const change = (value: boolean) => w.administrator.patch(`/server/people/${disabled.id}`, { disabled: value });
    expect((await change(true)).body).toMatchObject({ disabled: true });
    expect(await signIn(w, 'disabled@example.org', PASSWORD)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect((await disabled.get('/programmes')).status).toBe(401);
    expect(w.touched.at(-1)).toMatchObject({ userIds: [disabled.id], sessionIds: [expect.any(String)] });
    await change(false);
    expect((await disabled.get('/programmes')).status).toBe(401);
    expect((await signIn(w, 'disabled@example.org', PASSWORD)).status).toBe(200);
  });

  it('by more people at once than there is room to wait for asks the rest to come back', async () => {
    const crowd = Array.from({ length: 64 + availableParallelism() + 12 }, (_, place) => signIn(w, `crowd${place}@example.org`, PASSWORD));
    const answers = await Promise.all(crowd);
    const turnedAway = answers.filter((answer) => answer.status === 503);
    expect(turnedAway.length).toBeGreaterThan(0);
    expect(turnedAway[0]?.headers.get('retry-after')).toBe('2');
    expect(turnedAway[0]?.body).toMatchObject({ code: 'busy', title: expect.any(String) });
  });

  it('out here leaves the other browsers signed in', async () => {
    const [here, there] = [await w.browserOf(aigerim.id), await w.browserOf(aigerim.id)];
    const out = await here.delete('/session');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-session=; Max-Age=0; Path=\/; Secure$/);
    expect((await here.get('/sessions')).status).toBe(401);
    expect((await there.get('/sessions')).status).toBe(200);
    expect((await w.nobody.delete('/session')).status).toBe(204);
  });

  it('out of one other browser is chosen from the list', async () => {
    const [here, there] = [await w.browserOf(aigerim.id), await w.browserOf(aigerim.id)];
    const list = (await here.get<SessionSummary[]>('/sessions')).body;
    expect(list.filter((session) => session.current)).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain(here.cookie?.split('=')[1]);
    const theirs = (await there.get<SessionSummary[]>('/sessions')).body.find((session) => session.current);
    expect((await here.delete(`/sessions/${theirs?.id}`)).status).toBe(204);
    expect([(await here.get('/sessions')).status, (await there.get('/sessions')).status]).toEqual([200, 401]);
  });

  it('out of somebody else’s session is nobody’s to choose', async () => {
    const mine = (await aigerim.get<SessionSummary[]>('/sessions')).body[0];
    expect((await w.stranger.delete(`/sessions/${mine?.id}`)).status).toBe(204);
    expect((await aigerim.get('/sessions')).status).toBe(200);
  });

  it('out everywhere ends every session, this one too', async () => {
    const person = await w.person('Everywhere');
    const other = await w.browserOf(person.id);
    expect((await person.delete('/sessions')).status).toBe(204);
    expect(w.touched.at(-1)?.sessionIds).toHaveLength(2);
    for (const browser of [person, other]) expect((await browser.get('/sessions')).status).toBe(401);
  });

  it('with a new password ends all sessions but this one, which gets a new token', async () => {
    const person = await w.person('Changer', { email: 'changer@example.org', password: PASSWORD });
    const other = await w.browserOf(person.id);
    expect(await person.post('/password', { current: 'wrong', next: NEXT })).toMatchObject({
      status: 422,
      body: { code: 'wrong-password', fields: [{ path: 'current' }] },
    });
    expect((await person.post('/password', { current: PASSWORD, next: 'password12' })).body).toMatchObject({ code: 'common-password' });
    expect((await person.post('/password', { current: PASSWORD, next: 'changer2020' })).body).toMatchObject({ code: 'common-password' });
    expect((await person.post('/password', { current: PASSWORD, next: 'short' })).body).toMatchObject({ code: 'invalid' });
    expect((await other.get('/sessions')).status).toBe(200);

    const changed = await person.post('/password', { current: PASSWORD, next: NEXT });
    expect(changed.status).toBe(204);
    expect([(await person.get('/sessions')).status, (await other.get('/sessions')).status]).toEqual([401, 401]);
    expect(await isIn(w, tokenOf(changed))).toBe(true);
    expect((await signIn(w, 'changer@example.org', PASSWORD)).status).toBe(401);
    expect((await signIn(w, 'changer@example.org', NEXT)).status).toBe(200);
  });

  it('gives an account its own language and name, and tells them to the programme', async () => {
    const person = await w.person('Renamed', { role: 'observer' });
    expect((await person.patch<Me>('/me', { language: 'kk', name: ' Жаңа  есім ' })).body).toMatchObject({
      language: 'kk',
      name: 'Жаңа есім',
    });
    expect((await person.patch('/me', { language: 'de' })).status).toBe(422);
    const people = await w.lead.get<{ id: string; name: string }[]>(w.here('/people'));
    expect(people.body.find((one) => one.id === person.id)?.name).toBe('Жаңа есім');
    expect((await person.patch('/me', { administrator: true })).status).toBe(422);
    expect((await person.get<{ me: Me }>('/session')).body.me.administrator).toBe(false);
  });
});

describe.each(DIALECTS)('a session on $name', (dialect) => {
  let w: World;
  beforeEach(async () => {
    w = await world({ dialect });
  });
  afterEach(() => w.drop());

  it('ends after ten days without a visit', async () => {
    w.clock.days(9.9);
    expect((await w.lead.get('/programmes')).status).toBe(200);
    w.clock.days(10.1);
    expect((await w.lead.get('/programmes')).status).toBe(401);
  });

  it('lives on with visits, but thirty days at most', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      w.clock.days(5.9);
      expect((await w.lead.get('/programmes')).status).toBe(200);
    }
    w.clock.days(1);
    expect((await w.lead.get('/programmes')).status).toBe(401);
    expect(await w.identity.sessions.validateStored(await onlySession(w, w.lead.id))).toBeNull();
  });

  it('that is over is swept away', async () => {
    w.clock.days(11);
    const fresh = await w.browserOf(w.lead.id);
    await w.identity.sessions.sweep();
    const rows = await w.database.reader.selectFrom('sessions').select('user_id').execute();
    expect(rows).toEqual([{ user_id: fresh.id }]);
  });

  it('notes when it was last used, but not at every request', async () => {
    const seen = async () => (await w.lead.get<SessionSummary[]>('/sessions')).body[0]?.lastSeenAt;
    const first = await seen();
    w.clock.advance(MINUTE);
    expect(await seen()).toBe(first);
    w.clock.advance(10 * MINUTE);
    await seen();
    expect(await seen()).not.toBe(first);
  });
});

async function onlySession(w: World, userId: string): Promise<string> {
  return (await w.database.reader.selectFrom('sessions').select('id').where('user_id', '=', userId).executeTakeFirst())?.id ?? '';
}

describe('on a first start, over plain http', () => {
  it('the cookie has a plain name and is still out of reach of scripts', async () => {
    const w = await world({ secure: false });
    await w.person('Plain', { email: 'plain@example.org', password: PASSWORD });
    const cookie = (await signIn(w, 'plain@example.org', PASSWORD)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^session=[a-z0-9]{30,}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await w.lead.get('/programmes')).status).toBe(200);
    await w.drop();
  });
});

describe('after three wrong passwords', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ loginAttempts: 3, trustedProxies: 1 });
    for (const name of ['one', 'two']) await w.person(name, { email: `${name}@example.org`, password: PASSWORD });
  });
  afterEach(() => w.drop());
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const fail = async (email: string, address: string, times: number) => {
    for (let time = 0; time < times; time++) await signIn(w, email, 'wrong', from(address));
  };

  it('an account waits, whoever asks and however right, and is told how long', async () => {
    await fail('one@example.org', '10.0.0.1', 3);
    w.clock.advance(5 * MINUTE);
    for (const address of ['10.0.0.1', '10.9.9.9']) {
      const answer = await signIn(w, 'one@example.org', PASSWORD, from(address));
      expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-attempts', retryAfter: 600 } });
      expect(answer.headers.get('retry-after')).toBe('600');
    }
    w.clock.advance(10 * MINUTE);
    expect((await signIn(w, 'one@example.org', PASSWORD, from('10.0.0.1'))).status).toBe(200);
  });

  it('another account is not kept waiting', async () => {
    await fail('one@example.org', '10.0.0.1', 3);
    expect((await signIn(w, 'two@example.org', PASSWORD, from('10.0.0.1'))).status).toBe(200);
  });

  it('a success forgives', async () => {
    await fail('one@example.org', '10.0.0.1', 2);
    expect((await signIn(w, 'one@example.org', PASSWORD, from('10.0.0.1'))).status).toBe(200);
    await fail('one@example.org', '10.0.0.1', 2);
    expect((await signIn(w, 'one@example.org', PASSWORD, from('10.0.0.1'))).status).toBe(200);
  });

  it('an address that tries account after account waits too, whatever it claims to be', async () => {
    for (let account = 0; account < 15; account++) await signIn(w, `a${account}@example.org`, 'wrong', from(`1.2.3.${account}, 10.0.0.1`));
    expect((await signIn(w, 'two@example.org', PASSWORD, from('9.9.9.9, 10.0.0.1'))).status).toBe(429);
    expect((await signIn(w, 'two@example.org', PASSWORD, from('10.0.0.2'))).status).toBe(200);
  });

  it('many at once learn no more than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(w, 'one@example.org', 'wrong', from('10.0.0.1'))));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(3);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(27);
  });

  it('wrong present passwords count as well', async () => {
    const one = await w.person('three', { password: PASSWORD });
    const statuses = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await one.post('/password', { current: 'wrong', next: NEXT })).status);
    expect(statuses).toEqual([422, 422, 422, 429]);
  });
});
