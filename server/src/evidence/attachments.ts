import { evidenceSchema } from '@concordance/shared/evidence/schema';
import { fileAnswer, fileForm, keepBytes, type ReadFile, readFile, sendFile } from '../files/actions.ts';
import { createRoute, json, refused } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { type Act, changeRecord, type RegisterWorld } from '../registers/actions.ts';
import { recordParams } from '../registers/routes.ts';
import { findRow } from '../registers/store.ts';
import { evidence } from './register.ts';

const PATH = '/programmes/{programme}/evidence/{id}/attachment';

/** The bytes are stored with the item that names them or not at all. */
async function setAttachment(world: RegisterWorld, act: Act, idOrRef: string, file: ReadFile | null) {
  const row = await findRow(world.database.reader, evidence, act.programmeId, idOrRef);
  return changeRecord(world, evidence, act, idOrRef, row.version, {}, async (tx) => {
    if (file) await keepBytes(tx, file, world.now().toISOString());
    return { attachment: file && JSON.stringify(file.attachment), attachment_hash: file?.attachment.hash ?? null };
  });
}

/** The file of an item of evidence: kept by its SHA-256, given out only as a download. */
export function attachmentRoutes(world: RegisterWorld) {
  const write = inProgramme(world.database, 'register.write');
  const read = inProgramme(world.database, 'register.read');
  const tags = ['evidence'];
  const answer = { 200: json(evidenceSchema, 'The item as it is now'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'put',
        path: PATH,
        tags,
        middleware: write,
        request: { params: recordParams, ...fileForm },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        const file = await readFile(c.req.valid('form').file);
        return c.json((await setAttachment(world, act, c.req.valid('param').id, file)) as never, 200);
      },
    )
    .openapi(
      createRoute({ method: 'delete', path: PATH, tags, middleware: write, request: { params: recordParams }, responses: answer }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        return c.json((await setAttachment(world, act, c.req.valid('param').id, null)) as never, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { ...fileAnswer, ...refused },
      }),
      async (c) => {
        const row = await findRow(world.database.reader, evidence, c.var.programme.id, c.req.valid('param').id);
        return sendFile(c, world.database.reader, row['attachment'] ? String(row['attachment']) : null) as never;
      },
    );
}
