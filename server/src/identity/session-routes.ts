import { credentials, meSchema, passwordChange, preferences, sessionSchema, setUpLook, setup } from '@concordance/shared/identity/schema';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { preferredLanguage } from '../http/problems.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { acceptPassword, findMe, lookAtSetUp, setUp } from './accounts.ts';
import { cookieName, requireSignedIn } from './door.ts';
import type { IdentityWorld } from './world.ts';

/** The cookie outlives no session: thirty days is the longest one can last. */
const COOKIE_SECONDS = 30 * 24 * 3600;

/** Starts a session for a person and hands the cookie over. An earlier session of the same browser ends: no fixation. */
export async function signIn(c: Context<ServerEnv>, world: IdentityWorld, userId: UserId): Promise<void> {
  const before = c.var.me;
  if (before) await endSession(world, before.sessionId, before.userId);
  const { token } = await world.sessions.start(userId, c.req.header('user-agent') ?? '');
  setCookie(c, cookieName(world.secure), token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: world.secure,
    path: '/',
    maxAge: COOKIE_SECONDS,
  });
}

async function endSession(world: IdentityWorld, sessionId: string, userId: UserId): Promise<void> {
  await world.sessions.end(sessionId, userId);
  await world.rights.touched({ sessionIds: [sessionId] });
}

/** Refuses when this account or this address failed too often of late. */
function refuseTooMany(world: IdentityWorld, account: string, address: string): void {
  const wait = Math.max(world.attempts.account.wait(account), world.attempts.address.wait(address));
  if (wait > 0) throw new Problem('too-many-attempts', { retryAfter: wait });
}

async function checkCredentials(world: IdentityWorld, email: string, password: string, address: string): Promise<UserId> {
  refuseTooMany(world, email, address);
  const row = await world.database.reader.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
  const right = await world.passwords.verify(row?.disabled === 0 ? row.password_hash : null, password);
  // Asked again: what was sent all at once must not learn more than what was sent one by one.
  refuseTooMany(world, email, address);
  if (!right || !row) {
    world.attempts.account.fail(email);
    world.attempts.address.fail(address);
    throw new Problem('wrong-credentials');
  }
  world.attempts.account.forgive(email);
  return row.id as UserId;
}

/** Saves the values of one's own account; a new name is told to every programme that shows it. */
async function changeAccount(
  world: IdentityWorld,
  userId: UserId,
  values: { readonly language?: string; readonly name?: string },
): Promise<void> {
  const { name } = values;
  await world.journal.change(async (tx, note) => {
    await tx.updateTable('users').set(values).where('id', '=', userId).execute();
    if (name === undefined) return;
    const memberships = await tx.selectFrom('memberships').select('programme_id').where('user_id', '=', userId).execute();
    for (const { programme_id: programmeId } of memberships) {
      await note({
        programmeId,
        kind: 'person',
        id: userId,
        ref: '',
        title: name,
        version: 1,
        action: 'changed',
        by: userId,
        fields: ['name'],
      });
    }
  });
  if (name !== undefined) await world.rights.touched({ userIds: [userId] });
}

/** Does what needs the set-up link; each failure counts against the address. */
async function withSetUp<Result>(world: IdentityWorld, address: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    world.attempts.address.fail(address);
    throw error;
  }
}

const current = z.object({ me: meSchema.nullable(), needsSetUp: z.boolean() });

/** Signing in and out, the first account, and one's own account. */
export function sessionRoutes(world: IdentityWorld) {
  const { database } = world;
  const tags = ['identity'];
  return routes()
    .openapi(
      createRoute({ method: 'get', path: '/session', tags, responses: { 200: json(current, 'Who I am, if anybody'), ...refused } }),
      async (c) => {
        const me = c.var.me ? await findMe(database.reader, c.var.me.userId) : null;
        const someone = me ?? (await database.reader.selectFrom('users').select('id').limit(1).executeTakeFirst());
        return c.json({ me, needsSetUp: !someone }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/session',
        tags,
        request: jsonBody(credentials),
        responses: { 200: json(meSchema, 'Signed in; the cookie is set'), ...refused },
      }),
      async (c) => {
        const { email, password } = c.req.valid('json');
        const userId = await checkCredentials(world, email, password, c.var.address);
        await signIn(c, world, userId);
        return c.json(await findMe(database.reader, userId), 200);
      },
    )
    .openapi(createRoute({ method: 'delete', path: '/session', tags, responses: { ...noContent, ...refused } }), async (c) => {
      if (c.var.me) await endSession(world, c.var.me.sessionId, c.var.me.userId);
      deleteCookie(c, cookieName(world.secure), { path: '/', secure: world.secure });
      return c.body(null, 204);
    })
    .openapi(
      createRoute({
        method: 'get',
        path: '/sessions',
        tags,
        responses: { 200: json(z.array(sessionSchema), 'Where I am signed in'), ...refused },
      }),
      async (c) => {
        const me = requireSignedIn(c);
        const list = await world.sessions.list(me.userId);
        return c.json(
          list.map((session) => ({ ...session, current: session.id === me.sessionId })),
          200,
        );
      },
    )
    .openapi(createRoute({ method: 'delete', path: '/sessions', tags, responses: { ...noContent, ...refused } }), async (c) => {
      const me = requireSignedIn(c);
      await world.rights.touched({ sessionIds: await world.sessions.endAll(me.userId) });
      deleteCookie(c, cookieName(world.secure), { path: '/', secure: world.secure });
      return c.body(null, 204);
    })
    .openapi(
      createRoute({
        method: 'delete',
        path: '/sessions/{id}',
        tags,
        request: { params: z.object({ id: z.string().max(80) }) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await endSession(world, c.req.valid('param').id, requireSignedIn(c).userId);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/set-up/look',
        tags,
        request: jsonBody(setUpLook),
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        refuseTooMany(world, 'set-up', c.var.address);
        await withSetUp(world, c.var.address, () => lookAtSetUp(database.reader, c.req.valid('json').token));
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/set-up',
        tags,
        request: jsonBody(setup),
        responses: { 201: json(meSchema, 'The administrator, signed in'), ...refused },
      }),
      async (c) => {
        const { token, name, email, password } = c.req.valid('json');
        refuseTooMany(world, 'set-up', c.var.address);
        await withSetUp(world, c.var.address, () => lookAtSetUp(database.reader, token));
        const passwordHash = await acceptPassword(world.passwords, password, [name, email]);
        const language = preferredLanguage(c.req.header('accept-language'));
        const account = { name, email, passwordHash, language };
        const userId = await withSetUp(world, c.var.address, () => setUp(database, token, account, world.now().toISOString()));
        await signIn(c, world, userId);
        return c.json(await findMe(database.reader, userId), 201);
      },
    )
    .openapi(
      createRoute({ method: 'post', path: '/password', tags, request: jsonBody(passwordChange), responses: { ...noContent, ...refused } }),
      async (c) => {
        const me = requireSignedIn(c);
        const { current: old, next } = c.req.valid('json');
        refuseTooMany(world, me.userId, c.var.address);
        const row = await database.reader.selectFrom('users').selectAll().where('id', '=', me.userId).executeTakeFirstOrThrow();
        if (!(await world.passwords.verify(row.password_hash, old))) {
          world.attempts.account.fail(me.userId);
          throw new Problem('wrong-password', { fields: [{ path: 'current', rule: 'format' }] });
        }
        const passwordHash = await acceptPassword(world.passwords, next, [row.name, row.email ?? '']);
        await database.write((tx) => tx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', me.userId).execute());
        // A new password ends every session, and this browser gets a new one.
        await world.rights.touched({ sessionIds: await world.sessions.endAll(me.userId) });
        await signIn(c, world, me.userId);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/me',
        tags,
        request: jsonBody(preferences),
        responses: { 200: json(meSchema, 'My account'), ...refused },
      }),
      async (c) => {
        const me = requireSignedIn(c);
        const { language, name } = c.req.valid('json');
        if (language !== undefined || name !== undefined) {
          await changeAccount(world, me.userId, { ...(language && { language }), ...(name && { name }) });
        }
        return c.json(await findMe(database.reader, me.userId), 200);
      },
    );
}
