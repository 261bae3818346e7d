import { minutesDraft, minutesSchema, tableSchema } from '@concordance/shared/roundtables/schema';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { recordParams } from '../registers/routes.ts';
import { DOCX, docxOf } from './docx.ts';
import { beginMinutes, readMinutes } from './minutes.ts';
import { actOf, TABLE } from './routes.ts';
import type { TableWorld } from './world.ts';

/** Minutes: begun once from what happened, then a text of the team's like any other. */
export function minutesRoutes(world: TableWorld) {
  const tags = ['minutes'];
  const read = inProgramme(world.database, 'roundtable.read');
  const manage = inProgramme(world.database, 'roundtable.manage');
  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: `${TABLE}/minutes`,
        tags,
        middleware: manage,
        request: { params: recordParams, ...jsonBody(minutesDraft) },
        responses: { 201: json(tableSchema, 'The table, minuted'), ...refused },
      }),
      async (c) => c.json(await beginMinutes(world, actOf(c), c.req.valid('param').id, c.req.valid('json').language), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/minutes`,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: json(minutesSchema, 'As they are now'), ...refused },
      }),
      async (c) => {
        const { documentId, text } = await readMinutes(world, c.var.programme.id, c.req.valid('param').id);
        return c.json({ documentId, text }, 200) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${TABLE}/minutes.docx`,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: { content: { [DOCX]: { schema: z.string() } }, description: 'A Word document' }, ...refused },
      }),
      async (c) => {
        const { ref, title, text } = await readMinutes(world, c.var.programme.id, c.req.valid('param').id);
        const bytes = await docxOf(text, `${ref} ${title}`);
        const headers = { 'content-type': DOCX, 'content-disposition': `attachment; filename="${ref}-minutes.docx"` };
        return new Response(bytes as Uint8Array<ArrayBuffer>, { status: 200, headers }) as never;
      },
    );
}
