import { inbox, noticeQuery, noticesSeen } from '@concordance/shared/notices/schema';
import {
  anchorChange,
  commentChange,
  commentDraft,
  guestThreadDraft,
  ownRemark,
  threadLeft,
  threadList,
  threadQuery,
  threadSchema,
  threadsSeen,
} from '@concordance/shared/threads/schema';
import type { Context } from 'hono';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { readInbox, readNotices } from '../notices/inbox.ts';
import { recordParams } from '../registers/routes.ts';
import { TABLE } from '../roundtables/routes.ts';
import { findSeated } from '../roundtables/store.ts';
import { beginThread, moveAnchor } from './actions.ts';
import { changeComment, removeComment, reply } from './comments.ts';
import { ownRemarks } from './own-remarks.ts';
import { markSeen, readThreads } from './reading.ts';
import type { Asker, ThreadWorld } from './world.ts';

const THREADS = `${TABLE}/seat/threads`;
const THREAD = `${THREADS}/{thread}`;
const threadParams = recordParams.extend({ thread: z.string().max(40) });
const commentParams = threadParams.extend({ comment: z.string().max(40) });

/** Threads from the chair of a guest. All of it asks for a seat at that very table, and reaches nothing beside it. */
export function guestThreadRoutes(world: ThreadWorld) {
  const tags = ['guests'];
  const attend = inProgramme(world.database, 'roundtable.attend');
  const answer = { 200: json(threadSchema, 'The thread as it is now'), ...refused };
  const created = { 201: json(threadSchema, 'The thread as it is now'), ...refused };
  /** Throws `not-found` for a table where one does not sit. */
  const guestOf = async (c: Context<ServerEnv>, idOrRef: string): Promise<Asker> => {
    const { id: programmeId, role } = c.var.programme;
    const userId = c.var.me?.userId ?? '';
    const { table } = await findSeated(world.database.reader, programmeId, idOrRef, userId);
    return { programmeId, userId, role, seatAt: table.id };
  };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: THREADS,
        tags,
        middleware: attend,
        request: { params: recordParams, query: threadQuery.pick({ subject: true, state: true }) },
        responses: { 200: json(threadList, 'What was said at this table, in the order it was begun'), ...refused },
      }),
      async (c) => c.json(await readThreads(world, await guestOf(c, c.req.valid('param').id), c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: THREADS,
        tags,
        middleware: attend,
        request: { params: recordParams, ...jsonBody(guestThreadDraft) },
        responses: created,
      }),
      async (c) => {
        const guest = await guestOf(c, c.req.valid('param').id);
        const draft = { ...c.req.valid('json'), subjectKind: 'recommendation' as const, roundTableId: guest.seatAt };
        return c.json(await beginThread(world, guest, { ...draft, mentions: [], assigneeId: null }), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREADS}/seen`,
        tags,
        middleware: attend,
        request: { params: recordParams, ...jsonBody(threadsSeen) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await markSeen(world, await guestOf(c, c.req.valid('param').id), c.req.valid('json').ids);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${THREAD}/comments`,
        tags,
        middleware: attend,
        request: { params: threadParams, ...jsonBody(commentDraft) },
        responses: created,
      }),
      async (c) => {
        const { id, thread } = c.req.valid('param');
        return c.json(await reply(world, await guestOf(c, id), thread, c.req.valid('json')), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: `${THREAD}/comments/{comment}`,
        tags,
        middleware: attend,
        request: { params: commentParams, ...jsonBody(commentChange) },
        responses: answer,
      }),
      async (c) => {
        const { id, thread, comment } = c.req.valid('param');
        return c.json(await changeComment(world, await guestOf(c, id), thread, comment, c.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${THREAD}/comments/{comment}`,
        tags,
        middleware: attend,
        request: { params: commentParams },
        responses: { 200: json(threadLeft, 'What is left of the thread'), ...refused },
      }),
      async (c) => {
        const { id, thread, comment } = c.req.valid('param');
        return c.json({ thread: await removeComment(world, await guestOf(c, id), thread, comment) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${THREAD}/anchor`,
        tags,
        middleware: attend,
        request: { params: threadParams, ...jsonBody(anchorChange) },
        responses: answer,
      }),
      async (c) => {
        const { id, thread } = c.req.valid('param');
        return c.json(await moveAnchor(world, await guestOf(c, id), thread, c.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/seat/remarks`,
        tags,
        middleware: attend,
        request: { params: recordParams },
        responses: { 200: json(z.array(ownRemark), 'What became of my remarks, in the order I made them'), ...refused },
      }),
      async (c) => c.json([...(await ownRemarks(world, await guestOf(c, c.req.valid('param').id)))], 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/seat/notices`,
        tags,
        middleware: attend,
        request: { params: recordParams, query: noticeQuery },
        responses: { 200: json(inbox, 'What I was told of this table, newest first'), ...refused },
      }),
      async (c) => {
        const guest = await guestOf(c, c.req.valid('param').id);
        return c.json(await readInbox(world.database.reader, guest, c.req.valid('query'), guest.seatAt), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/seat/notices/seen`,
        tags,
        middleware: attend,
        request: { params: recordParams, ...jsonBody(noticesSeen) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const guest = await guestOf(c, c.req.valid('param').id);
        await readNotices(world, guest, c.req.valid('json').ids, guest.seatAt);
        return c.body(null, 204);
      },
    );
}
