import type { Invitation } from '@concordance/shared/identity/schema';

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired';

/** What became of an invitation at the moment `now`. */
export function invitationState(invitation: Pick<Invitation, 'acceptedBy' | 'revoked' | 'expiresAt'>, now: Date): InvitationState {
  if (invitation.acceptedBy !== null) return 'accepted';
  if (invitation.revoked) return 'revoked';
  return new Date(invitation.expiresAt) <= now ? 'expired' : 'open';
}
