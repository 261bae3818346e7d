import * as Y from 'yjs';

/** Above this it costs less to let the server's state vector say what is missing. */
const MOST_BYTES = 128_000;
const MERGE_FROM = 64;

interface Edit {
  readonly change: number;
  readonly update: Uint8Array;
}

/**
 * The edits of this window that no server has confirmed yet. They answer a server that asks what it lacks: an answer
 * worked out from a state vector brings every deletion the document has ever seen, at each return.
 */
export class Unconfirmed {
  #edits: Edit[] = [];
  #bytes = 0;
  /** Up to this change there are edits that are not in here. */
  #unknownUpTo = 0;

  /** `change` is the edit's number in the ledger. */
  add(change: number, update: Uint8Array): void {
    this.#edits.push({ change, update });
    this.#bytes += update.length;
    if (this.#bytes > MOST_BYTES) {
      this.unknown(change);
    } else if (this.#edits.length >= MERGE_FROM) {
      const merged = Y.mergeUpdates(this.#edits.map((edit) => edit.update));
      this.#edits = [{ change, update: merged }];
      this.#bytes = merged.length;
    }
  }

  /** Edits up to this change are in the document, but were not added here. */
  unknown(change: number): void {
    this.#unknownUpTo = change;
    this.#edits = [];
    this.#bytes = 0;
  }

  /** Everything up to this change is on the server's disk. */
  confirmed(change: number): void {
    if (change >= this.#unknownUpTo) this.#unknownUpTo = 0;
    this.#edits = this.#edits.filter((edit) => edit.change > change);
    this.#bytes = this.#edits.reduce((sum, edit) => sum + edit.update.length, 0);
  }

  /** What a server with this state vector lacks of the document. */
  answer(doc: Y.Doc, vector: Uint8Array): Uint8Array {
    if (this.#unknownUpTo === 0) {
      const update = this.#edits.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(this.#edits.map((edit) => edit.update));
      if (bringsAll(doc, Y.decodeStateVector(vector), update)) return update;
    }
    return Y.encodeStateAsUpdate(doc, vector);
  }
}

/** Whether a server with these clocks has all of the document's once it gets the update. */
function bringsAll(doc: Y.Doc, theirs: ReadonlyMap<number, number>, update: Uint8Array): boolean {
  const { from, to } = Y.parseUpdateMeta(update);
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
    const known = theirs.get(client) ?? 0;
    if (known < clock && ((from.get(client) ?? clock) > known || (to.get(client) ?? 0) < clock)) return false;
  }
  return true;
}
