import { findQuery, foundSchema } from '@concordance/shared/find/schema';
import { recordId } from '@concordance/shared/registers/schema';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams } from '../registers/routes.ts';
import { named } from './find.ts';

const idsQuery = z.object({
  ids: z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(recordId).max(200)),
});
const answer = { 200: json(z.array(foundSchema), 'What was found, best first'), ...refused };

/** Find over everything with a reference, and names for ids. */
export function findRoutes({ database, answers, reading }: RegisterWorld) {
  const read = inProgramme(database, 'register.read');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/find',
        tags: ['find'],
        middleware: read,
        request: { params: programmeParams, query: findQuery },
        responses: answer,
      }),
      async (c) => {
        const programmeId = c.var.programme.id;
        const query = c.req.valid('query');
        const list = () => reading.ask('find', programmeId, query);
        return shared(c, await answers.bytes(programmeId, `find ${JSON.stringify(query)}`, list, 'rows')) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/records',
        tags: ['find'],
        middleware: read,
        request: { params: programmeParams, query: idsQuery },
        responses: answer,
      }),
      async (c) => {
        const { ids } = c.req.valid('query');
        return c.json(ids.length === 0 ? [] : [...(await named(database.reader, c.var.programme.id, ids))], 200);
      },
    );
}
