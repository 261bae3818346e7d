import type { UserId } from '@concordance/shared/ids';
import { changeOf } from '@concordance/shared/registers/schema';
import {
  attendee,
  enterByLink,
  entered,
  lookAtLink,
  lookedAtLink,
  sessionMove,
  speakerMove,
  tableChanges,
  tableFields,
  tableLink,
  tableLinkDraft,
  tableMove,
  tableSchema,
  tableSummary,
} from '@concordance/shared/roundtables/schema';
import type { Context } from 'hono';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { preferredLanguage } from '../http/problems.ts';
import { routes, type ServerEnv } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { changeTable, createTable, moveTable } from './actions.ts';
import { moveSpeaker, showItem } from './live-session.ts';
import { attendees, enter, linksOf, lookAt, makeLink, revokeLink, showOut } from './seats.ts';
import { findTable, listTables, readTable } from './store.ts';
import type { TableWorld } from './world.ts';

export const TABLES = '/programmes/{programme}/round-tables';
export const TABLE = `${TABLES}/{id}`;
const linkParams = recordParams.extend({ link: z.string().max(40) });
const speakerParams = recordParams.extend({ number: z.string().max(10) });
const seatParams = recordParams.extend({ seat: z.string().max(40) });

/** Where and by whom, from a request that the door has let through. */
export const actOf = (c: Context<ServerEnv>) => ({ programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' });

/** Starts a session for a person; the cookie goes with the answer. */
export type SignIn = (c: Context<ServerEnv>, userId: UserId) => Promise<void>;

/** Round tables as the team has them: planned, opened, led and closed, and the links that lead to them. */
export function roundTableRoutes(world: TableWorld) {
  const { database } = world;
  const tags = ['round tables'];
  const read = inProgramme(database, 'roundtable.read');
  const manage = inProgramme(database, 'roundtable.manage');
  const answer = { 200: json(tableSchema, 'The table as it is now'), ...refused };
  const now = async (c: Context<ServerEnv>, idOrRef: string) =>
    readTable(database.reader, await findTable(database.reader, c.var.programme.id, idOrRef), world.present);
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: TABLES,
        tags,
        middleware: read,
        request: { params: programmeParams },
        responses: { 200: json(z.array(tableSummary), 'Newest first'), ...refused },
      }),
      async (c) => c.json([...(await listTables(database.reader, c.var.programme.id))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: TABLES,
        tags,
        middleware: manage,
        request: { params: programmeParams, ...jsonBody(tableFields) },
        responses: { 201: json(tableSchema, 'Planned'), ...refused },
      }),
      async (c) => c.json(await createTable(world, actOf(c), c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({ method: 'get', path: TABLE, tags, middleware: read, request: { params: recordParams }, responses: answer }),
      async (c) => c.json(await now(c, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: TABLE,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(changeOf(tableChanges)) },
        responses: answer,
      }),
      async (c) => {
        const { version, changes } = c.req.valid('json');
        return c.json(await changeTable(world, actOf(c), c.req.valid('param').id, version, changes), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/state`,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(tableMove) },
        responses: answer,
      }),
      async (c) => {
        const { version, to } = c.req.valid('json');
        return c.json(await moveTable(world, actOf(c), c.req.valid('param').id, version, to), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/links`,
        tags,
        middleware: manage,
        request: { params: recordParams },
        responses: { 200: json(z.array(tableLink), 'Newest first'), ...refused },
      }),
      async (c) => c.json([...(await linksOf(world, c.var.programme.id, c.req.valid('param').id))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/links`,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(tableLinkDraft) },
        responses: { 201: json(z.object({ link: tableLink, token: z.string() }), 'The secret is shown once'), ...refused },
      }),
      async (c) => c.json(await makeLink(world, actOf(c), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${TABLE}/links/{link}`,
        tags,
        middleware: manage,
        request: { params: linkParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const { id, link } = c.req.valid('param');
        await revokeLink(world, actOf(c), id, link);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/guests`,
        tags,
        middleware: manage,
        request: { params: recordParams },
        responses: { 200: json(z.array(attendee), 'Who came, by name'), ...refused },
      }),
      async (c) => c.json([...(await attendees(world, c.var.programme.id, c.req.valid('param').id))], 200),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${TABLE}/guests/{seat}`,
        tags,
        middleware: manage,
        request: { params: seatParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const { id, seat } = c.req.valid('param');
        await showOut(world, actOf(c), id, seat);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/session`,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(sessionMove) },
        responses: answer,
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        await showItem(world, actOf(c), id, c.req.valid('json').itemId);
        return c.json(await now(c, id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/speakers/{number}`,
        tags,
        middleware: manage,
        request: { params: speakerParams, ...jsonBody(speakerMove) },
        responses: answer,
      }),
      async (c) => {
        const { id, number } = c.req.valid('param');
        await moveSpeaker(world, actOf(c), id, Number(number), c.req.valid('json').to);
        return c.json(await now(c, id), 200);
      },
    );
}

/** The door for guests. Nobody is signed in here yet; the secret of a link is all they have. */
export function tableDoorRoutes(world: TableWorld, signIn: SignIn) {
  const tags = ['round tables'];
  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/round-tables/look',
        tags,
        request: jsonBody(lookAtLink),
        responses: { 200: json(lookedAtLink, 'What the link leads to'), ...refused },
      }),
      async (c) => c.json(await lookAt(world, c.req.valid('json').token, c.var.address), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/round-tables/enter',
        tags,
        request: jsonBody(enterByLink),
        responses: { 200: json(entered, 'In'), ...refused },
      }),
      async (c) => {
        const language = preferredLanguage(c.req.header('accept-language'));
        const me = c.var.me?.userId ?? null;
        const { userId, signIn: begins, entered: answer } = await enter(world, c.req.valid('json'), me, language, c.var.address);
        if (begins) await signIn(c, userId);
        return c.json(answer, 200);
      },
    );
}
