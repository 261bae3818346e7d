import { changeOf } from '@concordance/shared/registers/schema';
import { readinessLine, setChanges, setFields, setSchema, setSummary } from '@concordance/shared/sets/schema';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { changeSet, createSet, readSet } from './actions.ts';
import { readiness } from './readiness.ts';
import { findSet } from './store.ts';
import { listSets } from './view.ts';
import type { SetWorld } from './world.ts';

const PATH = '/programmes/{programme}/sets';

/** Sets: what goes to whom, in which order, and who is to approve it. */
export function setRoutes(world: SetWorld) {
  const tags = ['sets'];
  const read = inProgramme(world.database, 'set.read');
  const compose = inProgramme(world.database, 'set.compose');
  const answer = { 200: json(setSchema, 'The set as it is now'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request: { params: programmeParams },
        responses: { 200: json(z.array(setSummary), 'All sets of the programme'), ...refused },
      }),
      async (c) => c.json([...(await listSets(world.database.reader, c.var.programme.id, c.var.me?.userId ?? ''))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: PATH,
        tags,
        middleware: compose,
        request: { params: programmeParams, ...jsonBody(setFields) },
        responses: { 201: json(setSchema, 'Created, as a draft'), ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        return c.json(await createSet(world, act, c.req.valid('json')), 201);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: `${PATH}/{id}`, tags, middleware: read, request: { params: recordParams }, responses: answer }),
      async (c) => c.json(await readSet(world, c.var.programme.id, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: `${PATH}/{id}`,
        tags,
        middleware: compose,
        request: { params: recordParams, ...jsonBody(changeOf(setChanges)) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        const { version, changes } = c.req.valid('json');
        return c.json(await changeSet(world, act, c.req.valid('param').id, version, changes), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/{id}/readiness`,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: json(z.array(readinessLine), 'One line a recommendation'), ...refused },
      }),
      async (c) => {
        const row = await findSet(world.database.reader, c.var.programme.id, c.req.valid('param').id);
        // Read and written out once for every open screen, until something in the programme changes.
        const board = () => readiness(world, row);
        return shared(c, await world.answers.json(row.programme_id, `readiness ${row.id} ${row.version}`, board)) as never;
      },
    );
}
