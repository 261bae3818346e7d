import { Problem } from '../problems.ts';
import type { SetStateKind, SigningOrder } from './schema.ts';

/** One signature: who, and the hash of the exact text it was given for. */
export interface Signed {
  readonly userId: string;
  readonly hash: string;
}

/**
 * Where a set stands. `edition` is the newest approved edition that still counts; a draft or a round that replaces it
 * carries it along, so that a return gives back what was there.
 */
export type SetState =
  | { readonly kind: 'draft'; readonly edition: number | null }
  | { readonly kind: 'in-approval'; readonly edition: number | null; readonly round: Round; readonly signed: readonly Signed[] }
  | { readonly kind: 'approved'; readonly edition: number }
  | { readonly kind: 'delivered'; readonly edition: number }
  | { readonly kind: 'superseded'; readonly edition: number; readonly by: string }
  | { readonly kind: 'withdrawn'; readonly edition: number | null };

/** What a round of approval was opened with; it does not change while the round is open. */
export interface Round {
  readonly approvers: readonly string[];
  readonly quorum: number;
  readonly order: SigningOrder;
}

export type SetActOn =
  | { readonly type: 'open'; readonly round: Round }
  | { readonly type: 'sign'; readonly hash: string }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'deliver' }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'supersede'; readonly by: string; readonly reason: string };

/** What is true of the world while an act is judged; the machine looks nothing up. */
export interface SetFacts {
  readonly userId: string;
  /** Whether the person leads the programme now. */
  readonly leads: boolean;
  /** SHA-256 of the substance as it stands now. */
  readonly hash: string;
  readonly items: number;
  /** References of recommendations that a check blocks. */
  readonly blocked: readonly string[];
  /** For every text of the set that one person alone wrote: that person. */
  readonly soleAuthors: readonly string[];
  /** People of the programme who may draft; 1 is a one-person team. */
  readonly team: number;
  /** The number that the next edition would get. */
  readonly nextEdition: number;
  /** Who of the named approvers leads the programme now. */
  readonly leading: readonly string[];
}

/** What an act leads to. `approves` names the signatures that make the new edition; `alone` that one person approved their own text. */
export interface SetOutcome {
  readonly state: SetState;
  readonly approves: { readonly edition: number; readonly signed: readonly Signed[]; readonly alone: boolean } | null;
}

const plain = (state: SetState): SetOutcome => ({ state, approves: null });

/**
 * The whole life of a set. Throws a `Problem`: `no-right`, `move-not-allowed`, `reason-required`, and for signing
 * `text-changed`, `not-approver`, `not-your-turn`, `already-signed`, `checks-block`, `own-text`, `needs-approvers`, `set-empty`.
 */
export function nextSetState(state: SetState, act: SetActOn, facts: SetFacts): SetOutcome {
  if (!facts.leads) throw new Problem('no-right');
  switch (act.type) {
    case 'open':
      return plain(opened(state, act.round, facts));
    case 'sign':
      return signed(state, act.hash, facts);
    case 'return':
      return plain(returned(state, act.reason));
    case 'deliver':
      if (state.kind !== 'approved') throw new Problem('move-not-allowed');
      return plain({ kind: 'delivered', edition: state.edition });
    case 'withdraw':
      return plain(withdrawn(state, act.reason));
    case 'supersede':
      if (state.kind !== 'approved' && state.kind !== 'delivered') throw new Problem('move-not-allowed');
      return plain({ kind: 'superseded', edition: state.edition, by: act.by });
  }
}

function opened(state: SetState, round: Round, facts: SetFacts): SetState {
  if (state.kind === 'in-approval' || state.kind === 'superseded' || state.kind === 'withdrawn') throw new Problem('move-not-allowed');
  if (facts.items === 0) throw new Problem('set-empty');
  if (facts.blocked.length > 0) throw new Problem('checks-block', { places: facts.blocked });
  const able = round.approvers.filter((id) => facts.leading.includes(id));
  if (round.quorum < 1 || able.length < round.quorum) throw new Problem('needs-approvers');
  // One approver who alone wrote one of the texts could never finish the round.
  const [only] = able;
  if (able.length === 1 && facts.team > 1 && only !== undefined && facts.soleAuthors.includes(only)) throw new Problem('own-text');
  return { kind: 'in-approval', edition: state.edition, round, signed: [] };
}

function signed(state: SetState, hash: string, facts: SetFacts): SetOutcome {
  if (state.kind !== 'in-approval') throw new Problem('move-not-allowed');
  const { round } = state;
  if (!round.approvers.includes(facts.userId)) throw new Problem('not-approver');
  // What the person read is not what would be signed.
  if (hash !== facts.hash) throw new Problem('text-changed', { current: facts.hash });
  if (facts.blocked.length > 0) throw new Problem('checks-block', { places: facts.blocked });
  const covering = coveringSigners(state.signed, facts.hash);
  if (covering.includes(facts.userId)) throw new Problem('already-signed');
  if (round.order === 'ordered' && waitsFor(round, covering, facts.userId, facts.leading) !== null) throw new Problem('not-your-turn');
  const now = [...state.signed, { userId: facts.userId, hash }];
  const counting = coveringSigners(now, facts.hash);
  if (counting.length < round.quorum) return plain({ ...state, signed: now });
  const alone = counting.length === 1 && facts.soleAuthors.includes(facts.userId);
  if (alone && facts.team > 1) throw new Problem('own-text');
  const edition = facts.nextEdition;
  const signers = now.filter((one) => one.hash === facts.hash);
  return { state: { kind: 'approved', edition }, approves: { edition, signed: signers, alone } };
}

/** The people whose signature of this round stands under this very text. */
export function coveringSigners(signed: readonly Signed[], hash: string): readonly string[] {
  return [...new Set(signed.filter((one) => one.hash === hash).map((one) => one.userId))];
}

/** In an ordered round: the approver who must sign before this one, or null. Somebody who no longer leads holds nobody up. */
export function waitsFor(round: Round, covering: readonly string[], userId: string, leading: readonly string[]): string | null {
  if (round.order === 'parallel') return null;
  const before = round.approvers.slice(0, Math.max(0, round.approvers.indexOf(userId)));
  return before.find((id) => leading.includes(id) && !covering.includes(id)) ?? null;
}

function requireReason(reason: string): void {
  if (reason.trim() === '') throw new Problem('reason-required', { fields: [{ path: 'reason', rule: 'required' }] });
}

/**
 * A return always leads to a draft. From a round: what counted before still counts. From `approved`, which nobody outside
 * has seen: that edition is taken back. From `delivered`: the addressee keeps the edition until another replaces it.
 */
function returned(state: SetState, reason: string): SetState {
  if (state.kind === 'draft') throw new Problem('move-not-allowed');
  requireReason(reason);
  return { kind: 'draft', edition: state.kind === 'in-approval' || state.kind === 'delivered' ? state.edition : null };
}

function withdrawn(state: SetState, reason: string): SetState {
  if (state.kind === 'withdrawn' || state.kind === 'superseded') throw new Problem('move-not-allowed');
  if (state.kind === 'in-approval') throw new Problem('move-not-allowed');
  if (state.edition === null) throw new Problem('move-not-allowed');
  requireReason(reason);
  return { kind: 'withdrawn', edition: state.edition };
}

/** Acts that lead somewhere from here, for the buttons of a screen. Signing is not among them: the approver's page asks for it. */
export function openActs(kind: SetStateKind, edition: number | null): readonly SetActOn['type'][] {
  switch (kind) {
    case 'draft':
      return edition === null ? ['open'] : ['open', 'withdraw'];
    case 'in-approval':
      return ['return'];
    case 'approved':
      return ['deliver', 'open', 'return', 'withdraw', 'supersede'];
    case 'delivered':
      return ['open', 'return', 'withdraw', 'supersede'];
    case 'superseded':
    case 'withdrawn':
      return ['return'];
  }
}
