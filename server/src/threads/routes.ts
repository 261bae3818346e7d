import {
  acceptAll as acceptAllSchema,
  acceptedAll,
  anchorChange,
  assigneeChange,
  commentChange,
  commentDraft,
  suggestionAccept,
  suggestionDecline,
  threadDraft,
  threadEnd,
  threadLeft,
  threadList,
  threadQuery,
  threadReopen,
  threadSchema,
  threadsSeen,
} from '@concordance/shared/threads/schema';
import type { Context } from 'hono';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { accept, acceptAll } from './accept.ts';
import { assign, beginThread, moveAnchor } from './actions.ts';
import { changeComment, removeComment, reply } from './comments.ts';
import { decline, endThread, reopenThread } from './decide.ts';
import { markSeen, readThread, readThreads } from './reading.ts';
import type { Asker, ThreadWorld } from './world.ts';

const THREADS = '/programmes/{programme}/threads';
const THREAD = `${THREADS}/{id}`;
const commentParams = recordParams.extend({ comment: z.string().max(40) });

/** A member who asks; what a guest may ask stands in `guest-routes.ts`. */
export const memberOf = (c: Context<ServerEnv>): Asker => ({
  programmeId: c.var.programme.id,
  userId: c.var.me?.userId ?? '',
  role: c.var.programme.role,
  seatAt: null,
});

/** Threads as the team has them: read, begun, answered. */
export function threadRoutes(world: ThreadWorld) {
  const tags = ['threads'];
  const read = inProgramme(world.database, 'thread.read');
  const write = inProgramme(world.database, 'thread.write');
  const answer = { 200: json(threadSchema, 'The thread as it is now'), ...refused };
  const created = { 201: json(threadSchema, 'The thread as it is now'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: THREADS,
        tags,
        middleware: read,
        request: { params: programmeParams, query: threadQuery },
        responses: { 200: json(threadList, 'In the order they were begun'), ...refused },
      }),
      async (c) => c.json(await readThreads(world, memberOf(c), c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: THREADS,
        tags,
        middleware: write,
        request: { params: programmeParams, ...jsonBody(threadDraft) },
        responses: created,
      }),
      async (c) => c.json(await beginThread(world, memberOf(c), c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREADS}/seen`,
        tags,
        middleware: read,
        request: { params: programmeParams, ...jsonBody(threadsSeen) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await markSeen(world, memberOf(c), c.req.valid('json').ids);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: THREAD, tags, middleware: read, request: { params: recordParams }, responses: answer }),
      async (c) => c.json(await readThread(world, memberOf(c), c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/comments`,
        tags,
        middleware: write,
        request: { params: recordParams, ...jsonBody(commentDraft) },
        responses: created,
      }),
      async (c) => c.json(await reply(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: `${THREAD}/comments/{comment}`,
        tags,
        middleware: write,
        request: { params: commentParams, ...jsonBody(commentChange) },
        responses: answer,
      }),
      async (c) => {
        const { id, comment } = c.req.valid('param');
        return c.json(await changeComment(world, memberOf(c), id, comment, c.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${THREAD}/comments/{comment}`,
        tags,
        middleware: write,
        request: { params: commentParams },
        responses: { 200: json(threadLeft, 'What is left of the thread'), ...refused },
      }),
      async (c) => {
        const { id, comment } = c.req.valid('param');
        return c.json({ thread: await removeComment(world, memberOf(c), id, comment) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${THREAD}/anchor`,
        tags,
        middleware: write,
        request: { params: recordParams, ...jsonBody(anchorChange) },
        responses: answer,
      }),
      async (c) => c.json(await moveAnchor(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    );
}

/** What those who write the text decide about threads. */
export function decisionRoutes(world: ThreadWorld) {
  const tags = ['threads'];
  const decide = inProgramme(world.database, 'thread.decide');
  const answer = { 200: json(threadSchema, 'The thread as it is now'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREADS}/accept-all`,
        tags,
        middleware: decide,
        request: { params: programmeParams, ...jsonBody(acceptAllSchema) },
        responses: { 200: json(acceptedAll, 'What became of each of them'), ...refused },
      }),
      async (c) => c.json(await acceptAll(world, memberOf(c), c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${THREAD}/assignee`,
        tags,
        middleware: decide,
        request: { params: recordParams, ...jsonBody(assigneeChange) },
        responses: answer,
      }),
      async (c) => c.json(await assign(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/end`,
        tags,
        middleware: decide,
        request: { params: recordParams, ...jsonBody(threadEnd) },
        responses: answer,
      }),
      async (c) => c.json(await endThread(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/reopen`,
        tags,
        middleware: decide,
        request: { params: recordParams, ...jsonBody(threadReopen) },
        responses: answer,
      }),
      async (c) => c.json(await reopenThread(world, memberOf(c), c.req.valid('param').id, c.req.valid('json').version), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/accept`,
        tags,
        middleware: decide,
        request: { params: recordParams, ...jsonBody(suggestionAccept) },
        responses: answer,
      }),
      async (c) => c.json(await accept(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/decline`,
        tags,
        middleware: decide,
        request: { params: recordParams, ...jsonBody(suggestionDecline) },
        responses: answer,
      }),
      async (c) => c.json(await decline(world, memberOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
    );
}
