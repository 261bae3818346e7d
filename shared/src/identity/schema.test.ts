import { describe, expect, it } from 'vitest';
import { acceptInvitation, email, invitationDraft, password } from './schema.ts';

describe('an address', () => {
  it('is trimmed and lower case, so that it is one person’s however it is typed', () => {
    expect(email.parse('  Lead@Demo.TEST ')).toBe('lead@demo.test');
  });

  it.each([
    '',
    'lead',
    'lead@',
    '@demo.test',
    'a b@demo.test',
    'lead@demo.test\u0000',
    'lead@demo.test, other@demo.test',
    `${'a'.repeat(250)}@b.cd`,
  ])('is not %j', (value) => {
    expect(email.safeParse(value).success).toBe(false);
  });
});

describe('a password', () => {
  it('has ten characters at least and two hundred at most', () => {
    expect(password.safeParse('123456789').success).toBe(false);
    expect(password.safeParse('1234567890').success).toBe(true);
    expect(password.safeParse('a'.repeat(201)).success).toBe(false);
  });

  it('keeps the blanks it was given', () => {
    expect(password.parse('  ten blanks  ')).toBe('  ten blanks  ');
  });
});

describe('an invitation', () => {
  it('lasts a fortnight unless told otherwise, and a season at most', () => {
    expect(invitationDraft.parse({ role: 'observer' }).days).toBe(14);
    for (const days of [0, 91, 1.5]) expect(invitationDraft.safeParse({ role: 'observer', days }).success).toBe(false);
  });

  it('is for a role in a programme: administrator is none', () => {
    expect(invitationDraft.safeParse({ role: 'administrator' }).success).toBe(false);
  });

  it('is not for a participant: those come by the link of a round table', () => {
    expect(invitationDraft.safeParse({ role: 'participant' }).success).toBe(false);
  });

  it('is accepted with a name that is one', () => {
    expect(acceptInvitation.safeParse({ token: 'x', name: '   ' }).success).toBe(false);
  });
});
