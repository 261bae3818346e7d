import { followedItem, followUpDraft } from '@concordance/shared/follow-up/schema';
import { fileAnswer, fileForm, readFile, sendFile } from '../files/actions.ts';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { attachToFollowUp, findFollowUp, followedItems, recordFollowUp } from './actions.ts';

const FILE = '/programmes/{programme}/follow-ups/{id}/attachment';

/** What became of what was delivered. */
export function followUpRoutes(world: RegisterWorld) {
  const tags = ['follow-up'];
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/follow-ups',
        tags,
        middleware: inProgramme(world.database, 'set.read'),
        request: { params: programmeParams },
        responses: { 200: json(z.array(followedItem), 'Every delivered recommendation with its newest answer'), ...refused },
      }),
      async (c) => c.json([...(await followedItems(world.database.reader, c.var.programme.id))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/programmes/{programme}/sets/{id}/follow-ups',
        tags,
        middleware: inProgramme(world.database, 'follow-up.write'),
        request: { params: recordParams, ...jsonBody(followUpDraft) },
        responses: { 201: json(followedItem, 'Written down'), ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        return c.json(await recordFollowUp(world, act, c.req.valid('param').id, c.req.valid('json')), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: FILE,
        tags,
        middleware: inProgramme(world.database, 'follow-up.write'),
        request: { params: recordParams, ...fileForm },
        responses: { 200: json(followedItem, 'The line with its file'), ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        const file = await readFile(c.req.valid('form').file);
        return c.json(await attachToFollowUp(world, act, c.req.valid('param').id, file), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: FILE,
        tags,
        middleware: inProgramme(world.database, 'set.read'),
        request: { params: recordParams },
        responses: { ...fileAnswer, ...refused },
      }),
      async (c) => {
        const { reader } = world.database;
        const { attachment } = await findFollowUp(reader, c.var.programme.id, c.req.valid('param').id);
        return sendFile(c, reader, attachment) as never;
      },
    );
}
