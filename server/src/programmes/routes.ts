import { activityItem } from '@concordance/shared/events/schema';
import { ROLES } from '@concordance/shared/identity/schema';
import { programmeCounts, programmeFields, programmeSchema, programmeSummary } from '@concordance/shared/programmes/schema';
import { changeOf } from '@concordance/shared/registers/schema';
import { activity } from '../events/store.ts';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme, onServer, requireSignedIn } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams } from '../registers/routes.ts';
import { changeProgramme, createProgramme, type ProgrammeValues } from './actions.ts';
import { programmesOf, toProgramme } from './store.ts';

const changes = z.strictObject({
  title: programmeFields.shape.title.optional(),
  shortTitle: programmeFields.shape.shortTitle.optional(),
  contractor: programmeFields.shape.contractor.unwrap().optional(),
  contract: programmeFields.shape.contract.unwrap().optional(),
  firstYear: programmeFields.shape.firstYear.unwrap().optional(),
  lastYear: programmeFields.shape.lastYear.unwrap().optional(),
  languages: programmeFields.shape.languages.unwrap().optional(),
  citationStyle: programmeFields.shape.citationStyle.unwrap().optional(),
  aim: programmeFields.shape.aim.unwrap().optional(),
  rules: programmeFields.shape.rules.unwrap().optional(),
});
const withRole = programmeSchema.extend({ role: z.enum(ROLES) });
const activityQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Programmes: mine, one, its numbers and what happened in it. */
export function programmeRoutes(world: RegisterWorld) {
  const { database } = world;
  const tags = ['programmes'];
  const path = '/programmes/{programme}';
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes',
        tags,
        responses: { 200: json(z.array(programmeSummary), 'The programmes I am in'), ...refused },
      }),
      async (c) => c.json([...(await programmesOf(database.reader, requireSignedIn(c).userId, world.now().toISOString()))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/programmes',
        tags,
        middleware: onServer('server.programmes'),
        request: jsonBody(programmeFields),
        responses: { 201: json(programmeSchema, 'Created; you are its lead'), ...refused },
      }),
      async (c) => c.json(await createProgramme(world, requireSignedIn(c).userId, c.req.valid('json') as ProgrammeValues), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path,
        tags,
        middleware: inProgramme(database, 'programme.see'),
        request: { params: programmeParams },
        responses: { 200: json(withRole, 'The programme and my role in it'), ...refused },
      }),
      async (c) => {
        const { id, role } = c.var.programme;
        const row = await database.reader.selectFrom('programmes').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        return c.json({ ...toProgramme(row), role }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path,
        tags,
        middleware: inProgramme(database, 'programme.change'),
        request: { params: programmeParams, ...jsonBody(changeOf(changes)) },
        responses: { 200: json(programmeSchema, 'As it is now'), ...refused },
      }),
      async (c) => {
        const { version, changes: given } = c.req.valid('json');
        return c.json(
          await changeProgramme(world, c.var.programme.id, requireSignedIn(c).userId, version, given as Partial<ProgrammeValues>),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/counts`,
        tags,
        middleware: inProgramme(database, 'programme.read'),
        request: { params: programmeParams },
        responses: { 200: json(programmeCounts, 'Numbers for the rail and the overview'), ...refused },
      }),
      async (c) => {
        const { id } = c.var.programme;
        return shared(c, await world.answers.bytes(id, 'counts', () => world.reading.ask('counts', id), 'rows')) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/activity`,
        tags,
        middleware: inProgramme(database, 'events.read'),
        request: { params: programmeParams, query: activityQuery },
        responses: { 200: json(z.array(activityItem), 'Newest first'), ...refused },
      }),
      async (c) => {
        const { before, limit } = c.req.valid('query');
        return c.json([...(await activity(database.reader, c.var.programme.id, before ?? null, limit))], 200);
      },
    );
}
