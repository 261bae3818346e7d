import { meSchema, ROLES } from '@concordance/shared/identity/schema';
import { Problem } from '@concordance/shared/problems';
import { programmeSummary } from '@concordance/shared/programmes/schema';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { allProgrammes } from '../programmes/store.ts';
import { changeStanding, toMe } from './accounts.ts';
import { onServer, requireSignedIn } from './door.ts';
import type { IdentityWorld } from './world.ts';

const account = meSchema.extend({ disabled: z.boolean(), createdAt: z.string() });
const accountChange = z.object({ disabled: z.boolean().optional(), administrator: z.boolean().optional() });

/** What an administrator does for the server as a whole. None of it shows what is inside a programme. */
export function serverRoutes(world: IdentityWorld) {
  const { database } = world;
  const tags = ['server'];
  const people = onServer('server.people');
  const programmes = onServer('server.programmes');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/server/people',
        tags,
        middleware: people,
        responses: { 200: json(z.array(account), 'All accounts'), ...refused },
      }),
      async (c) => {
        const rows = await database.reader.selectFrom('users').selectAll().orderBy('created_at').limit(5000).execute();
        return c.json(
          rows.map((row) => ({ ...toMe(row), disabled: row.disabled === 1, createdAt: row.created_at })),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/server/people/{id}',
        tags,
        middleware: people,
        request: { params: z.object({ id: z.string().max(40) }), ...jsonBody(accountChange) },
        responses: { 200: json(account, 'As it is now'), ...refused },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const row = await changeStanding(world, requireSignedIn(c).userId, id, c.req.valid('json'));
        return c.json({ ...toMe(row), disabled: row.disabled === 1, createdAt: row.created_at }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/server/programmes',
        tags,
        middleware: programmes,
        responses: { 200: json(z.array(programmeSummary), 'All programmes by name'), ...refused },
      }),
      async (c) => c.json([...(await allProgrammes(database.reader, requireSignedIn(c).userId))], 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/server/programmes/{programme}/join',
        tags,
        middleware: programmes,
        request: { params: z.object({ programme: z.string() }), ...jsonBody(z.object({ role: z.enum(ROLES) })) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const me = requireSignedIn(c);
        const programmeId = c.req.valid('param').programme;
        await world.journal.change(async (tx, note) => {
          const programme = await tx.selectFrom('programmes').select('id').where('id', '=', programmeId).executeTakeFirst();
          if (!programme) throw new Problem('not-found');
          await tx
            .insertInto('memberships')
            .values({
              programme_id: programmeId,
              user_id: me.userId,
              role: c.req.valid('json').role,
              joined_at: world.now().toISOString(),
              expires_at: null,
            })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          // Joining is recorded where the members of the programme see it.
          await note({
            programmeId,
            kind: 'person',
            id: me.userId,
            ref: '',
            title: me.name,
            version: 1,
            action: 'created',
            by: me.userId,
            fields: ['administrator'],
          });
        });
        await world.rights.touched({ userIds: [me.userId] });
        return c.body(null, 204);
      },
    );
}
