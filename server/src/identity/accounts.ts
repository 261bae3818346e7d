import type { Me } from '@concordance/shared/identity/schema';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { newId, newSecret } from '../ids.ts';
import { type Database, isUniqueViolation, type Reader, type Transaction } from '../storage/database.ts';
import type { UserTable } from '../storage/tables.ts';
import { type Passwords, refuseCommonPassword } from './passwords.ts';
import { storedId } from './sessions.ts';

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

/** Spends the set-up secret on the administrator's account. Throws `already-set-up`, `set-up-link-over`. */
export async function setUp(database: Database, token: string, account: NewAccount, at: string): Promise<UserId> {
  return database.write(async (tx) => {
    const someone = await tx.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (someone) throw new Problem('already-set-up');
    const spent = await tx.deleteFrom('set_up').where('token_hash', '=', storedId(token)).executeTakeFirst();
    if (spent.numDeletedRows !== 1n) throw new Problem('set-up-link-over');
    return addAccount(tx, { ...account, administrator: true }, at);
  });
}
