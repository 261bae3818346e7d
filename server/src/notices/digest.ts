import { DIGEST_WORDS } from '@concordance/shared/notices/digest-words';
import type { Digest, Notice } from '@concordance/shared/notices/schema';
import type { Language } from '@concordance/shared/programmes/schema';
import type { SubjectKind } from '@concordance/shared/threads/schema';
import type { Logger } from 'pino';
import type { Database, Reader } from '../storage/database.ts';
import type { NoticeTable } from '../storage/tables.ts';
import { toNotices } from './inbox.ts';

/** A message to one person. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where letters go. */
export interface Post {
  send(letter: Letter): Promise<void>;
  close(): void;
}

export interface DigestWorld {
  readonly database: Database;
  readonly now: () => Date;
  readonly post: Post;
  /** Where people open the product in a browser. */
  readonly origin: string;
}

const HOUR_MS = 3600 * 1000;
/** Hourly and daily, a little early rather than a whole round late. */
const EVERY_MS: Readonly<Record<Exclude<Digest, 'off'>, number>> = { hourly: HOUR_MS - 60_000, daily: 24 * HOUR_MS - 60_000 };
/** So many are listed one by one; the rest is counted. */
const LISTED = 30;

interface Reading {
  readonly userId: string;
  readonly email: string;
  readonly language: Language;
}

/**
 * Sends everybody who asked for it what they have not read yet, at most once in their hour or day. Notices are marked as
 * sent before they are: of two processes one sends. What could not be sent is unmarked and waits for the next time.
 * Returns how many letters went out.
 */
export async function sendDigests(world: DigestWorld, log: Pick<Logger, 'error'>): Promise<number> {
  let sent = 0;
  for (const reading of await dueNow(world)) {
    const rows = await claim(world, reading.userId);
    if (rows.length === 0) continue;
    try {
      await world.post.send(await letterTo(world, reading, rows));
      sent += 1;
    } catch (error) {
      // The error of a mail server can hold the address; the code cannot.
      log.error({ code: (error as { code?: unknown }).code }, 'a digest could not be sent');
      await unclaim(world, rows);
    }
  }
  return sent;
}

async function dueNow({ database: { reader }, now }: DigestWorld): Promise<readonly Reading[]> {
  const at = now().getTime();
  const before = (digest: keyof typeof EVERY_MS) => new Date(at - EVERY_MS[digest]).toISOString();
  const rows = await reader
    .selectFrom('mail_settings')
    .innerJoin('users', 'users.id', 'mail_settings.user_id')
    .select(['user_id', 'email', 'language'])
    .where('disabled', '=', 0)
    .where((where) =>
      where.or(
        (['hourly', 'daily'] as const).map((digest) => where.and([where('digest', '=', digest), where('sent_at', '<=', before(digest))])),
      ),
    )
    .execute();
  return rows.flatMap((row) => (row.email === null ? [] : [{ userId: row.user_id, email: row.email, language: row.language as Language }]));
}

/** Marks what somebody has not read as sent, of the programmes they are still in. */
async function claim({ database, now }: DigestWorld, userId: string): Promise<readonly NoticeTable[]> {
  const at = now().toISOString();
  return database.write(async (tx) => {
    const rows = await tx
      .updateTable('notices')
      .set({ mailed_at: at })
      .where('user_id', '=', userId)
      .where('read_at', 'is', null)
      .where('mailed_at', 'is', null)
      .where('programme_id', 'in', (inside) =>
        inside
          .selectFrom('memberships')
          .select('programme_id')
          .where('user_id', '=', userId)
          .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', at)])),
      )
      .returningAll()
      .execute();
    if (rows.length > 0) await tx.updateTable('mail_settings').set({ sent_at: at }).where('user_id', '=', userId).execute();
    return rows.sort((one, other) => (one.at < other.at ? -1 : 1));
  });
}

async function unclaim({ database }: DigestWorld, rows: readonly NoticeTable[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  await database.write((tx) => tx.updateTable('notices').set({ mailed_at: null }).where('id', 'in', ids).execute());
}

/** What is new, by programme. It says where to look: the words of a remark never leave by mail. */
async function letterTo(
  { database: { reader }, origin }: DigestWorld,
  { email, language }: Reading,
  rows: readonly NoticeTable[],
): Promise<Letter> {
  const words = DIGEST_WORDS[language];
  const lines: string[] = [words.greeting];
  for (const [programmeId, some] of Map.groupBy(rows.slice(0, LISTED), (row) => row.programme_id)) {
    lines.push('', await titleOf(reader, programmeId));
    for (const notice of await toNotices(reader, programmeId, some)) {
      const who = notice.by === null ? '' : ` (${notice.by})`;
      lines.push(
        `- ${notice.subject.ref} ${notice.subject.title}: ${words.kinds[notice.kind]}${who}`,
        `  ${addressOf(origin, programmeId, notice)}`,
      );
    }
  }
  if (rows.length > LISTED) lines.push('', words.more.replace('{count}', String(rows.length - LISTED)));
  lines.push('', words.whyYou, `${origin}/account`);
  return { to: email, subject: words.subject.replace('{count}', String(rows.length)), text: `${lines.join('\n')}\n` };
}

async function titleOf(reader: Reader, programmeId: string): Promise<string> {
  const row = await reader.selectFrom('programmes').select('short_title').where('id', '=', programmeId).executeTakeFirst();
  return row?.short_title ?? '';
}

/** Kinds with a page of their own; the others open in their list. */
const PAGES: Readonly<Record<SubjectKind, string>> = {
  recommendation: 'recommendations/',
  set: 'sets/',
  'round-table': 'round-tables/',
  body: 'bodies',
  trend: 'trends',
  risk: 'risks',
  source: 'sources',
  evidence: 'evidence',
};

function addressOf(origin: string, programmeId: string, { subject, threadId }: Notice): string {
  const page = PAGES[subject.kind];
  const own = page.endsWith('/') ? `${page}${subject.ref}` : page;
  return `${origin}/p/${programmeId}/${own}${threadId === null ? '' : `?thread=${threadId}`}`;
}
