import { activityStream } from '@concordance/shared/audit/activity-streams';
import { auditEntry, auditQuery } from '@concordance/shared/audit/schema';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { Database } from '../storage/database.ts';
import { auditEntries, wholeAudit } from './store.ts';

const PATH = '/programmes/{programme}/audit';
const params = z.object({ programme: z.string() });

/** The record of consequential acts, for those who lead. */
export function auditRoutes(database: Database) {
  const tags = ['audit'];
  const read = inProgramme(database, 'audit.read');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request: { params, query: auditQuery },
        responses: { 200: json(z.array(auditEntry), 'Newest first'), ...refused },
      }),
      async (c) => c.json([...(await auditEntries(database.reader, c.var.programme.id, c.req.valid('query')))], 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/export`,
        tags,
        middleware: read,
        request: { params },
        responses: {
          200: { content: { 'application/activity+json': { schema: z.unknown() } }, description: 'Activity Streams 2.0' },
          ...refused,
        },
      }),
      async (c) => {
        const { id } = c.var.programme;
        const { short_title: name } = await database.reader
          .selectFrom('programmes')
          .select('short_title')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        const stream = activityStream({ id, name }, await wholeAudit(database.reader, id));
        return c.body(JSON.stringify(stream), 200, {
          'content-type': 'application/activity+json; charset=utf-8',
          'content-disposition': 'attachment; filename="audit.json"',
        }) as never;
      },
    );
}
