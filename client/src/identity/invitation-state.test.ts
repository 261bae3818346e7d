import { describe, expect, it } from 'vitest';
import { invitationState } from './invitation-state.ts';

const now = new Date('2020-09-28T12:00:00Z');
const invitation = { acceptedBy: null, revoked: false, expiresAt: '2020-10-12T12:00:00Z' };

describe('an invitation', () => {
  it('is open until it expires', () => {
    expect(invitationState(invitation, now)).toBe('open');
    expect(invitationState({ ...invitation, expiresAt: '2020-09-28T12:00:00Z' }, now)).toBe('expired');
  });

  it('that was accepted stays accepted, whatever happens to it later', () => {
    expect(invitationState({ acceptedBy: 'Asel', revoked: true, expiresAt: '2020-09-01T00:00:00Z' }, now)).toBe('accepted');
  });

  it('that was revoked is revoked', () => {
    expect(invitationState({ ...invitation, revoked: true }, now)).toBe('revoked');
  });
});
