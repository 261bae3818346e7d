import type { Person, Role } from '@concordance/shared/identity/schema';
import type { UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { Reader, Transaction } from '../storage/database.ts';
import type { IdentityWorld } from './world.ts';

/**
 * The members of a programme; addresses are for leads only. Guests of round tables are no members: who came to a table is
 * told by the table alone, and there to leads alone.
 */
export async function peopleOf(reader: Reader, programmeId: string, withAddresses: boolean): Promise<readonly Person[]> {
  const rows = await reader
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'users.email', 'users.colour', 'role', 'joined_at'])
    .where('programme_id', '=', programmeId)
    .where((where) =>
      where.or([
        where('role', '!=', 'participant'),
        where.not(where.exists(where.selectFrom('seats').select('seats.id').whereRef('seats.user_id', '=', 'memberships.user_id'))),
      ]),
    )
    .orderBy('joined_at')
    .orderBy('users.name')
    .execute();
  return rows.map((row) => ({
    id: row.id as UserId,
    name: row.name,
    role: row.role as Role,
    colour: row.colour,
    joinedAt: row.joined_at,
    email: withAddresses ? row.email : null,
  }));
}

/** Throws `last-lead` unless somebody else leads who can still come in. The programme's row is locked first, so that two demotions at once cannot both pass. */
async function requireAnotherLead(tx: Transaction, programmeId: string, userId: string, now: Date): Promise<void> {
  await tx
    .updateTable('programmes')
    .set((from) => ({ version: from.ref('version') }))
    .where('id', '=', programmeId)
    .execute();
  const other = await tx
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('user_id')
    .where('programme_id', '=', programmeId)
    .where('role', '=', 'lead')
    .where('user_id', '!=', userId)
    .where('disabled', '=', 0)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now.toISOString())]))
    .limit(1)
    .executeTakeFirst();
  if (!other) throw new Problem('last-lead');
}

async function requireMember(tx: Transaction, programmeId: string, userId: string): Promise<{ role: Role; name: string }> {
  const row = await tx
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['role', 'users.name'])
    .where('programme_id', '=', programmeId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return { role: row.role as Role, name: row.name };
}

/** Gives a member another role; their open connections are judged anew before this resolves. */
export async function changeRole(world: IdentityWorld, programmeId: string, by: string, userId: string, role: Role): Promise<Person> {
  await world.journal.change(async (tx, note) => {
    const member = await requireMember(tx, programmeId, userId);
    if (member.role === 'lead' && role !== 'lead') await requireAnotherLead(tx, programmeId, userId, world.now());
    await tx.updateTable('memberships').set({ role }).where('programme_id', '=', programmeId).where('user_id', '=', userId).execute();
    await note({
      programmeId,
      kind: 'person',
      id: userId,
      ref: '',
      title: member.name,
      version: 1,
      action: 'changed',
      by,
      fields: ['role'],
      role,
    });
  });
  await world.rights.touched({ userIds: [userId] });
  const person = (await peopleOf(world.database.reader, programmeId, true)).find((one) => one.id === userId);
  if (!person) throw new Problem('not-found');
  return person;
}

/** Ends a membership, everywhere at once. */
export async function removePerson(world: IdentityWorld, programmeId: string, by: string, userId: string): Promise<void> {
  await world.journal.change(async (tx, note) => {
    const member = await requireMember(tx, programmeId, userId);
    if (member.role === 'lead') await requireAnotherLead(tx, programmeId, userId, world.now());
    await tx.deleteFrom('memberships').where('programme_id', '=', programmeId).where('user_id', '=', userId).execute();
    await note({ programmeId, kind: 'person', id: userId, ref: '', title: member.name, version: 1, action: 'removed', by });
  });
  await world.rights.touched({ userIds: [userId] });
}
