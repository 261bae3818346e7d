import { approvalPage, draftChanges } from '@concordance/shared/approvals/schema';
import { looked, setAct, setDelivery, setSchema, setSupersede, signature } from '@concordance/shared/sets/schema';
import { createRoute, json, jsonBody, noContent, refused } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme, requireSignedIn } from '../identity/door.ts';
import type { IdentityWorld } from '../identity/world.ts';
import { recordParams } from '../registers/routes.ts';
import { findSet } from '../sets/store.ts';
import type { SetWorld } from '../sets/world.ts';
import { actOnSet } from './actions.ts';
import { approvalPageOf, draftChangesOf, noteLook } from './page.ts';
import { requireSigner } from './signer.ts';

const PATH = '/programmes/{programme}/sets/{id}';

/** The approval of a set: what is read, signed, returned, delivered, withdrawn. */
export function approvalRoutes(world: SetWorld, identity: IdentityWorld) {
  const tags = ['approvals'];
  const approve = inProgramme(world.database, 'set.approve');
  const answer = { 200: json(setSchema, 'The set as it is now'), ...refused };
  const app = routes()
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/approval`,
        tags,
        middleware: inProgramme(world.database, 'set.read'),
        request: { params: recordParams },
        responses: { 200: json(approvalPage, 'The exact text, what changed, what is open, who signed'), ...refused },
      }),
      async (c) => c.json(await approvalPageOf(world, c.var.programme.id, requireSignedIn(c).userId, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/changes`,
        tags,
        middleware: inProgramme(world.database, 'set.read'),
        request: { params: recordParams },
        responses: {
          200: json(draftChanges.nullable(), 'How the draft differs from the newest edition; null before the first'),
          ...refused,
        },
      }),
      async (c) => c.json(await draftChangesOf(world, c.var.programme.id, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/look`,
        tags,
        middleware: approve,
        request: { params: recordParams, ...jsonBody(looked) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await noteLook(world, c.var.programme.id, requireSignedIn(c).userId, c.req.valid('param').id, c.req.valid('json').hash);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/sign`,
        tags,
        middleware: approve,
        request: { params: recordParams, ...jsonBody(signature) },
        responses: answer,
      }),
      async (c) => {
        const { userId } = requireSignedIn(c);
        const { hash, dissent, dissentOn, ...given } = c.req.valid('json');
        // A set that is not there is said to be so before a password is looked at.
        await findSet(world.database.reader, c.var.programme.id, c.req.valid('param').id);
        const name = await requireSigner(identity, userId, c.var.address, given);
        const act = { programmeId: c.var.programme.id, userId };
        const words = { name, dissent, dissentOn };
        return c.json(await actOnSet(world, act, c.req.valid('param').id, { type: 'sign', hash, words }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/deliver`,
        tags,
        middleware: inProgramme(world.database, 'set.deliver'),
        request: { params: recordParams, ...jsonBody(setDelivery) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        const { version, on, to, reference } = c.req.valid('json');
        const delivery = { onDay: on, toWhom: to, reference };
        return c.json(await actOnSet(world, act, c.req.valid('param').id, { type: 'deliver', version, delivery }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/supersede`,
        tags,
        middleware: inProgramme(world.database, 'set.deliver'),
        request: { params: recordParams, ...jsonBody(setSupersede) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        const { version, bySetId, reason } = c.req.valid('json');
        return c.json(await actOnSet(world, act, c.req.valid('param').id, { type: 'supersede', version, by: bySetId, reason }), 200);
      },
    );
  for (const [name, type] of [
    ['open', 'open'],
    ['return', 'return'],
    ['withdraw', 'withdraw'],
  ] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/${name}`,
        tags,
        middleware: approve,
        request: { params: recordParams, ...jsonBody(setAct) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: requireSignedIn(c).userId };
        const { version, reason } = c.req.valid('json');
        return c.json(await actOnSet(world, act, c.req.valid('param').id, { type, version, reason }), 200);
      },
    );
  }
  return app;
}
