import { inbox, mailSettings, mailStanding, noticeQuery, noticesSeen, watchChange, watchSchema } from '@concordance/shared/notices/schema';
import type { Context, MiddlewareHandler } from 'hono';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { changeWatch, readInbox, readNotices, readWatches } from './inbox.ts';
import { digestOf, hasAddress, saveDigest } from './mail-settings.ts';

const NOTICES = '/programmes/{programme}/notices';
const WATCHES = '/programmes/{programme}/watches';

const actOf = (c: Context<ServerEnv>) => ({ programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' });

/** What people are told, and of what they want to be told. */
export function noticeRoutes(world: RegisterWorld) {
  const { database } = world;
  const tags = ['notices'];
  const own = inProgramme(database, 'notice.read');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: NOTICES,
        tags,
        middleware: own,
        request: { params: programmeParams, query: noticeQuery },
        responses: { 200: json(inbox, 'Newest first'), ...refused },
      }),
      async (c) => c.json(await readInbox(database.reader, actOf(c), c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${NOTICES}/seen`,
        tags,
        middleware: own,
        request: { params: programmeParams, ...jsonBody(noticesSeen) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await readNotices(world, actOf(c), c.req.valid('json').ids);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: WATCHES,
        tags,
        middleware: own,
        request: { params: programmeParams },
        responses: { 200: json(z.array(watchSchema), 'Records that I watch or have muted'), ...refused },
      }),
      async (c) => c.json([...(await readWatches(database.reader, actOf(c)))], 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${WATCHES}/{id}`,
        tags,
        middleware: own,
        request: { params: recordParams, ...jsonBody(watchChange) },
        responses: { 200: json(watchSchema, 'As it is now'), ...refused },
      }),
      async (c) => c.json(await changeWatch(world, actOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    );
}

const signedIn: MiddlewareHandler<ServerEnv> = async (c, next) => {
  requireSignedIn(c);
  await next();
};

/** Whether one’s notices come by mail as well. */
export function mailRoutes(world: RegisterWorld, sendsMail: boolean) {
  const { reader } = world.database;
  const tags = ['notices'];
  const standing = async (userId: string) => ({
    digest: await digestOf(reader, userId),
    available: sendsMail && (await hasAddress(reader, userId)),
  });
  const answer = { 200: json(mailStanding, 'As it is now'), ...refused };
  return routes()
    .openapi(createRoute({ method: 'get', path: '/me/mail', tags, middleware: signedIn, responses: answer }), async (c) =>
      c.json(await standing(requireSignedIn(c).userId), 200),
    )
    .openapi(
      createRoute({ method: 'put', path: '/me/mail', tags, middleware: signedIn, request: jsonBody(mailSettings), responses: answer }),
      async (c) => {
        const { userId } = requireSignedIn(c);
        await saveDigest(world, userId, c.req.valid('json').digest);
        return c.json(await standing(userId), 200);
      },
    );
}
