import { readableEdition, verifyAnswer } from '@concordance/shared/editions/schema';
import { sha256Text } from '@concordance/shared/sets/schema';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { Database } from '../storage/database.ts';
import { readEdition, standingOf } from './read.ts';
import { fileOf } from './store.ts';

const params = z.object({ programme: z.string(), id: z.string().max(40), number: z.coerce.number().int().positive().max(1_000_000) });
const PATH = '/programmes/{programme}/sets/{id}/editions/{number}';

/** Editions to be read and taken away, and the one question that anybody may ask: is this fingerprint genuine? */
export function editionRoutes(database: Database) {
  const tags = ['editions'];
  const read = inProgramme(database, 'set.read');
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request: { params },
        responses: { 200: json(readableEdition, 'The edition as it was approved, and where it stands'), ...refused },
      }),
      async (c) => {
        const { id, number } = c.req.valid('param');
        return c.json((await readEdition(database.reader, c.var.programme.id, id, number)).readable, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/file`,
        tags,
        middleware: read,
        request: { params },
        responses: { 200: { content: { 'application/json': { schema: z.unknown() } }, description: 'The file, to the byte' }, ...refused },
      }),
      async (c) => {
        const { id, number } = c.req.valid('param');
        const { row, ref } = await readEdition(database.reader, c.var.programme.id, id, number);
        const name = `${ref}-edition-${row.number}.json`;
        return c.body(await fileOf(database.reader, row), 200, {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
        }) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/verify/{sha256}',
        tags,
        request: { params: z.object({ sha256: sha256Text }) },
        responses: {
          200: json(verifyAnswer, 'Whether an edition with this fingerprint was issued here, and whether it still counts'),
          ...refused,
        },
      }),
      async (c) => {
        const standing = await standingOf(database.reader, c.req.valid('param').sha256);
        return c.json({ genuine: standing !== 'unknown', standing }, 200);
      },
    );
}
