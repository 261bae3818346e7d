import type { Digest } from '@concordance/shared/notices/schema';
import type { RegisterWorld } from '../registers/actions.ts';
import type { Reader } from '../storage/database.ts';

/** How often somebody wants their notices by mail; off until they ask for it. */
export async function digestOf(reader: Reader, userId: string): Promise<Digest> {
  const row = await reader.selectFrom('mail_settings').select('digest').where('user_id', '=', userId).executeTakeFirst();
  return (row?.digest ?? 'off') as Digest;
}

/** Whether mail can reach this account at all. */
export async function hasAddress(reader: Reader, userId: string): Promise<boolean> {
  const row = await reader.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst();
  return Boolean(row?.email);
}

/** What was told before somebody asked for mail is not sent after. */
export async function saveDigest(
  { database, now }: Pick<RegisterWorld, 'database' | 'now'>,
  userId: string,
  digest: Digest,
): Promise<void> {
  const sentAt = now().toISOString();
  await database.write((tx) =>
    tx
      .insertInto('mail_settings')
      .values({ user_id: userId, digest, sent_at: sentAt })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ digest, sent_at: sentAt }))
      .execute(),
  );
}
