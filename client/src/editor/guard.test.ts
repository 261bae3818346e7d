import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { editorSchema } from '@concordance/shared/editor/schema';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, editorOn, paragraph, seeded } from './editors.test-support.ts';
import { findForeign } from './guard.ts';

const schema = editorSchema();
const rootOf = (doc: Y.Doc) => doc.getXmlFragment(TEXT_ROOT);

/** What a newer program writes into a text. */
const NEWER: readonly (readonly [string, (root: Y.XmlFragment) => void])[] = [
  ['chart', (root) => root.insert(1, [new Y.XmlElement('chart')])],
  ['glow', (root) => ((root.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 3, { glow: {} })],
  ['paragraph.mood', (root) => (root.get(0) as Y.XmlElement).setAttribute('mood', 'calm')],
  ['badge', (root) => (root.get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('badge')])],
];

describe('a text with parts that this version does not know', () => {
  it.each(NEWER)('%s is named before any editor is bound', (name, write) => {
    const doc = seeded(paragraph('known words'));
    expect(findForeign(rootOf(doc), schema)).toBeNull();
    write(rootOf(doc));
    expect(findForeign(rootOf(doc), schema)).toBe(name);
  });

  it.each(NEWER)('%s that arrives while the text is open is not deleted, and the editor steps back', (name, write) => {
    const newer = seeded(paragraph('known words'));
    const doc = copyOf(newer);
    const seen: string[] = [];
    const sent: Uint8Array[] = [];
    const editor = editorOn(doc, (foreign) => seen.push(foreign));
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && sent.push(update));
    write(rootOf(newer));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(newer, Y.encodeStateVector(doc)), 'remote');
    expect(seen).toEqual([name]);
    expect(editor.isDestroyed).toBe(true);
    expect(sent).toEqual([]);
    expect(rootOf(doc).toString()).toBe(rootOf(newer).toString());
  });

  it('a cell that claims to be as wide as the world is not drawn', () => {
    const doc = seeded({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('b')] }] }] });
    const cell = ((rootOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlElement;
    cell.setAttribute('colspan', 1e9 as unknown as string);
    expect(findForeign(rootOf(doc), schema)).toBe('tableCell.colspan');
  });

  it('everything the schema knows passes', () => {
    const doc = seeded(
      {
        type: 'heading',
        attrs: { level: 2 },
        content: [{ type: 'text', text: 'a', marks: [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://example.org/' } }] }],
      },
      { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('b')] }] },
      paragraph('c', { type: 'footnote', attrs: { text: 'd' } }, { type: 'hardBreak' }),
    );
    expect(findForeign(rootOf(doc), schema)).toBeNull();
  });
});
