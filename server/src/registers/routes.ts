import { changeOf, listQuery, pageOf, usedInItem, valueInUse, versioned } from '@concordance/shared/registers/schema';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { Act, RegisterWorld } from './actions.ts';
import { archiveRecord, changeRecord, createRecord, one, restoreRecord } from './actions.ts';
import type { Draft, Register, Row } from './register.ts';
import { type AnyRecord, findRow, valuesInUse } from './store.ts';

/** `/api/programmes/{programme}/{register}/{id}`; the id may be a spoken reference. */
export const recordParams = z.object({ programme: z.string(), id: z.string().max(40) });
export const programmeParams = z.object({ programme: z.string() });

/** Only the fields that were sent; a default must not overwrite what is there. */
function changesOf(register: Register) {
  const shape = Object.fromEntries(
    Object.entries(register.draft.shape).map(([field, schema]) => {
      const bare = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : (schema as z.ZodType);
      return [field, bare.optional()];
    }),
  );
  return z.strictObject(shape);
}

/** What a register may do around the shared behaviour. */
export interface Hooks {
  /** In place of the plain creation, where a record is born with something else. */
  readonly create?: (act: Act, draft: Draft) => Promise<AnyRecord>;
  /** Values the server sets along with a draft or a change (who judged, when). */
  readonly alongside?: (changes: Draft, userId: string, now: Date) => Draft;
  /** Throws for a change that may not be made to the record as it stands. */
  readonly guard?: (row: Row, changes: Draft) => void;
}

/** The routes of one register: list, read, create, change, archive, restore, used in. */
export function registerRoutes(world: RegisterWorld, register: Register, hooks: Hooks = {}) {
  const tags = [register.path];
  const path = `/programmes/{programme}/${register.path}`;
  const rights = register.kind === 'recommendation' ? 'recommendation' : 'register';
  const read = inProgramme(world.database, rights === 'recommendation' ? 'recommendation.read' : 'register.read');
  const write = inProgramme(world.database, rights === 'recommendation' ? 'recommendation.write' : 'register.write');
  const archive = inProgramme(world.database, rights === 'recommendation' ? 'recommendation.write' : 'register.archive');
  const record = register.record;
  const answer = { 200: json(record, 'The record as it is now'), ...refused };
  const changes = changesOf(register);
  const along = (given: Draft, userId: string): Draft => hooks.alongside?.(given, userId, world.now()) ?? given;
  const createPlain = (act: Act, draft: Draft) => createRecord(world, register, act, draft);
  const app = routes();

  app.openapi(
    createRoute({
      method: 'get',
      path,
      tags,
      middleware: read,
      request: { params: programmeParams, query: listQuery },
      responses: { 200: json(pageOf(record), 'A page of the register'), ...refused },
    }),
    async (c) => {
      const programmeId = c.var.programme.id;
      const query = c.req.valid('query');
      const list = () => world.reading.ask('list', register.kind, programmeId, query);
      const of = register.kind === 'recommendation' ? 'rows-and-texts' : 'rows';
      return shared(c, await world.answers.bytes(programmeId, `${register.path} ${JSON.stringify(query)}`, list, of)) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      tags,
      middleware: write,
      request: { params: programmeParams, ...jsonBody(register.draft) },
      responses: { 201: json(record, 'Created'), ...refused },
    }),
    async (c) => {
      const userId = c.var.me?.userId ?? '';
      const draft = along(c.req.valid('json') as Draft, userId);
      const act = { programmeId: c.var.programme.id, userId };
      return c.json((await (hooks.create ?? createPlain)(act, draft)) as never, 201);
    },
  );
  app.openapi(
    createRoute({ method: 'get', path: `${path}/{id}`, tags, middleware: read, request: { params: recordParams }, responses: answer }),
    async (c) => {
      const row = await findRow(world.database.reader, register, c.var.programme.id, c.req.valid('param').id);
      return c.json((await one(world, register, row)) as never, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: `${path}/{id}`,
      tags,
      middleware: write,
      request: { params: recordParams, ...jsonBody(changeOf(changes)) },
      responses: answer,
    }),
    async (c) => {
      const { version, changes: given } = c.req.valid('json');
      const userId = c.var.me?.userId ?? '';
      const act = { programmeId: c.var.programme.id, userId };
      const guarded = async (_tx: unknown, row: Row) => {
        hooks.guard?.(row, given as Draft);
        return {};
      };
      return c.json(
        (await changeRecord(world, register, act, c.req.valid('param').id, version, along(given as Draft, userId), guarded)) as never,
        200,
      );
    },
  );
  for (const [name, act] of [
    ['archive', archiveRecord],
    ['restore', restoreRecord],
  ] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `${path}/{id}/${name}`,
        tags,
        middleware: archive,
        request: { params: recordParams, ...jsonBody(versioned) },
        responses: answer,
      }),
      async (c) => {
        const by = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        return c.json((await act(world, register, by, c.req.valid('param').id, c.req.valid('json').version)) as never, 200);
      },
    );
  }
  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/{id}/used-in`,
      tags,
      middleware: read,
      request: { params: recordParams },
      responses: { 200: json(z.array(usedInItem), 'Every place that uses the record'), ...refused },
    }),
    async (c) => {
      const programmeId = c.var.programme.id;
      const { id } = c.req.valid('param');
      const places = () => world.reading.ask('usedIn', register.kind, programmeId, id);
      return shared(c, await world.answers.bytes(programmeId, `${register.path} ${id} used in`, places, 'rows')) as never;
    },
  );
  if (register.offered)
    app.openapi(
      createRoute({
        method: 'get',
        path: `${path}/values/{field}`,
        tags,
        middleware: read,
        request: { params: programmeParams.extend({ field: z.string().max(40) }) },
        responses: { 200: json(z.array(valueInUse), 'What this field says in the records, the most frequent first'), ...refused },
      }),
      async (c) => c.json([...(await valuesInUse(world.database.reader, register, c.var.programme.id, c.req.valid('param').field))], 200),
    );
  return app;
}
