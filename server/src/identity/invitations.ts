import type { acceptInvitation, Invitation, Role } from '@concordance/shared/identity/schema';
import type { InvitationId, UserId } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import type { z } from 'zod';
import { newId, newSecret } from '../ids.ts';
import type { Transaction } from '../storage/database.ts';
import type { InvitationTable } from '../storage/tables.ts';
import { acceptPassword, addAccount } from './accounts.ts';
import { storedId } from './sessions.ts';
import type { IdentityWorld } from './world.ts';

const DAY_MS = 24 * 3600 * 1000;

export function toInvitation(row: InvitationTable, acceptedBy: string | null): Invitation {
  return {
    id: row.id as InvitationId,
    role: row.role as Role,
    note: row.note,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedBy,
    revoked: row.revoked_at !== null,
  };
}

/** Makes an invitation; its secret is returned once and stored only as a hash. */
export async function invite(
  world: IdentityWorld,
  programmeId: string,
  by: string,
  draft: { readonly role: Role; readonly days: number; readonly note?: string | undefined },
): Promise<{ readonly invitation: Invitation; readonly token: string }> {
  const token = newSecret();
  const at = world.now();
  const row: InvitationTable = {
    id: newId(),
    programme_id: programmeId,
    token_hash: storedId(token),
    role: draft.role,
    note: draft.note ?? '',
    created_by: by,
    created_at: at.toISOString(),
    expires_at: new Date(at.getTime() + draft.days * DAY_MS).toISOString(),
    accepted_by: null,
    accepted_at: null,
    revoked_at: null,
  };
  await world.journal.change(async (tx, note) => {
    await tx.insertInto('invitations').values(row).execute();
    await note({ programmeId, kind: 'invitation', id: row.id, ref: '', title: draft.role, version: 1, action: 'created', by });
  });
  return { invitation: toInvitation(row, null), token };
}

/** The invitation behind a secret, if it can still be used. Throws `invitation-over` for every other case alike. */
export async function openInvitation(
  tx: Transaction | IdentityWorld['database']['reader'],
  token: string,
  now: Date,
): Promise<InvitationTable> {
  const row = await tx.selectFrom('invitations').selectAll().where('token_hash', '=', storedId(token)).executeTakeFirst();
  const over = !row || row.revoked_at !== null || row.accepted_at !== null || row.expires_at <= now.toISOString();
  if (over) throw new Problem('invitation-over');
  return row;
}

export type Acceptance = z.output<typeof acceptInvitation>;

/**
 * Spends an invitation: a signed-in person joins, a new person gets an account. Nothing is half done: account, membership
 * and the spent invitation are one transaction.
 */
export async function acceptInvitationLink(
  world: IdentityWorld,
  acceptance: Acceptance,
  signedIn: UserId | null,
  language: string,
): Promise<{ readonly userId: UserId; readonly programmeId: string }> {
  const { token, name, email, password } = acceptance;
  await openInvitation(world.database.reader, token, world.now());
  if (!signedIn) requireFields({ name, email, password });
  const passwordHash = signedIn || !password ? null : await acceptPassword(world.passwords, password, [name ?? '', email ?? '']);
  return world.journal.change(async (tx, note) => {
    const at = world.now().toISOString();
    const row = await openInvitation(tx, token, world.now());
    const userId = signedIn ?? (await addAccount(tx, { name: name ?? '', email: email ?? null, passwordHash, language }, at));
    // Two people with one link at once: only the one whose update finds it unspent joins.
    const spent = await tx
      .updateTable('invitations')
      .set({ accepted_by: userId, accepted_at: at })
      .where('id', '=', row.id)
      .where('accepted_at', 'is', null)
      .executeTakeFirst();
    if (spent.numUpdatedRows !== 1n) throw new Problem('invitation-over');
    await join(tx, row, userId, at);
    const person = await tx.selectFrom('users').select('name').where('id', '=', userId).executeTakeFirstOrThrow();
    await note({
      programmeId: row.programme_id,
      kind: 'person',
      id: userId,
      ref: '',
      title: person.name,
      version: 1,
      action: 'created',
      by: userId,
    });
    return { userId, programmeId: row.programme_id };
  });
}

/** Who is a member already stays what they are; a guest of a round table becomes what they are invited as. */
async function join(tx: Transaction, invitation: InvitationTable, userId: string, at: string): Promise<void> {
  const membership = {
    programme_id: invitation.programme_id,
    user_id: userId,
    role: invitation.role,
    joined_at: at,
    expires_at: null,
  };
  await tx
    .insertInto('memberships')
    .values(membership)
    .onConflict((conflict) =>
      conflict
        .columns(['programme_id', 'user_id'])
        .doUpdateSet({ role: invitation.role, expires_at: null })
        .where('memberships.role', '=', 'participant'),
    )
    .execute();
}

function requireFields(fields: Readonly<Record<string, unknown>>): void {
  const missing = Object.entries(fields).filter(([, value]) => value === undefined || value === '');
  if (missing.length > 0) throw new Problem('invalid', { fields: missing.map(([path]) => ({ path, rule: 'required' as const })) });
}
