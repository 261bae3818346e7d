import { evidenceSchema } from '@concordance/shared/evidence/schema';
import { groundImpact, groundMove, reliabilityQuery } from '@concordance/shared/ground/schema';
import { evidence } from '../evidence/register.ts';
import { createRoute, json, jsonBody, refused } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { recordParams } from '../registers/routes.ts';
import { findRow } from '../registers/store.ts';
import { sources } from '../sources/register.ts';
import { moveGround } from './actions.ts';
import { impactOf } from './impact.ts';

/** What would be hit, to be read before; and the move itself. */
export function groundRoutes(world: RegisterWorld) {
  const tags = ['ground'];
  const { reader } = world.database;
  const read = inProgramme(world.database, 'register.read');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/evidence/{id}/impact',
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: json(groundImpact, 'Everything that hangs on the item'), ...refused },
      }),
      async (c) => {
        const row = await findRow(reader, evidence, c.var.programme.id, c.req.valid('param').id);
        return c.json(await impactOf(reader, c.var.programme.id, { kind: 'evidence', id: row.id }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/sources/{id}/impact',
        tags,
        middleware: read,
        request: { params: recordParams, query: reliabilityQuery },
        responses: { 200: json(groundImpact, 'Everything that hangs on items of the source'), ...refused },
      }),
      async (c) => {
        const row = await findRow(reader, sources, c.var.programme.id, c.req.valid('param').id);
        const { reliability } = c.req.valid('query');
        return c.json(await impactOf(reader, c.var.programme.id, { kind: 'source', id: row.id, reliability }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/programmes/{programme}/evidence/{id}/ground',
        tags,
        middleware: inProgramme(world.database, 'register.write'),
        request: { params: recordParams, ...jsonBody(groundMove) },
        responses: { 200: json(evidenceSchema, 'The item as it is now'), ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        return c.json((await moveGround(world, act, c.req.valid('param').id, c.req.valid('json'))) as never, 200);
      },
    );
}
