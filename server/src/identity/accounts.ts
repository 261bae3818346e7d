import type { Me } from '@concordance/shared/identity/schema';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { newId, newSecret } from '../ids.ts';
import { type Database, isUniqueViolation, type Reader, type Transaction } from '../storage/database.ts';
import type { UserTable } from '../storage/tables.ts';
import { type Passwords, refuseCommonPassword } from './passwords.ts';
import { storedId } from './sessions.ts';
import type { IdentityWorld } from './world.ts';

/** Colours of presence are given in turn; there are eight. */
const COLOURS = 8;

export function toMe(row: UserTable): Me {
  return {
    id: row.id as UserId,
    name: row.name,
    email: row.email,
    language: row.language as Me['language'],
    administrator: row.administrator === 1,
    colour: row.colour,
  };
}

export async function findMe(reader: Reader, userId: string): Promise<Me> {
  return toMe(await reader.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow());
}

export interface NewAccount {
  readonly name: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly language: string;
  readonly administrator?: boolean;
}

/** Adds an account inside a transaction. Throws `email-taken`. */
export async function addAccount(tx: Transaction, account: NewAccount, at: string): Promise<UserId> {
  const id = newId<UserId>();
  const { count } = await tx
    .selectFrom('users')
    .select((from) => from.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  try {
    await tx
      .insertInto('users')
      .values({
        id,
        name: account.name,
        email: account.email,
        password_hash: account.passwordHash,
        language: account.language,
        colour: Number(count) % COLOURS,
        administrator: account.administrator ? 1 : 0,
        disabled: 0,
        created_at: at,
      })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error)) throw new Problem('email-taken');
    throw error;
  }
  return id;
}

/** Hashes a new password after refusing common and personal ones. */
export async function acceptPassword(passwords: Passwords, password: string, own: readonly string[]): Promise<string> {
  refuseCommonPassword(
    password,
    own.flatMap((words) => [words, ...words.split(/[@.\s]+/u)]),
  );
  return passwords.hash(password);
}

/** Makes a one-time set-up secret while nobody has an account; null once somebody has. The earlier secret ends. */
export async function prepareSetUp(database: Database): Promise<string | null> {
  return database.write(async (tx) => {
    const someone = await tx.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (someone) return null;
    const secret = newSecret();
    await tx.deleteFrom('set_up').execute();
    await tx
      .insertInto('set_up')
      .values({ token_hash: storedId(secret), created_at: new Date().toISOString() })
      .execute();
    return secret;
  });
}

/** Looks at a set-up secret without spending it: nothing dear is done for a link that leads nowhere. Throws like `setUp`. */
export async function lookAtSetUp(reader: Reader, token: string): Promise<void> {
  const known = await reader.selectFrom('set_up').select('token_hash').where('token_hash', '=', storedId(token)).executeTakeFirst();
  if (!known) throw await setUpOver(reader);
}

async function setUpOver(reader: Reader): Promise<Problem> {
  const someone = await reader.selectFrom('users').select('id').limit(1).executeTakeFirst();
  return new Problem(someone ? 'already-set-up' : 'set-up-link-over');
}

/** Spends the set-up secret on the administrator's account. Throws `already-set-up`, `set-up-link-over`. */
export async function setUp(database: Database, token: string, account: NewAccount, at: string): Promise<UserId> {
  return database.write(async (tx) => {
    // All of them, before anything is read: two at once wait for each other here, and the second finds none.
    const spent = await tx.deleteFrom('set_up').returning('token_hash').execute();
    const someone = await tx.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (someone || !spent.some((row) => row.token_hash === storedId(token))) throw await setUpOver(tx);
    return addAccount(tx, { ...account, administrator: true }, at);
  });
}

/**
 * Disables or enables an account, makes it an administrator's or takes that away. Whoever does so must be an
 * administrator still when it is written, so that two who relieve each other at once leave one. Sessions of a disabled
 * account end for good. Throws `no-right`, `not-found`.
 */
export async function changeStanding(
  world: IdentityWorld,
  by: string,
  userId: string,
  { disabled, administrator }: { readonly disabled?: boolean | undefined; readonly administrator?: boolean | undefined },
): Promise<UserTable> {
  // Nobody locks the last door behind themselves.
  if (userId === by) throw new Problem('no-right');
  const values = {
    ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }),
    ...(administrator !== undefined && { administrator: administrator ? 1 : 0 }),
  };
  const { row, sessionIds } = await world.database.write(async (tx) => {
    const administrators = await tx
      .updateTable('users')
      .set((from) => ({ administrator: from.ref('administrator') }))
      .where('administrator', '=', 1)
      .where('disabled', '=', 0)
      .returning('id')
      .execute();
    if (!administrators.some((one) => one.id === by)) throw new Problem('no-right');
    if (Object.keys(values).length > 0) await tx.updateTable('users').set(values).where('id', '=', userId).execute();
    const changed = await tx.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
    if (!changed) throw new Problem('not-found');
    const ended = disabled ? await tx.deleteFrom('sessions').where('user_id', '=', userId).returning('id').execute() : [];
    return { row: changed, sessionIds: ended.map((session) => session.id) };
  });
  await world.rights.touched({ userIds: [userId], ...(sessionIds.length > 0 && { sessionIds }) });
  return row;
}
