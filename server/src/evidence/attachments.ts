import { createHash } from 'node:crypto';
import { type Evidence, evidenceSchema } from '@concordance/shared/evidence/schema';
import { Problem } from '@concordance/shared/problems';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { type Act, changeRecord, type RegisterWorld } from '../registers/actions.ts';
import { recordParams } from '../registers/routes.ts';
import { findRow } from '../registers/store.ts';
import { evidence } from './register.ts';

/** The largest file, in bytes. */
export const ATTACHMENT_MAX = 20 * 1024 * 1024;
const PATH = '/programmes/{programme}/evidence/{id}/attachment';

type Attachment = NonNullable<Evidence['attachment']>;

/** A file name without paths and control characters, short enough for every file system. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cc}/gu, '')
    .normalize('NFC')
    .trim()
    .slice(0, 120);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}

async function attach(world: RegisterWorld, act: Act, idOrRef: string, file: File) {
  if (file.size > ATTACHMENT_MAX) throw new Problem('too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = createHash('sha256').update(bytes).digest('hex');
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  const attachment: Attachment = { hash, name: cleanName(file.name), mediaType, size: bytes.length };
  await world.database.write((tx) =>
    tx
      .insertInto('attachments')
      .values({ hash, media_type: mediaType, size: bytes.length, bytes, created_at: world.now().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return setAttachment(world, act, idOrRef, attachment);
}

async function setAttachment(world: RegisterWorld, act: Act, idOrRef: string, attachment: Attachment | null) {
  const row = await findRow(world.database.reader, evidence, act.programmeId, idOrRef);
  return changeRecord(world, evidence, act, idOrRef, row.version, {}, { attachment: attachment && JSON.stringify(attachment) });
}

/** The file of an item of evidence: kept by its SHA-256, given out only as a download. */
export function attachmentRoutes(world: RegisterWorld) {
  const write = inProgramme(world.database, 'register.write');
  const read = inProgramme(world.database, 'register.read');
  const tags = ['evidence'];
  const answer = { 200: json(evidenceSchema, 'The item as it is now'), ...refused };
  const form = {
    body: {
      content: { 'multipart/form-data': { schema: z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }) } },
      required: true,
    },
  };
  return routes()
    .openapi(
      createRoute({ method: 'put', path: PATH, tags, middleware: write, request: { params: recordParams, ...form }, responses: answer }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        return c.json((await attach(world, act, c.req.valid('param').id, c.req.valid('form').file)) as never, 200);
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
        responses: {
          200: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } }, description: 'The file' },
          ...refused,
        },
      }),
      async (c) => {
        const row = await findRow(world.database.reader, evidence, c.var.programme.id, c.req.valid('param').id);
        const attachment = row['attachment'] ? (JSON.parse(String(row['attachment'])) as Attachment) : null;
        const stored =
          attachment &&
          (await world.database.reader.selectFrom('attachments').select('bytes').where('hash', '=', attachment.hash).executeTakeFirst());
        if (!attachment || !stored) throw new Problem('not-found');
        return c.body(new Uint8Array(stored.bytes), 200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
        });
      },
    );
}
