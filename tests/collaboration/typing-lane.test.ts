import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Gate } from '../../server/src/collaboration/gate.ts';
import { DEFAULT_LIMITS } from '../../server/src/collaboration/limits.ts';
import { Owners } from '../../server/src/collaboration/owners.ts';
import { Seeded } from '../support/seeded.ts';

/** A gate, and everything it has accepted. */
class Judged {
  readonly accepted: Uint8Array[] = [];
  readonly owners = new Owners(new Map());
  gate = this.#open();

  #open(): Gate {
    return new Gate(DEFAULT_LIMITS, this.owners, () => this.build());
  }

  build(): Y.Doc {
    const doc = new Y.Doc();
    for (const update of this.accepted) Y.applyUpdate(doc, update);
    return doc;
  }

  /** With a gate that has seen nothing come: whatever it is asked, it asks Yjs. */
  forget(): this {
    this.gate.drop();
    this.gate = this.#open();
    return this;
  }

  judge(update: Uint8Array, userId: string): string {
    const verdict = this.gate.judge(update, userId);
    if (verdict.kind === 'accepted') this.accepted.push(verdict.update);
    return verdict.kind === 'refused' ? `refused ${verdict.code}` : verdict.kind;
  }
}

/** Somebody at an editor, whose updates come out one by one. */
class Editor {
  readonly doc = new Y.Doc();
  readonly sent: Uint8Array[] = [];

  readonly name: string;

  constructor(name: string) {
    this.name = name;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.sent.push(update);
    });
  }

  hear(updates: readonly Uint8Array[]): void {
    for (const update of updates) Y.applyUpdate(this.doc, update, 'others');
  }

  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment('default');
  }

  paragraph(): Y.XmlText {
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    this.root.push([paragraph]);
    paragraph.insert(0, [text]);
    return text;
  }

  texts(): Y.XmlText[] {
    return this.root
      .toArray()
      .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray().filter((one) => one instanceof Y.XmlText) : []));
  }
}

const stateOf = (doc: Y.Doc | null) => (doc === null ? null : Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex'));

/** Several people type, mostly on, sometimes elsewhere; some of what they send is broken on its way. */
function simulate(seed: number): void {
  const random = new Seeded(seed);
  const quick = new Judged();
  const slow = new Judged();
  const editors = ['anna', 'bek', 'daria'].map((name) => new Editor(name));
  const cursors = new Map<Editor, { text: Y.XmlText; at: number }>();
  for (let step = 0; step < 400; step++) {
    const editor = random.pick(editors);
    if (random.below(12) === 0) editor.hear(quick.accepted);
    const cursor = cursors.get(editor);
    if (cursor === undefined || random.below(15) === 0) {
      const texts = editor.texts();
      const text = texts.length > 0 && random.below(3) > 0 ? random.pick(texts) : editor.paragraph();
      cursors.set(editor, { text, at: random.below(text.length + 1) });
    } else if (random.below(10) === 0 && cursor.text.length > 0) {
      cursor.text.delete(random.below(cursor.text.length), 1);
      cursor.at = Math.min(cursor.at, cursor.text.length);
    } else if (random.below(12) === 0 && cursor.text.length > 0) {
      cursor.text.format(random.below(cursor.text.length), 1, { bold: true });
    } else {
      cursor.text.insert(Math.min(cursor.at, cursor.text.length), random.pick(['a', 'ж', '🚀', 'word ']));
      cursor.at = Math.min(cursor.at + 1, cursor.text.length);
    }
    for (const update of editor.sent.splice(0)) {
      const sent = random.below(12) === 0 ? broken(update, random) : update;
      const who = random.below(40) === 0 ? random.pick(editors).name : editor.name;
      expect(quick.judge(sent, who)).toBe(slow.forget().judge(sent, who));
      // What was lost on its way comes once more, as it does after a gap.
      if (sent !== update) expect(quick.judge(update, editor.name)).toBe(slow.forget().judge(update, editor.name));
    }
    if (random.below(50) === 0) expect(stateOf(quick.gate.doc)).toBe(stateOf(quick.build()));
  }
  expect(quick.accepted).toEqual(slow.accepted);
  expect(stateOf(quick.gate.doc)).toBe(stateOf(slow.build()));
}

function broken(update: Uint8Array, random: Seeded): Uint8Array {
  const copy = new Uint8Array(update);
  copy[random.below(copy.length)] = random.below(256);
  return copy;
}

describe('typing on', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`is judged as Yjs judges it, whatever comes between (seed ${seed})`, () => simulate(seed));
  }

  function anna() {
    const judged = new Judged();
    const editor = new Editor('anna');
    const text = editor.paragraph();
    text.insert(0, 'a');
    for (const update of editor.sent.splice(0)) expect(judged.judge(update, 'anna')).toBe('accepted');
    return { judged, editor, text };
  }

  it('is in the copy whenever somebody looks at it', () => {
    const { judged, editor, text } = anna();
    for (let at = 1; at < 200; at++) {
      text.insert(at, 'x');
      for (const update of editor.sent.splice(0)) expect(judged.judge(update, 'anna')).toBe('accepted');
    }
    expect(stateOf(judged.gate.doc)).toBe(stateOf(editor.doc));
  });

  it('is somebody else’s under an id that is not theirs', () => {
    const { judged, editor, text } = anna();
    text.insert(1, 'x');
    expect(judged.judge(editor.sent[0] ?? new Uint8Array(), 'mallory')).toBe('refused client-owner');
  });

  it('twice is known the second time', () => {
    const { judged, editor, text } = anna();
    text.insert(1, 'x');
    const [update = new Uint8Array()] = editor.sent;
    expect([judged.judge(update, 'anna'), judged.judge(update, 'anna')]).toEqual(['accepted', 'known']);
  });

  it('before something that has not come is a gap', () => {
    const { judged, editor, text } = anna();
    const other = new Editor('bek');
    other.hear([Y.encodeStateAsUpdate(editor.doc)]);
    other.texts()[0]?.insert(1, 'b');
    editor.hear(other.sent);
    text.insert(1, 'x');
    expect(judged.judge(editor.sent[0] ?? new Uint8Array(), 'anna')).toBe('gap');
  });

  it('behind a node is no text', () => {
    const { judged, editor } = anna();
    const bare = new Y.Doc();
    bare.clientID = editor.doc.clientID;
    Y.applyUpdate(bare, Y.encodeStateAsUpdate(editor.doc));
    const paragraph = new Y.XmlElement('paragraph');
    let update = new Uint8Array();
    bare.on('update', (bytes: Uint8Array) => {
      update = Uint8Array.from(bytes);
    });
    bare.getXmlFragment('default').push([paragraph]);
    expect(judged.judge(update, 'anna')).toBe('accepted');
    const left = paragraph._item;
    bare.transact((transaction) => {
      const clock = Y.getState(bare.store, bare.clientID);
      const id = Y.createID(bare.clientID, clock);
      const root = bare.getXmlFragment('default') as unknown as Y.AbstractType<unknown>;
      new Y.Item(id, left, left?.lastId ?? null, null, null, root, null, new Y.ContentString('x')).integrate(transaction, 0);
    });
    expect(judged.judge(update, 'anna')).toBe('refused text-outside');
  });
});
