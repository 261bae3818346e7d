import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Unconfirmed } from './unconfirmed.ts';

/** A document whose edits are all noted, and a server that has its first `confirmed`. */
function setting() {
  const [doc, server] = [new Y.Doc(), new Y.Doc()];
  const unconfirmed = new Unconfirmed();
  let change = 0;
  doc.on('update', (update: Uint8Array) => unconfirmed.add(++change, update));
  return {
    doc,
    server,
    unconfirmed,
    type: (words: string) => doc.getText('t').insert(doc.getText('t').length, words),
    confirm() {
      Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
      unconfirmed.confirmed(change);
    },
    answer: () => unconfirmed.answer(doc, Y.encodeStateVector(server)),
    bring(answer: Uint8Array) {
      Y.applyUpdate(server, answer);
      expect(server.getText('t').toString()).toBe(doc.getText('t').toString());
      expect(server.store.pendingStructs).toBeNull();
    },
    change: () => change,
  };
}

describe('the answer to a server', () => {
  it('is empty when all is confirmed, whatever was deleted before', () => {
    const s = setting();
    s.type('abc');
    s.doc.getText('t').delete(1, 1);
    s.confirm();
    expect(s.answer()).toEqual(new Uint8Array([0, 0]));
  });
  it('holds many edits, also those that were merged meanwhile', () => {
    const s = setting();
    s.type('confirmed');
    s.confirm();
    for (let i = 0; i < 200; i++) s.type(`${i} `);
    s.doc.getText('t').delete(2, 4);
    s.bring(s.answer());
  });
  it('is worked out in full after too much, until that is confirmed', () => {
    const s = setting();
    s.type('x'.repeat(200_000));
    s.type('more');
    s.bring(s.answer());
    s.confirm();
    s.type('after');
    expect(s.answer().length).toBeLessThan(40);
    s.bring(s.answer());
  });
  it('is worked out in full while the document holds edits that were never noted', () => {
    const s = setting();
    s.type('kept on the device');
    s.unconfirmed.unknown(s.change());
    s.type(' and typed');
    s.bring(s.answer());
  });
  it('is worked out in full for a server that has lost what it had confirmed', () => {
    const s = setting();
    s.type('confirmed');
    s.unconfirmed.confirmed(s.change());
    s.type(' and typed');
    s.bring(s.answer());
  });
});
