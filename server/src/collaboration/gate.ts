import * as Y from 'yjs';
import { BadBytes } from './byte-reader.ts';
import type { Limits } from './limits.ts';
import type { Owners } from './owners.ts';
import { shapeFault } from './shape.ts';
import { TypingLane } from './typing-lane.ts';
import { readUpdate, type UpdateFacts } from './update-reader.ts';

/** What the gate says of an update. */
export type Verdict =
  /**
   * New and sound: to the log with `update`, which is what came without the clocks that are known already. `claims` are client
   * ids that from now on belong to its writer.
   */
  | { readonly kind: 'accepted'; readonly update: Uint8Array; readonly claims: readonly number[] }
  /** Nothing in it is new. */
  | { readonly kind: 'known' }
  /** It leans on something that has not come yet. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Tells sound updates from unsound ones before they reach the log. It keeps a Y.Doc of its own which runs ahead of the
 * disk by what is on its way there: so it knows every clock, and an update that Yjs would choke on, park, or turn
 * into something no editor can show is found while it can still be refused. Nobody is ever served from that copy.
 */
export class Gate {
  readonly #limits: Limits;
  readonly #ownLimits: Limits;
  readonly #owners: Owners;
  readonly #build: () => Y.Doc;
  readonly #lane = new TypingLane();
  #doc: Y.Doc | null = null;
  #fault: string | null = null;
  #changed = false;

  /** `build` makes a Y.Doc of everything accepted so far: what is durable and what is under way. */
  constructor(limits: Limits, owners: Owners, build: () => Y.Doc) {
    this.#limits = limits;
    this.#ownLimits = { ...limits, updateBytes: limits.documentBytes, structsPerUpdate: Number.MAX_SAFE_INTEGER };
    this.#owners = owners;
    this.#build = build;
  }

  /** The copy, if there is one now. Only to be read, and shown to nobody while anything is under way. */
  get doc(): Y.Doc | null {
    return this.#doc === null ? null : this.#ensure();
  }

  /** True while there is a copy. */
  get built(): boolean {
    return this.#doc !== null;
  }

  /** `ours`: made by the server itself, which may change more at once than a client. */
  judge(update: Uint8Array, userId: string, ours = false): Verdict {
    let facts: UpdateFacts;
    try {
      facts = readUpdate(update, ours ? this.#ownLimits : this.#limits);
    } catch (error) {
      if (error instanceof BadBytes) return { kind: 'refused', code: error.code };
      throw error;
    }
    if (facts.ranges.size === 0 && !facts.deletes) return { kind: 'known' };
    if (this.#typesOn(facts, userId)) {
      this.#lane.add(update, facts);
      return { kind: 'accepted', update, claims: NO_CLAIMS };
    }
    const doc = this.#ensure();
    if (facts.skips || hasGap(doc, facts)) return { kind: 'gap' };
    const claims = this.#claims(doc, facts, userId);
    if (claims === null) return { kind: 'refused', code: 'client-owner' };
    const verdict = this.#apply(doc, withoutKnown(doc, facts, update), claims, userId);
    if (verdict.kind === 'accepted') this.#lane.learn(doc, facts);
    return verdict;
  }

  /** The copy goes; the next judgement builds it again. */
  drop(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#lane.clear();
  }

  #typesOn(facts: UpdateFacts, userId: string): boolean {
    if (this.#doc === null || this.#lane.full) return false;
    const client = this.#lane.continues(this.#doc, facts);
    return client !== null && this.#owners.owns(client, userId);
  }

  /** The copy, with everything accepted in it. */
  #ensure(): Y.Doc {
    if (this.#doc === null) return this.#open();
    const doc = this.#doc;
    const waiting = this.#lane.take();
    if (waiting.length === 0) return doc;
    const fault = this.#put(doc, () => doc.transact(() => waiting.forEach((update) => void Y.applyUpdate(doc, update))));
    if (fault === null) return doc;
    // They were sound when they came, so it is this copy that is not.
    this.drop();
    return this.#open();
  }

  #open(): Y.Doc {
    const doc = this.#build();
    for (const [name, kind] of Object.entries(this.#limits.roots)) {
      if (kind === 'tree') doc.getXmlFragment(name);
      else doc.getText(name);
    }
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      // Yjs tidies marks after remote edits by deleting some: deletions of our own, which the log would not have.
      transaction._needFormattingCleanup = false;
      this.#changed ||= transaction.deleteSet.clients.size > 0 || hasNews(transaction);
      this.#fault ??= shapeFault(transaction, this.#limits);
    });
    this.#doc = doc;
    return doc;
  }

  /** Null when one of the ids that write something new is somebody else's. */
  #claims(doc: Y.Doc, facts: UpdateFacts, userId: string): readonly number[] | null {
    const claims: number[] = [];
    for (const [client, { to }] of facts.ranges) {
      const known = Y.getState(doc.store, client);
      if (to <= known) continue;
      if (!this.#owners.mayWrite(client, userId, known > 0)) return null;
      if (!this.#owners.owns(client, userId)) claims.push(client);
    }
    return claims;
  }

  /** Changes the copy and names what is wrong with it now. */
  #put(doc: Y.Doc, change: () => void): string | null {
    this.#changed = false;
    this.#fault = null;
    try {
      change();
    } catch {
      this.#fault = 'apply';
    }
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) this.#fault ??= 'pending';
    return this.#fault;
  }

  #apply(doc: Y.Doc, update: Uint8Array, claims: readonly number[], userId: string): Verdict {
    const fault = this.#put(doc, () => Y.applyUpdate(doc, update));
    if (fault !== null) {
      this.drop();
      return { kind: 'refused', code: fault };
    }
    if (!this.#changed) return { kind: 'known' };
    for (const client of claims) this.#owners.claim(client, userId);
    return { kind: 'accepted', update, claims };
  }
}

const NO_CLAIMS: readonly number[] = [];

function hasNews(transaction: Y.Transaction): boolean {
  for (const [client, clock] of transaction.afterState) {
    if ((transaction.beforeState.get(client) ?? 0) !== clock) return true;
  }
  return false;
}

/**
 * An update may repeat clocks that are known, and say something else under them. Whoever applies one update after the other
 * keeps what came first; whoever gets them merged may see the other thing, and copies would differ for ever.
 */
function withoutKnown(doc: Y.Doc, { ranges }: UpdateFacts, update: Uint8Array): Uint8Array {
  const known = new Map<number, number>();
  for (const [client, { from }] of ranges) {
    const clock = Y.getState(doc.store, client);
    if (from < clock) known.set(client, clock);
  }
  return known.size === 0 ? update : Y.diffUpdate(update, Y.encodeStateVector(known));
}

/** True when the update starts after, or leans on, clocks that neither the text nor the update itself has. */
function hasGap(doc: Y.Doc, facts: UpdateFacts): boolean {
  for (const [client, { from }] of facts.ranges) {
    if (from > Y.getState(doc.store, client)) return true;
  }
  for (const [client, clock] of facts.needs) {
    const known = Math.max(Y.getState(doc.store, client), facts.ranges.get(client)?.to ?? 0);
    if (clock >= known) return true;
  }
  return false;
}
