import {
  authorship,
  contributions,
  newVersion,
  pastedAnswer,
  pastedClaim,
  textHistory,
  versionSummary,
} from '@concordance/shared/history/schema';
import type { Context } from 'hono';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { recordParams } from '../registers/routes.ts';
import { nameVersion, readAuthorship, readContributions, readHistory, readVersion, restoreVersion, visitText } from './actions.ts';
import { claimPasted } from './pasted.ts';
import type { HistoryWorld } from './ports.ts';

const PATH = '/programmes/{programme}/recommendations/{id}/history';
const versionParams = recordParams.extend({
  number: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
});
const before = z.object({ before: z.coerce.number().int().min(0).optional() });
const text = z.object({ version: versionSummary.nullable(), doc: z.record(z.string(), z.unknown()) });

/** The act is all there is to say. */
const nothing = z.object({});

const actOf = (c: Context<ServerEnv>) => ({ programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' });

/** The history of a text: its versions, what they said, who wrote what. */
export function historyRoutes(world: HistoryWorld) {
  const tags = ['history'];
  const read = inProgramme(world.database, 'text.read');
  const write = inProgramme(world.database, 'text.write');
  const params = recordParams;
  const app = routes();
  app.openapi(
    createRoute({
      method: 'get',
      path: PATH,
      tags,
      middleware: read,
      request: { params, query: before },
      responses: { 200: json(textHistory, 'Versions, newest first'), ...refused },
    }),
    async (c) => c.json(await readHistory(world, actOf(c), c.req.valid('param').id, c.req.valid('query').before ?? null), 200),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: PATH,
      tags,
      middleware: write,
      request: { params, ...jsonBody(newVersion) },
      responses: { 201: json(versionSummary, 'Kept under a name'), ...refused },
    }),
    async (c) => c.json(await nameVersion(world, actOf(c), c.req.valid('param').id, c.req.valid('json').name), 201),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/visit`,
      tags,
      middleware: read,
      request: { params, ...jsonBody(nothing) },
      responses: { 200: json(z.object({ before: versionSummary.nullable() }), 'What you saw the time before'), ...refused },
    }),
    async (c) => c.json({ before: await visitText(world, actOf(c), c.req.valid('param').id) }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/contributions`,
      tags,
      middleware: read,
      request: { params },
      responses: { 200: json(contributions, 'Words that stand now, by author and section'), ...refused },
    }),
    async (c) => c.json(await readContributions(world, actOf(c), c.req.valid('param').id), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/authorship`,
      tags,
      middleware: read,
      request: { params },
      responses: { 200: json(authorship, 'Whose the clients of the document are'), ...refused },
    }),
    async (c) => c.json(await readAuthorship(world, actOf(c), c.req.valid('param').id), 200),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/pasted`,
      tags,
      middleware: write,
      request: { params, ...jsonBody(pastedClaim) },
      responses: { 200: json(pastedAnswer, 'Words you pasted are theirs who wrote them, as far as they stand in the source'), ...refused },
    }),
    async (c) => c.json(await claimPasted(world, actOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${PATH}/{number}`,
      tags,
      middleware: read,
      request: { params: versionParams },
      responses: { 200: json(text, 'The version as it read'), ...refused },
    }),
    async (c) => {
      const { id, number } = c.req.valid('param');
      return c.json((await readVersion(world, actOf(c), id, number)) as never, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/{number}/restore`,
      tags,
      middleware: write,
      request: { params: versionParams, ...jsonBody(nothing) },
      responses: { 200: json(versionSummary, 'Restored; this is the version it made'), ...refused },
    }),
    async (c) => {
      const { id, number } = c.req.valid('param');
      return c.json(await restoreVersion(world, actOf(c), id, number), 200);
    },
  );
  return app;
}
