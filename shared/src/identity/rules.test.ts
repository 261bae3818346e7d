import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action, may } from './rules.ts';
import { ROLES, type Role } from './schema.ts';

/** Who may do what in a programme, as the product says it, one letter a role: Lead, Researcher, Participant, Observer. */
const MEMBERS: Readonly<Record<Action, string>> = {
  'programme.see': 'LRPO',
  'programme.read': 'LRO',
  'programme.change': 'L',
  'people.read': 'LRO',
  'people.invite': 'L',
  'people.change': 'L',
  'register.read': 'LRO',
  'register.write': 'LR',
  'register.archive': 'LR',
  'recommendation.read': 'LRO',
  'recommendation.write': 'LR',
  'recommendation.link': 'LR',
  'text.read': 'LRO',
  'text.write': 'LR',
  'events.read': 'LRO',
  'roundtable.read': 'LRO',
  'roundtable.manage': 'L',
  'roundtable.attend': 'P',
  'set.read': 'LRO',
  'set.compose': 'L',
  'set.approve': 'L',
  'set.deliver': 'L',
  'follow-up.write': 'LR',
  'thread.read': 'LRO',
  'thread.write': 'LR',
  'thread.decide': 'LR',
  'notice.read': 'LRO',
  'audit.read': 'L',
  'server.people': '',
  'server.programmes': '',
};
const LETTER: Readonly<Record<Role, string>> = { lead: 'L', researcher: 'R', participant: 'P', observer: 'O' };

describe.each(ACTIONS)('%s', (action) => {
  it.each(ROLES)('for a %s is as the product says', (role) => {
    expect(may({ role, administrator: false }, action)).toBe(MEMBERS[action].includes(LETTER[role]));
  });

  it('is refused to who has no role', () => {
    expect(may({ role: null, administrator: false }, action)).toBe(false);
  });

  it('is an administrator’s only where it concerns the server', () => {
    expect(may({ role: null, administrator: true }, action)).toBe(action.startsWith('server.'));
  });

  it('is the same for a member who administers the server, but for the server itself', () => {
    for (const role of ROLES) {
      expect(may({ role, administrator: true }, action)).toBe(action.startsWith('server.') || may({ role, administrator: false }, action));
    }
  });
});

it('the product knows every action and no others', () => {
  expect(Object.keys(MEMBERS).sort()).toEqual([...ACTIONS].sort());
});
