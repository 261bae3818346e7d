import { Problem } from '@concordance/shared/problems';
import type { IdentityWorld } from '../identity/world.ts';

/**
 * Makes sure that the person at the page is who signs: their own password, asked again, and their name typed as their
 * account has it. Failures count towards the same limits as signing in. Throws `too-many-attempts`, `wrong-password`, `name-differs`.
 */
export async function requireSigner(
  world: IdentityWorld,
  userId: string,
  address: string,
  given: { readonly name: string; readonly password: string },
): Promise<string> {
  const { account, address: addresses } = world.attempts;
  const refuseTooMany = () => {
    const wait = Math.max(account.wait(userId), addresses.wait(address));
    if (wait > 0) throw new Problem('too-many-attempts', { retryAfter: wait });
  };
  refuseTooMany();
  const user = await world.database.reader
    .selectFrom('users')
    .select(['name', 'password_hash'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const right = await world.passwords.verify(user.password_hash, given.password);
  refuseTooMany();
  if (!right) {
    account.fail(userId);
    addresses.fail(address);
    throw new Problem('wrong-password', { fields: [{ path: 'password', rule: 'format' }] });
  }
  account.forgive(userId);
  const spoken = (name: string) => name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase();
  if (spoken(given.name) !== spoken(user.name)) throw new Problem('name-differs', { fields: [{ path: 'name', rule: 'format' }] });
  return user.name;
}
