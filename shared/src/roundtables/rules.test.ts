import { describe, expect, it } from 'vitest';
import { ROLES } from '../identity/schema.ts';
import {
  ATTRIBUTION_RULES,
  type AtTable,
  guestLabel,
  isOpen,
  mayRate,
  mayReadTexts,
  maySeeTable,
  mayTakePart,
  nextStates,
  TABLE_STATES,
  type TableState,
} from './rules.ts';

const NOON = '2020-05-05T12:00:00.000Z';
const table = (state: TableState, closesAt: string | null = null) => ({ state, closesAt });
const somebody = (role: AtTable['role'], seated: boolean): AtTable => ({ role, administrator: true, seated });

describe('a table', () => {
  it('goes one way, and never opens again', () => {
    expect(TABLE_STATES.map((state) => nextStates(state))).toEqual([['open'], ['closed'], ['minuted'], []]);
  });

  it('is open between opening and its hour of closing', () => {
    expect(TABLE_STATES.filter((state) => isOpen(table(state), NOON))).toEqual(['open']);
    expect(isOpen(table('open', '2020-05-05T12:00:00.001Z'), NOON)).toBe(true);
    expect(isOpen(table('open', NOON), NOON)).toBe(false);
  });
});

describe('at a table', () => {
  it('the team and who has a seat take part while it is open', () => {
    const who = ROLES.flatMap((role) => [true, false].map((seated) => ({ role, seated })));
    const may = who.filter(({ role, seated }) => mayTakePart(somebody(role, seated), table('open'), NOON));
    expect(may.map(({ role, seated }) => `${role} ${seated}`)).toEqual([
      'lead true',
      'lead false',
      'researcher true',
      'researcher false',
      'participant true',
    ]);
    for (const state of ['planned', 'closed', 'minuted'] as const)
      for (const { role, seated } of who) expect(mayTakePart(somebody(role, seated), table(state), NOON)).toBe(false);
  });

  it('only who has a seat rates, and the team does not vote on its own draft', () => {
    expect(ROLES.filter((role) => mayRate(somebody(role, true), table('open'), NOON))).toEqual(['participant']);
    expect(mayRate(somebody('participant', false), table('open'), NOON)).toBe(false);
    expect(mayRate(somebody('participant', true), table('closed'), NOON)).toBe(false);
  });

  it('a guest reads the texts while it is open, and sees the table ever after', () => {
    const guest = somebody('participant', true);
    expect(TABLE_STATES.filter((state) => mayReadTexts(guest, table(state), NOON))).toEqual(['open']);
    expect(maySeeTable(guest)).toBe(true);
    expect(maySeeTable(somebody('participant', false))).toBe(false);
    expect(maySeeTable(somebody(null, false))).toBe(false);
    expect(mayReadTexts(somebody(null, true), table('open'), NOON)).toBe(false);
  });
});

describe('a guest is called', () => {
  const guest = { name: 'Aigul', organisation: 'Chamber of Commerce' };

  it.each([
    ['on-the-record', 'Aigul, Chamber of Commerce'],
    ['organisation-only', 'Chamber of Commerce'],
    ['chatham-house', null],
    ['closed', null],
  ] as const)('as the rule %s has it', (rule, label) => {
    expect(guestLabel(rule, guest)).toBe(label);
  });

  it('never by name where only organisations are named and theirs is not known', () => {
    expect(guestLabel('organisation-only', { ...guest, organisation: '' })).toBeNull();
    expect(guestLabel('on-the-record', { ...guest, organisation: '' })).toBe('Aigul');
    expect(ATTRIBUTION_RULES).toHaveLength(4);
  });
});
