import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../problems.ts';
import { coveringSigners, nextSetState, openActs, type Round, type SetActOn, type SetFacts, type SetState } from './rules.ts';

const TEXT = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const round: Round = { approvers: ['ann', 'ben', 'cyd'], quorum: 2, order: 'parallel' };
const facts = (over: Partial<SetFacts> = {}): SetFacts => ({
  userId: 'ann',
  leads: true,
  hash: TEXT,
  items: 3,
  blocked: [],
  soleAuthors: [],
  team: 5,
  nextEdition: 1,
  leading: ['ann', 'ben', 'cyd'],
  ...over,
});
const draft: SetState = { kind: 'draft', edition: null };
const open = (over: Partial<Round> = {}): SetState => ({ kind: 'in-approval', edition: null, round: { ...round, ...over }, signed: [] });
const sign = (state: SetState, userId: string, over: Partial<SetFacts> = {}, hash = TEXT) =>
  nextSetState(state, { type: 'sign', hash }, facts({ userId, ...over }));

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'done';
}

describe('a set', () => {
  test('is approved when the quorum has signed one and the same text', () => {
    const one = sign(open(), 'ann');
    expect(one.state.kind).toBe('in-approval');
    const two = sign(one.state, 'ben');
    expect(two).toMatchObject({ state: { kind: 'approved', edition: 1 }, approves: { edition: 1, alone: false } });
    expect(two.approves?.signed.map((each) => each.userId)).toEqual(['ann', 'ben']);
  });

  test('is not approved by signatures under two texts', () => {
    const one = sign(open(), 'ann');
    const two = sign(one.state, 'ben', { hash: OTHER }, OTHER);
    expect(two.state.kind).toBe('in-approval');
    expect(two.approves).toBeNull();
    // Whoever signed the old text signs the new one as well, and then it is enough.
    expect(sign(two.state, 'ann', { hash: OTHER }, OTHER).state.kind).toBe('approved');
  });

  test('takes no signature for a text that is not the one that stands there', () => {
    expect(codeOf(() => sign(open(), 'ann', { hash: OTHER }, TEXT))).toBe('text-changed');
  });

  test('takes one signature a person and text', () => {
    expect(codeOf(() => sign(sign(open(), 'ann').state, 'ann'))).toBe('already-signed');
  });

  test('takes no signature of somebody who is not named, or leads no more, or while a check blocks', () => {
    expect(codeOf(() => sign(open(), 'dan'))).toBe('not-approver');
    expect(codeOf(() => sign(open(), 'ann', { leads: false }))).toBe('no-right');
    expect(codeOf(() => sign(open(), 'ann', { blocked: ['REC-1'] }))).toBe('checks-block');
  });

  test('is signed in order where an order is asked for, passing over who no longer leads', () => {
    const state = open({ order: 'ordered' });
    expect(codeOf(() => sign(state, 'ben'))).toBe('not-your-turn');
    expect(sign(sign(state, 'ann').state, 'ben').state.kind).toBe('approved');
    expect(codeOf(() => sign(state, 'ben', { leading: ['ben', 'cyd'] }))).toBe('done');
  });

  test('is not approved alone by who alone wrote one of its texts, but in a team of one, and then it says so', () => {
    const alone = { approvers: ['ann'], quorum: 1, order: 'parallel' } as const;
    expect(codeOf(() => nextSetState(draft, { type: 'open', round: alone }, facts({ soleAuthors: ['ann'] })))).toBe('own-text');
    const state = open({ quorum: 1 });
    expect(codeOf(() => sign(state, 'ann', { soleAuthors: ['ann'] }))).toBe('own-text');
    expect(sign(state, 'ben', { soleAuthors: ['ann'] }).approves).toMatchObject({ alone: false });
    expect(sign(state, 'ann', { soleAuthors: ['ann'], team: 1 }).approves).toMatchObject({ alone: true });
  });

  test('is not sent for approval empty, blocked, or with fewer leads than signatures asked for', () => {
    const act = { type: 'open', round } as const;
    expect(codeOf(() => nextSetState(draft, act, facts({ items: 0 })))).toBe('set-empty');
    expect(codeOf(() => nextSetState(draft, act, facts({ blocked: ['REC-1'] })))).toBe('checks-block');
    expect(codeOf(() => nextSetState(draft, act, facts({ leading: ['ann'] })))).toBe('needs-approvers');
  });

  test('is returned from every state but a draft, with a reason', () => {
    const back = (state: SetState, reason = 'why') => nextSetState(state, { type: 'return', reason }, facts()).state;
    expect(codeOf(() => back(open(), ' '))).toBe('reason-required');
    expect(codeOf(() => back(draft))).toBe('move-not-allowed');
    expect(back({ kind: 'approved', edition: 2 })).toEqual({ kind: 'draft', edition: null });
    expect(back({ kind: 'delivered', edition: 2 })).toEqual({ kind: 'draft', edition: 2 });
    expect(back({ kind: 'withdrawn', edition: 2 })).toEqual({ kind: 'draft', edition: null });
    expect(back({ ...open(), edition: 1 } as SetState)).toEqual({ kind: 'draft', edition: 1 });
  });

  test('a new round forgets the signatures of the one before', () => {
    const signedOnce = sign(open(), 'ann').state;
    const back = nextSetState(signedOnce, { type: 'return', reason: 'a figure' }, facts()).state;
    expect(nextSetState(back, { type: 'open', round }, facts()).state).toMatchObject({ kind: 'in-approval', signed: [] });
  });

  test('is changed by nobody but a lead', () => {
    for (const type of ['deliver', 'open', 'return', 'withdraw', 'supersede', 'sign'] as const) {
      const act = { type, round, hash: TEXT, reason: 'x', by: 'SET-2' } as unknown as SetActOn;
      expect(codeOf(() => nextSetState(open(), act, facts({ leads: false })))).toBe('no-right');
    }
  });

  test('offers only acts that lead somewhere', () => {
    const states: readonly SetState[] = [
      draft,
      { kind: 'draft', edition: 1 },
      open(),
      { kind: 'approved', edition: 1 },
      { kind: 'delivered', edition: 1 },
      { kind: 'superseded', edition: 1, by: 'x' },
      { kind: 'withdrawn', edition: 1 },
    ];
    for (const state of states)
      for (const type of ['open', 'return', 'deliver', 'withdraw', 'supersede'] as const) {
        const act = { type, round, reason: 'because', by: 'x' } as unknown as SetActOn;
        const done = codeOf(() => nextSetState(state, act, facts())) === 'done';
        expect(`${state.kind} ${type} ${done}`).toBe(`${state.kind} ${type} ${openActs(state.kind, state.edition).includes(type)}`);
      }
  });
});

const PEOPLE = ['ann', 'ben', 'cyd', 'dan'];
const act = fc.oneof(
  fc.record({
    type: fc.constant('open' as const),
    round: fc.record({
      approvers: fc.uniqueArray(fc.constantFrom(...PEOPLE)),
      quorum: fc.integer({ min: 0, max: 4 }),
      order: fc.constantFrom('parallel' as const, 'ordered' as const),
    }),
  }),
  fc.record({ type: fc.constant('sign' as const), hash: fc.constantFrom(TEXT, OTHER) }),
  fc.record({ type: fc.constant('return' as const), reason: fc.constantFrom('', 'why') }),
  fc.record({ type: fc.constant('deliver' as const) }),
  fc.record({ type: fc.constant('withdraw' as const), reason: fc.constantFrom('', 'why') }),
  fc.record({ type: fc.constant('supersede' as const), by: fc.constant('x'), reason: fc.constant('why') }),
) as fc.Arbitrary<SetActOn>;
const step = fc.record({
  act,
  userId: fc.constantFrom(...PEOPLE),
  leads: fc.boolean(),
  hash: fc.constantFrom(TEXT, OTHER),
  soleAuthors: fc.uniqueArray(fc.constantFrom(...PEOPLE)),
  leading: fc.uniqueArray(fc.constantFrom(...PEOPLE)),
  blocked: fc.constantFrom([], [], ['REC-1']),
  team: fc.integer({ min: 1, max: 4 }),
});

describe('whatever is done by whomever in whatever order', () => {
  test('nothing is approved without a quorum of named approvers who each signed that one text in that one round', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state: SetState = draft;
        // Kept beside the machine, by other means: who signed what since the round was opened.
        let seen: { userId: string; hash: string }[] = [];
        let opened: Round | null = null;
        let edition = 1;
        for (const { act: one, ...given } of steps) {
          let outcome: ReturnType<typeof nextSetState>;
          try {
            outcome = nextSetState(state, one, facts({ ...given, nextEdition: edition }));
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            continue;
          }
          if (one.type === 'open') {
            seen = [];
            opened = one.round;
          }
          if (one.type === 'sign') seen.push({ userId: given.userId, hash: one.hash });
          if (outcome.state.kind === 'approved') {
            expect(one.type).toBe('sign');
            expect(outcome.approves).not.toBeNull();
            const under = new Set(seen.filter((each) => each.hash === given.hash).map((each) => each.userId));
            expect(under.size).toBeGreaterThanOrEqual(opened?.quorum ?? Number.POSITIVE_INFINITY);
            expect(opened?.quorum).toBeGreaterThanOrEqual(1);
            expect([...under].every((id) => opened?.approvers.includes(id))).toBe(true);
            expect(coveringSigners(outcome.approves?.signed ?? [], given.hash).toSorted()).toEqual([...under].toSorted());
            if (under.size === 1 && given.team > 1) expect(given.soleAuthors).not.toContain(given.userId);
            edition += 1;
          } else expect(outcome.approves).toBeNull();
          state = outcome.state;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
