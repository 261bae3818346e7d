import { describe, expect, it } from 'vitest';
import type { Role } from '../identity/schema.ts';
import { ATTRIBUTION_RULES, type AttributionRule } from '../roundtables/rules.ts';
import {
  type AtThread,
  DISPOSITIONS,
  mayAccept,
  mayBegin,
  mayChangeComment,
  mayDecide,
  mayMoveAnchor,
  mayRead,
  mayReply,
  missingToEnd,
  rightsIn,
  shownAuthor,
  suggestionAfter,
  type ThreadStanding,
} from './rules.ts';

const OPEN = { mayAttend: true, mayTakePart: true };
const CLOSED = { mayAttend: true, mayTakePart: false };
const ELSEWHERE = { mayAttend: false, mayTakePart: false };
const who = (role: Role, table: AtThread['table'] = null, userId: string = role): AtThread => ({ role, userId, table });
const begun: ThreadStanding = { ended: false, authorId: 'participant', suggestion: 'proposed' };
const ended: ThreadStanding = { ...begun, ended: true };
const TEAM: readonly Role[] = ['lead', 'researcher'];

describe('a thread of the team', () => {
  it('is read by every member, and by no participant', () => {
    for (const role of [...TEAM, 'observer'] as const) expect(mayRead(who(role))).toBe(true);
    expect(mayRead(who('participant'))).toBe(false);
  });

  it('is begun, answered and ended by drafters alone', () => {
    for (const role of TEAM) expect([mayBegin(who(role)), mayReply(who(role), begun), mayDecide(who(role))]).toEqual([true, true, true]);
    for (const role of ['observer', 'participant'] as const)
      expect([mayBegin(who(role)), mayReply(who(role), begun), mayDecide(who(role))]).toEqual([false, false, false]);
  });
});

describe('a thread of a round table', () => {
  it('is begun and answered by a participant while the table is open, and read by them ever after', () => {
    expect([mayRead(who('participant', OPEN)), mayBegin(who('participant', OPEN)), mayReply(who('participant', OPEN), begun)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      mayRead(who('participant', CLOSED)),
      mayBegin(who('participant', CLOSED)),
      mayReply(who('participant', CLOSED), begun),
    ]).toEqual([true, false, false]);
  });

  it('is not there for a participant of another table', () => {
    const stranger = who('participant', ELSEWHERE);
    expect(mayRead(stranger)).toBe(false);
    expect(rightsIn(stranger, begun)).toEqual({ reply: false, reanchor: false, decide: false, accept: false });
  });

  it('is answered by the team also when the table is closed, but not begun', () => {
    for (const role of TEAM) {
      expect(mayReply(who(role, CLOSED), begun)).toBe(true);
      expect(mayBegin(who(role, CLOSED))).toBe(false);
    }
  });

  it('is never decided by a participant, not even on their own wording', () => {
    expect(mayDecide(who('participant', OPEN))).toBe(false);
    expect(mayAccept(who('participant', OPEN), begun)).toBe(false);
  });

  it('is only watched by an observer', () => {
    expect(mayRead(who('observer', OPEN))).toBe(true);
    expect(rightsIn(who('observer', OPEN), begun)).toEqual({ reply: false, reanchor: false, decide: false, accept: false });
  });
});

describe('a comment', () => {
  it('is changed by its author alone, leads included', () => {
    expect(mayChangeComment(who('participant', OPEN, 'a'), begun, { authorId: 'a' })).toBe(true);
    expect(mayChangeComment(who('lead', OPEN, 'b'), begun, { authorId: 'a' })).toBe(false);
  });

  it('stands as it is when its table is closed or its thread has ended', () => {
    expect(mayChangeComment(who('participant', CLOSED, 'a'), begun, { authorId: 'a' })).toBe(false);
    expect(mayChangeComment(who('participant', OPEN, 'a'), ended, { authorId: 'a' })).toBe(false);
  });
});

it('an anchor is moved by whoever began the thread, and by drafters where it proposes no wording', () => {
  const plain = { ...begun, suggestion: null };
  expect(mayMoveAnchor(who('participant', OPEN), begun)).toBe(true);
  expect(mayMoveAnchor(who('participant', OPEN, 'another'), plain)).toBe(false);
  expect(mayMoveAnchor(who('researcher', OPEN), plain)).toBe(true);
  expect(mayMoveAnchor(who('researcher', OPEN), begun)).toBe(false);
  expect(mayMoveAnchor(who('researcher', OPEN), { ...plain, ended: true })).toBe(false);
});

it.each(['accepted', 'declined', 'settled', 'withdrawn', null] as const)('wording that is %s is not accepted again', (suggestion) => {
  expect(mayAccept(who('lead'), { ...begun, suggestion })).toBe(false);
  expect(mayAccept(who('lead'), begun)).toBe(true);
  expect(mayAccept(who('lead'), ended)).toBe(false);
});

describe('ending', () => {
  it('needs a disposition at a round table, and none among the team', () => {
    expect(missingToEnd({ disposition: null, reason: 'Talked it over' }, true)).toBe('disposition');
    expect(missingToEnd({ disposition: null, reason: '' }, false)).toBeNull();
  });

  it.each(DISPOSITIONS)('as %s needs a reason, unless it is a plain yes', (disposition) => {
    expect(missingToEnd({ disposition, reason: '' }, true)).toBe(disposition === 'accepted' ? null : 'reason');
    expect(missingToEnd({ disposition, reason: 'Because' }, true)).toBeNull();
  });

  it('declines proposed wording that was rejected, and settles it where it ended another way', () => {
    expect(suggestionAfter('proposed', 'rejected')).toBe('declined');
    for (const disposition of ['accepted', 'partly', 'deferred', null] as const)
      expect(suggestionAfter('proposed', disposition)).toBe('settled');
    expect(suggestionAfter('accepted', 'rejected')).toBe('accepted');
    expect(suggestionAfter(null, 'rejected')).toBeNull();
  });
});

describe('who said it', () => {
  const guest = { name: 'Aigul', organisation: 'Chamber', guest: true };
  const member = { name: 'Boris', organisation: '', guest: false };

  it('is told by name among the team', () => {
    expect(shownAuthor(null, member)).toEqual({ kind: 'person', label: 'Boris' });
  });

  it.each([
    ['on-the-record', { kind: 'person', label: 'Aigul, Chamber' }, { kind: 'person', label: 'Boris' }],
    ['organisation-only', { kind: 'organisation', label: 'Chamber' }, { kind: 'team', label: null }],
    ['chatham-house', { kind: 'participant', label: null }, { kind: 'team', label: null }],
    ['closed', { kind: 'participant', label: null }, { kind: 'team', label: null }],
  ] as const)('is told under the rule "%s" as far as it goes', (rule, ofGuest, ofMember) => {
    expect(shownAuthor(rule, guest)).toEqual(ofGuest);
    expect(shownAuthor(rule, member)).toEqual(ofMember);
  });

  it('is nobody in particular where a guest gave no organisation', () => {
    expect(shownAuthor('organisation-only', { ...guest, organisation: '' })).toEqual({ kind: 'participant', label: null });
  });

  it('names nobody but on the record', () => {
    for (const rule of ATTRIBUTION_RULES.filter((one): one is AttributionRule => one !== 'on-the-record'))
      for (const author of [guest, member]) expect(JSON.stringify(shownAuthor(rule, author))).not.toMatch(/Aigul|Boris/);
  });
});
