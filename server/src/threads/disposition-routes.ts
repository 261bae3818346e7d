import { dispositionQuery, dispositionTable } from '@concordance/shared/threads/schema';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { programmeParams } from '../registers/routes.ts';
import { DOCX, docxOf } from '../roundtables/docx.ts';
import { dispositionCsv, dispositionText } from './disposition-files.ts';
import { dispositionsOf } from './dispositions.ts';
import type { ThreadWorld } from './world.ts';

const PATH = '/programmes/{programme}/dispositions';

/** What became of remarks, on screen and as files. */
export function dispositionRoutes(world: ThreadWorld) {
  const tags = ['dispositions'];
  const read = inProgramme(world.database, 'thread.read');
  const request = { params: programmeParams, query: dispositionQuery };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request,
        responses: {
          200: json(dispositionTable, 'Remarks and what became of them, of one recommendation, set or round table'),
          ...refused,
        },
      }),
      async (c) => {
        const { title, rows } = await dispositionsOf(world, c.var.programme.id, c.req.valid('query'));
        return c.json({ title, rows }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}.csv`,
        tags,
        middleware: read,
        request,
        responses: { 200: { content: { 'text/csv': { schema: z.string() } }, description: 'One row a remark' }, ...refused },
      }),
      async (c) => {
        const { ref, rows } = await dispositionsOf(world, c.var.programme.id, c.req.valid('query'));
        return c.body(dispositionCsv(rows), 200, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${ref}-dispositions.csv"`,
        });
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}.docx`,
        tags,
        middleware: read,
        request,
        responses: { 200: { content: { [DOCX]: { schema: z.string() } }, description: 'A Word document' }, ...refused },
      }),
      async (c) => {
        const query = c.req.valid('query');
        const { ref, title, rows } = await dispositionsOf(world, c.var.programme.id, query);
        const bytes = await docxOf(dispositionText(`${title} (${ref})`, rows, query.language), `${ref} ${title}`);
        const headers = { 'content-type': DOCX, 'content-disposition': `attachment; filename="${ref}-dispositions.docx"` };
        return new Response(bytes as Uint8Array<ArrayBuffer>, { status: 200, headers }) as never;
      },
    );
}
