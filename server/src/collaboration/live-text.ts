import * as Y from 'yjs';
import type { Frame } from './frame.ts';
import { Gate, type Verdict } from './gate.ts';
import { History, mergeUpdates } from './history.ts';
import type { Limits } from './limits.ts';
import { Owners } from './owners.ts';
import type { StoredDocument } from './ports.ts';
import { step2Frame } from './protocol.ts';
import { readStateVector } from './state-vector.ts';

/** From this many updates on, a full state is made anew rather than merged. */
const LONG_TAIL = 64;

/** A full state, and up to where it goes. */
export interface Snapshot {
  readonly state: Uint8Array;
  readonly seq: number;
}

/**
 * One document in memory: what is durable (served to everybody), the gate with its copy that runs ahead, and what lies
 * between them. `accepted` and `durable` count the updates of this room's life: an update is durable once `durable` has
 * reached what `accepted` was when it came.
 */
export class LiveText {
  readonly owners: Owners;
  readonly #limits: Limits;
  readonly #history: History;
  readonly #gate: Gate;
  readonly #underWay: Uint8Array[] = [];
  #underWayBytes = 0;
  #accepted = 0;
  #durable = 0;

  constructor(stored: StoredDocument, limits: Limits) {
    this.#limits = limits;
    this.owners = new Owners(stored.owners);
    this.#history = new History(stored);
    this.#gate = new Gate(limits, this.owners, () => this.#buildAhead());
  }

  get accepted(): number {
    return this.#accepted;
  }

  get durable(): number {
    return this.#durable;
  }

  get settled(): boolean {
    return this.#underWay.length === 0;
  }

  /** Sequence number of the last durable update. */
  get seq(): number {
    return this.#history.seq;
  }

  get bytes(): number {
    return this.#history.bytes + this.#underWayBytes;
  }

  get tailLength(): number {
    return this.#history.tailLength;
  }

  /** True while a Y.Doc is kept in memory for this document. */
  get built(): boolean {
    return this.#gate.built;
  }

  /** An accepted update is under way from now on: the caller brings it to the log and then calls `settle`. */
  submit(update: Uint8Array, userId: string, ours = false): Verdict {
    const verdict = this.#gate.judge(update, userId, ours);
    if (verdict.kind === 'accepted') {
      this.#underWay.push(verdict.update);
      this.#underWayBytes += verdict.update.length;
      this.#accepted += 1;
    }
    return verdict;
  }

  /** The oldest updates under way are on the disk now, with these sequence numbers. Returns them as one update. */
  settle(seqs: readonly number[]): Uint8Array {
    const updates = this.#underWay.splice(0, seqs.length);
    for (const [index, update] of updates.entries()) {
      this.#underWayBytes -= update.length;
      this.#history.add(seqs[index] ?? this.#history.seq + 1, update);
    }
    this.#durable += seqs.length;
    return mergeUpdates(updates);
  }

  /** State vector for asking a client what else it has. */
  vector(): Uint8Array {
    const { doc } = this.#gate;
    return doc === null ? Y.encodeStateVector(this.#history.vector()) : Y.encodeStateVector(doc);
  }

  /** Answers a step 1: the frames that make its sender whole. Throws `BadBytes` for a vector that is none. */
  answer(encoded: Uint8Array): readonly Frame[] {
    const vector = readStateVector(encoded, this.#limits.stateVectorBytes);
    if (vector.size === 0) {
      this.#shorten();
      return this.#history.openingFrames();
    }
    const { doc } = this.#gate;
    if (doc !== null && this.settled) return [step2Frame(Y.encodeStateAsUpdate(doc, encoded))];
    return [step2Frame(this.#history.difference(vector, encoded))];
  }

  /**
   * Answers a client that had everything up to `seq`: bytes instead of every deletion there ever was. Null when that is no
   * longer told apart. Throws `BadBytes` for a vector that is none.
   */
  resume(seq: number, encoded: Uint8Array): Frame | null {
    readStateVector(encoded, this.#limits.stateVectorBytes);
    const update = this.#history.since(seq);
    return update === null ? null : step2Frame(update);
  }

  /** What was committed after `seq`, as one update; everything, when that is no longer told apart. */
  since(seq: number): Uint8Array {
    return this.#history.since(seq) ?? this.full();
  }

  /** The durable text as one update. Shared: not to be written into. */
  full(): Uint8Array {
    this.#shorten();
    return this.#history.full();
  }

  /** A new Y.Doc of everything accepted, for changes of the server's own; the caller destroys it. */
  clone(): Y.Doc {
    return this.#buildAhead();
  }

  /** Encodes the durable text anew, without what deletions have made needless, and keeps the result as its base. */
  snapshot(): Snapshot {
    const { seq } = this.#history;
    const state = this.#encode();
    if (!sameClocks(this.#history.vector(), Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)))) {
      throw new Error('a snapshot does not hold what the log holds');
    }
    this.#history.rebase(state, seq);
    return { state, seq };
  }

  /** Gives the Y.Doc back; bytes stay. */
  rest(): void {
    if (this.settled) this.#gate.drop();
  }

  destroy(): void {
    this.#gate.drop();
  }

  #shorten(): void {
    if (this.#history.tailLength > LONG_TAIL) this.#history.rebase(this.#encode(), this.#history.seq);
  }

  #encode(): Uint8Array {
    const { doc } = this.#gate;
    if (doc !== null && this.settled) return Y.encodeStateAsUpdate(doc);
    const copy = this.#history.build();
    try {
      return Y.encodeStateAsUpdate(copy);
    } finally {
      copy.destroy();
    }
  }

  #buildAhead(): Y.Doc {
    const doc = this.#history.build();
    for (const update of this.#underWay) Y.applyUpdate(doc, update);
    return doc;
  }
}

function sameClocks(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [client, clock] of a) if (b.get(client) !== clock) return false;
  return true;
}
