import * as Y from 'yjs';
import { RealClient, type RealClientOptions } from '../support/real-client.ts';
import type { Seeded } from '../support/seeded.ts';

/** One word that was put into a text, and what became of it. */
interface Word {
  readonly by: Scribe;
  /** Its author's clock behind it. */
  readonly clock: number;
  acknowledged: boolean;
  seen: boolean;
  readonly deletions: Deletion[];
}

interface Deletion {
  readonly by: Scribe;
  readonly connection: number;
  readonly frame: number;
  acknowledged: boolean;
  seen: boolean;
}

const WORD = /‹[^›]*›/gu;

export interface HistoryFault {
  readonly what: 'acknowledged lost' | 'seen lost' | 'twice' | 'came back' | 'damaged';
  readonly word: string;
}

/** Everything that was done to one document, by all its writers, and the check of it. */
export class History {
  readonly words = new Map<string, Word>();

  /** Every acknowledged or seen word exactly once, none after its acknowledged or seen deletion, nothing else. */
  check(root: Y.XmlFragment): readonly HistoryFault[] {
    const faults: HistoryFault[] = [];
    const counts = new Map<string, number>();
    for (const word of textOf(root).match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of counts.keys()) if (!this.words.has(word)) faults.push({ what: 'damaged', word });
    if (textOf(root).replace(WORD, '') !== '') faults.push({ what: 'damaged', word: textOf(root).replace(WORD, '').slice(0, 40) });
    for (const [word, { acknowledged, seen, deletions }] of this.words) {
      const count = counts.get(word) ?? 0;
      if (count > 1) faults.push({ what: 'twice', word });
      if (deletions.length === 0 && count === 0 && acknowledged) faults.push({ what: 'acknowledged lost', word });
      if (deletions.length === 0 && count === 0 && seen) faults.push({ what: 'seen lost', word });
      if (count > 0 && deletions.some((deletion) => deletion.acknowledged || deletion.seen)) faults.push({ what: 'came back', word });
    }
    return faults;
  }

  /** Counts what was promised so far. */
  promised(): { readonly acknowledged: number; readonly seen: number; readonly deleted: number } {
    const words = [...this.words.values()];
    return {
      acknowledged: words.filter(({ acknowledged }) => acknowledged).length,
      seen: words.filter(({ seen }) => seen).length,
      deleted: words.filter(({ deletions }) => deletions.some(({ acknowledged, seen }) => acknowledged || seen)).length,
    };
  }
}

export function textOf(root: Y.XmlFragment): string {
  return root
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .map((node) => (node instanceof Y.XmlText ? plain(node) : ''))
    .join('');
}

function plain(text: Y.XmlText): string {
  return (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
}

/** A client that writes and deletes whole words, and notes in the history what it was promised and what it saw. */
export class Scribe {
  readonly client: RealClient;
  readonly name: string;
  readonly #history: History;
  readonly #random: Seeded;
  #connection = 0;
  #written = 0;
  readonly #mine: Word[] = [];
  readonly #deletions: Deletion[] = [];

  constructor(name: string, history: History, random: Seeded, options: RealClientOptions) {
    this.name = name;
    this.#history = history;
    this.#random = random;
    this.client = new RealClient(options);
    this.client.onDurable = () => this.#acknowledge();
  }

  connect(): Promise<boolean> {
    this.#connection += 1;
    return this.client.connect();
  }

  /** One act: mostly a new word at a place between two, sometimes the end of one. */
  act(): void {
    if (!this.client.open) return;
    const texts = this.client.root.toArray().flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []));
    const text = texts.length === 0 ? null : this.#random.pick(texts);
    if (!(text instanceof Y.XmlText) || this.#random.chance(0.1)) {
      const word = this.#word();
      this.client.addParagraph(word, this.#random.below(this.client.root.length + 1));
      this.#note(word);
      return;
    }
    const words = [...plain(text).matchAll(WORD)];
    const one = words.length === 0 ? undefined : this.#random.pick(words);
    if (one !== undefined && this.#random.chance(0.35)) {
      text.delete(one.index, one[0].length);
      const deletion = { by: this, connection: this.#connection, frame: this.client.frames.length, acknowledged: false, seen: false };
      this.#deletions.push(deletion);
      this.#history.words.get(one[0])?.deletions.push(deletion);
      return;
    }
    const word = this.#word();
    text.insert(one?.index ?? 0, word);
    this.#note(word);
  }

  /** What of the others' work is in this copy: it was shown, so it must never be lost. */
  look(): void {
    const here = new Set(textOf(this.client.root).match(WORD));
    for (const [word, entry] of this.#history.words) {
      const { by, clock, deletions } = entry;
      if (Y.getState(this.client.doc.store, by.client.doc.clientID) < clock) continue;
      if (here.has(word)) {
        if (by !== this) entry.seen = true;
        continue;
      }
      // It has the word and does not show it: if only others have deleted it, that was shown to this one.
      if (deletions.length === 1 && deletions[0] !== undefined && deletions[0].by !== this) deletions[0].seen = true;
    }
  }

  #word(): string {
    return `‹${this.name}-${this.#written++}›`;
  }

  #note(word: string): void {
    const entry: Word = { by: this, clock: this.client.clock, acknowledged: false, seen: false, deletions: [] };
    this.#history.words.set(word, entry);
    this.#mine.push(entry);
  }

  #acknowledge(): void {
    const { durableClock, durableFrames } = this.client;
    for (const word of this.#mine) if (word.clock <= durableClock) word.acknowledged = true;
    for (const deletion of this.#deletions) {
      // What an earlier connection did not bring home is in the first frame of this one.
      const here = deletion.connection === this.#connection ? deletion.frame : 1;
      if (durableFrames >= here) deletion.acknowledged = true;
    }
  }
}
