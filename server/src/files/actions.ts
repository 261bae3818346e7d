import { createHash } from 'node:crypto';
import type { Attachment } from '@concordance/shared/evidence/schema';
import { Problem } from '@concordance/shared/problems';
import type { Context } from 'hono';
import { z } from '../http/describe.ts';
import type { ServerEnv } from '../http/server-env.ts';
import type { Database, Reader, Transaction } from '../storage/database.ts';

/** The largest file, in bytes. */
export const ATTACHMENT_MAX = 20 * 1024 * 1024;
/** In characters; three bytes each stay below what file systems take. */
const NAME_MAX = 80;

/** A file as the body of a request. */
export const fileForm = {
  body: {
    content: { 'multipart/form-data': { schema: z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }) } },
    required: true as const,
  },
};

/** A file as an answer. */
export const fileAnswer = {
  200: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } }, description: 'The file' },
};

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

export interface ReadFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/** A sent file with what is known of it. Throws `too-large`. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > ATTACHMENT_MAX) throw new Problem('too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = createHash('sha256').update(bytes).digest('hex');
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  return { attachment: { hash, name: cleanName(file.name), mediaType, size: bytes.length }, bytes };
}

/** Stores the bytes of a file in the transaction of the row that is to hold it. */
export async function keepBytes(tx: Transaction, { attachment, bytes }: ReadFile, at: string): Promise<void> {
  const { hash, mediaType, size } = attachment;
  await tx
    .insertInto('attachments')
    .values({ hash, media_type: mediaType, size, bytes, created_at: at })
    // Stored before, it is as good as new: a sweep that runs at this moment must see that somebody wants it.
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: at }))
    .execute();
}

/** Gives a stored file out as a download, never as a page. Throws `not-found`. */
export async function sendFile(c: Context<ServerEnv>, reader: Reader, stored: string | null): Promise<Response> {
  const attachment = stored ? (JSON.parse(stored) as Attachment) : null;
  const row = attachment && (await reader.selectFrom('attachments').select('bytes').where('hash', '=', attachment.hash).executeTakeFirst());
  if (!attachment || !row) throw new Problem('not-found');
  return c.body(new Uint8Array(row.bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${headerName(attachment.name)}`,
  });
}

/** How long bytes stay that nothing holds any more, and how many files one sweep takes away at the most. */
const UNHELD_MS = 24 * 3600 * 1000;
const MOST_SWEPT = 20;

/** Takes away the bytes of some files that no row has held for a day. Returns how many there were. */
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
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('follow_ups').select('id').whereRef('follow_ups.attachment_hash', '=', 'attachments.hash'))),
      )
      .limit(MOST_SWEPT);
    // Asked again of each row: whoever stored the same file meanwhile has made it young.
    const swept = await tx.deleteFrom('attachments').where('hash', 'in', unheld).where('created_at', '<', before).executeTakeFirst();
    return Number(swept.numDeletedRows);
  });
}
