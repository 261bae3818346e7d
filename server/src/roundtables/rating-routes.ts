import { ratingDefaults, roundDraft, roundSchema } from '@concordance/shared/roundtables/schema';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { closeRound, defaultsOf, openRound, readRound, roundsOf, saveDefaults } from './rating.ts';
import { ratingCsv } from './rating-csv.ts';
import { actOf, TABLE } from './routes.ts';
import { findTable } from './store.ts';
import type { TableWorld } from './world.ts';

const DEFAULTS = '/programmes/{programme}/rating-defaults';
const roundParams = recordParams.extend({ round: z.string().max(40) });

/** Rating rounds as the team has them. Nothing here tells a result before its round has ended. */
export function ratingRoutes(world: TableWorld) {
  const { database } = world;
  const tags = ['rating'];
  const read = inProgramme(database, 'roundtable.read');
  const manage = inProgramme(database, 'roundtable.manage');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: DEFAULTS,
        tags,
        middleware: read,
        request: { params: programmeParams },
        responses: { 200: json(ratingDefaults, 'What rounds are like unless told otherwise'), ...refused },
      }),
      async (c) => c.json(await defaultsOf(database.reader, c.var.programme.id), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: DEFAULTS,
        tags,
        middleware: manage,
        request: { params: programmeParams, ...jsonBody(ratingDefaults) },
        responses: { 200: json(ratingDefaults, 'For rounds from now on'), ...refused },
      }),
      async (c) => c.json(await saveDefaults(world, actOf(c), c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/rounds`,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: json(z.array(roundSchema), 'Item by item, oldest first'), ...refused },
      }),
      async (c) => {
        const table = await findTable(database.reader, c.var.programme.id, c.req.valid('param').id);
        return c.json([...(await roundsOf(world, table))], 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/rounds`,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(roundDraft) },
        responses: { 201: json(roundSchema, 'Open'), ...refused },
      }),
      async (c) => c.json(await openRound(world, actOf(c), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/rounds/{round}`,
        tags,
        middleware: read,
        request: { params: roundParams },
        responses: { 200: json(roundSchema, 'The round'), ...refused },
      }),
      async (c) => {
        const { id, round } = c.req.valid('param');
        return c.json(await readRound(world, c.var.programme.id, id, round), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/rounds/{round}/close`,
        tags,
        middleware: manage,
        request: { params: roundParams, ...jsonBody(z.object({})) },
        responses: { 200: json(roundSchema, 'Closed, with its result'), ...refused },
      }),
      async (c) => {
        const { id, round } = c.req.valid('param');
        return c.json(await closeRound(world, actOf(c), id, round), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/ratings.csv`,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: { content: { 'text/csv': { schema: z.string() } }, description: 'For the methods section' }, ...refused },
      }),
      async (c) => {
        const table = await findTable(database.reader, c.var.programme.id, c.req.valid('param').id);
        const csv = ratingCsv(await roundsOf(world, table));
        return c.body(csv, 200, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="RTB-${table.number}-ratings.csv"`,
        });
      },
    );
}
