import { followedItem, followUpDraft } from '@concordance/shared/follow-up/schema';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { followedItems, recordFollowUp } from './actions.ts';

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
    );
}
