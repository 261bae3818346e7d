import {
  acceptInvitation,
  invitationDraft,
  invitationSchema,
  meSchema,
  type Person,
  personSchema,
  ROLES,
  type Role,
} from '@concordance/shared/identity/schema';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { preferredLanguage } from '../http/problems.ts';
import { routes } from '../http/server-env.ts';
import { findMe } from './accounts.ts';
import { inProgramme, requireSignedIn } from './door.ts';
import { acceptInvitationLink, invite, openInvitation, toInvitation } from './invitations.ts';
import { changeRole, peopleOf, removePerson } from './people.ts';
import { signIn } from './session-routes.ts';
import type { IdentityWorld } from './world.ts';

const params = z.object({ programme: z.string() });
const personParams = params.extend({ user: z.string().max(40) });
const invitationParams = params.extend({ invitation: z.string().max(40) });
const token = z.object({ token: z.string().max(100) });
const looked = z.object({ programme: z.string(), role: z.enum(ROLES) });

/** People of a programme and the links that bring them in. */
export function peopleRoutes(world: IdentityWorld) {
  const { database } = world;
  const path = '/programmes/{programme}';
  const tags = ['people'];
  const readPeople = inProgramme(database, 'people.read');
  const manage = inProgramme(database, 'people.change');
  const inviting = inProgramme(database, 'people.invite');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/people`,
        tags,
        middleware: readPeople,
        request: { params },
        responses: { 200: json(z.array(personSchema), 'Who is here'), ...refused },
      }),
      async (c) => c.json([...(await peopleOf(database.reader, c.var.programme.id, c.var.programme.role === 'lead'))], 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: `${path}/people/{user}`,
        tags,
        middleware: manage,
        request: { params: personParams, ...jsonBody(z.object({ role: z.enum(ROLES) })) },
        responses: { 200: json(personSchema, 'With the new role'), ...refused },
      }),
      async (c) => {
        const person: Person = await changeRole(
          world,
          c.var.programme.id,
          requireSignedIn(c).userId,
          c.req.valid('param').user,
          c.req.valid('json').role,
        );
        return c.json(person, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${path}/people/{user}`,
        tags,
        middleware: manage,
        request: { params: personParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        await removePerson(world, c.var.programme.id, requireSignedIn(c).userId, c.req.valid('param').user);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/invitations`,
        tags,
        middleware: inviting,
        request: { params },
        responses: { 200: json(z.array(invitationSchema), 'Newest first'), ...refused },
      }),
      async (c) => {
        const rows = await database.reader
          .selectFrom('invitations')
          .leftJoin('users', 'users.id', 'invitations.accepted_by')
          .selectAll('invitations')
          .select('users.name as accepted_name')
          .where('programme_id', '=', c.var.programme.id)
          .orderBy('invitations.created_at', 'desc')
          .limit(200)
          .execute();
        return c.json(
          rows.map((row) => toInvitation(row, row.accepted_name)),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/invitations`,
        tags,
        middleware: inviting,
        request: { params, ...jsonBody(invitationDraft) },
        responses: { 201: json(z.object({ invitation: invitationSchema, token: z.string() }), 'The secret is shown once'), ...refused },
      }),
      async (c) => c.json(await invite(world, c.var.programme.id, requireSignedIn(c).userId, c.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${path}/invitations/{invitation}`,
        tags,
        middleware: inviting,
        request: { params: invitationParams },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const revoked = await database.write((tx) =>
          tx
            .updateTable('invitations')
            .set({ revoked_at: world.now().toISOString() })
            .where('id', '=', c.req.valid('param').invitation)
            .where('programme_id', '=', c.var.programme.id)
            .executeTakeFirst(),
        );
        if (revoked.numUpdatedRows !== 1n) throw new Problem('not-found');
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/invitations/look',
        tags,
        request: jsonBody(token),
        responses: { 200: json(looked, 'What the link leads to'), ...refused },
      }),
      async (c) => {
        const row = await openInvitation(database.reader, c.req.valid('json').token, world.now());
        const programme = await database.reader
          .selectFrom('programmes')
          .select('short_title')
          .where('id', '=', row.programme_id)
          .executeTakeFirstOrThrow();
        return c.json({ programme: programme.short_title, role: row.role as Role }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/invitations/accept',
        tags,
        request: jsonBody(acceptInvitation),
        responses: { 200: json(z.object({ me: meSchema, programmeId: z.string() }), 'In'), ...refused },
      }),
      async (c) => {
        const me: UserId | null = c.var.me?.userId ?? null;
        const language = preferredLanguage(c.req.header('accept-language'));
        const { userId, programmeId } = await acceptInvitationLink(world, c.req.valid('json'), me, language);
        if (!me) await signIn(c, world, userId);
        else await world.rights.touched({ userIds: [userId] });
        return c.json({ me: await findMe(database.reader, userId), programmeId }, 200);
      },
    );
}
