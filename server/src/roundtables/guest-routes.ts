import { ownRound, ratingAnswer, seatSummary, seatView as seatViewSchema } from '@concordance/shared/roundtables/schema';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import { recordParams } from '../registers/routes.ts';
import { seatText, seatView } from './guest-view.ts';
import { lowerHand, raiseHand } from './live-session.ts';
import { answerRound, ownRound as readOwnRound } from './rating.ts';
import { actOf, TABLE } from './routes.ts';
import { seatsOf } from './seats.ts';
import type { TableWorld } from './world.ts';

const SEAT = `${TABLE}/seat`;
const itemParams = recordParams.extend({ item: z.string().max(40) });
const roundParams = recordParams.extend({ round: z.string().max(40) });

/** A table from the chair of a guest. All of it asks for a seat at that very table. */
export function guestRoutes(world: TableWorld) {
  const tags = ['guests'];
  const attend = inProgramme(world.database, 'roundtable.attend');
  const round = { 200: json(ownRound, 'The round, with one’s own answer'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/seats',
        tags,
        responses: { 200: json(z.array(seatSummary), 'Tables where I have a seat, newest first'), ...refused },
      }),
      async (c) => c.json([...(await seatsOf(world.database.reader, requireSignedIn(c).userId))], 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: SEAT,
        tags,
        middleware: attend,
        request: { params: recordParams },
        responses: { 200: json(seatViewSchema, 'The table and my seat at it'), ...refused },
      }),
      async (c) => c.json(await seatView(world, actOf(c), c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${SEAT}/items/{item}/text`,
        tags,
        middleware: attend,
        request: { params: itemParams },
        responses: {
          200: json(z.object({ text: z.unknown(), cited: z.record(z.string(), z.string()) }), 'The text as editor JSON'),
          ...refused,
        },
      }),
      async (c) => {
        const { id, item } = c.req.valid('param');
        return c.json(await seatText(world, actOf(c), id, item), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${SEAT}/hand`,
        tags,
        middleware: attend,
        request: { params: recordParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await raiseHand(world, actOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${SEAT}/hand`,
        tags,
        middleware: attend,
        request: { params: recordParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await lowerHand(world, actOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${SEAT}/rounds/{round}`,
        tags,
        middleware: attend,
        request: { params: roundParams },
        responses: round,
      }),
      async (c) => {
        const { id, round: roundId } = c.req.valid('param');
        return c.json(await readOwnRound(world, actOf(c), id, roundId), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${SEAT}/rounds/{round}/answer`,
        tags,
        middleware: attend,
        request: { params: roundParams, ...jsonBody(ratingAnswer) },
        responses: round,
      }),
      async (c) => {
        const { id, round: roundId } = c.req.valid('param');
        return c.json(await answerRound(world, actOf(c), id, roundId, c.req.valid('json')), 200);
      },
    );
}
