import { createHash } from 'node:crypto';
import { type Evidence, evidenceSchema } from '@concordance/shared/evidence/schema';
import { Problem } from '@concordance/shared/problems';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import { type Act, changeRecord, type RegisterWorld } from '../registers/actions.ts';
import { recordParams } from '../registers/routes.ts';
import { findRow } from '../registers/store.ts';
import type { Database } from '../storage/database.ts';
import { evidence } from './register.ts';

/** The largest file, in bytes. */
export const ATTACHMENT_MAX = 20 * 1024 * 1024;
/** In characters; three bytes each stay below what file systems take. */
const NAME_MAX = 80;
const PATH = '/programmes/{programme}/evidence/{id}/attachment';

type Attachment = NonNullable<Evidence['attachment']>;

/** A file name without paths and control characters, short enough for every file system. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .normalize('NFC')
    .trim();
  // By characters: half of one could not be written into a header.
  const short = [...clean].slice(0, NAME_MAX).join('');
  return short === '' || short === '.' || short === '..' ? 'file' : short;
}

/** A name as RFC 8187 lets a header carry it. */
function headerName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function attach(world: RegisterWorld, act: Act, idOrRef: string, file: File) {
  if (file.size > ATTACHMENT_MAX) throw new Problem('too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = createHash('sha256').update(bytes).digest('hex');
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  const attachment: Attachment = { hash, name: cleanName(file.name), mediaType, size: bytes.length };
  return setAttachment(world, act, idOrRef, attachment, bytes);
}

/** The bytes are stored with the item that names them or not at all. */
async function setAttachment(world: RegisterWorld, act: Act, idOrRef: string, attachment: Attachment | null, bytes?: Uint8Array) {
  const row = await findRow(world.database.reader, evidence, act.programmeId, idOrRef);
  return changeRecord(world, evidence, act, idOrRef, row.version, {}, async (tx) => {
    if (attachment && bytes) {
      const { hash, mediaType, size } = attachment;
      await tx
        .insertInto('attachments')
        .values({ hash, media_type: mediaType, size, bytes, created_at: world.now().toISOString() })
        // Stored before, it is as good as new: a sweep that runs at this moment must see that somebody wants it.
        .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: world.now().toISOString() }))
        .execute();
    }
    return { attachment: attachment && JSON.stringify(attachment), attachment_hash: attachment?.hash ?? null };
  });
}

/** How long bytes stay that no item holds any more, and how many files one sweep takes away at the most. */
const UNHELD_MS = 24 * 3600 * 1000;
const MOST_SWEPT = 20;

/** Takes away the bytes of some files that no item of evidence has held for a day. Returns how many there were. */
export function sweepAttachments(database: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNHELD_MS).toISOString();
  return database.write(async (tx) => {
    const unheld = tx
      .selectFrom('attachments')
      .select('hash')
      .where('created_at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('evidence').select('id').whereRef('evidence.attachment_hash', '=', 'attachments.hash'))),
      )
      .limit(MOST_SWEPT);
    // Asked again of each row: whoever stored the same file meanwhile has made it young.
    const swept = await tx.deleteFrom('attachments').where('hash', 'in', unheld).where('created_at', '<', before).executeTakeFirst();
    return Number(swept.numDeletedRows);
  });
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
          'content-disposition': `attachment; filename*=UTF-8''${headerName(attachment.name)}`,
        });
      },
    );
}
