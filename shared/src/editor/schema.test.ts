import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import type { EditorJson } from './json.ts';
import { boundExtensions, editorSchema } from './schema.ts';
import { type KnownNames, tolerate } from './unknown.ts';

const schema = editorSchema();
const RECORD = '0123456789abcdefghjkmnpqrs';
const inLine = (node: object) => schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [node] }] });

describe('the schema of the text', () => {
  it('keeps the names that documents are stored with', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual([
      'blockquote',
      'bulletList',
      'citation',
      'doc',
      'footnote',
      'hardBreak',
      'heading',
      'horizontalRule',
      'listItem',
      'mention',
      'orderedList',
      'paragraph',
      'table',
      'tableCell',
      'tableHeader',
      'tableRow',
      'taskItem',
      'taskList',
      'text',
      'unknownBlock',
      'unknownInline',
    ]);
    expect(Object.keys(schema.marks).sort()).toEqual(['bold', 'code', 'italic', 'link', 'strike', 'underline', 'unknownMark']);
  });

  it('every attribute is checked', () => {
    const attributes = [...Object.values(schema.nodes), ...Object.values(schema.marks)].flatMap((type) =>
      Object.entries(type.spec.attrs ?? {}).map(([name, spec]) => ({ of: type.name, name, checked: spec.validate !== undefined })),
    );
    expect(attributes.filter((attribute) => !attribute.checked)).toEqual([]);
  });

  it.each([
    ['a citation', { type: 'citation', attrs: { record: RECORD, kind: 'evidence', locator: 'p. 14' } }],
    ['a footnote', { type: 'footnote', attrs: { text: 'note' } }],
    ['a person', { type: 'mention', attrs: { id: RECORD, label: 'Әсел' } }],
    ['a link', { type: 'text', text: 'site', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] }],
  ])('accepts %s', (_name, node) => {
    expect(() => inLine(node).check()).not.toThrow();
  });

  it.each([
    ['a citation of a foreign kind', { type: 'citation', attrs: { record: RECORD, kind: 'rumour', locator: '' } }],
    ['a citation of what is no id', { type: 'citation', attrs: { record: '<script>', kind: 'risk', locator: '' } }],
    ['an endless locator', { type: 'citation', attrs: { record: RECORD, kind: 'risk', locator: 'x'.repeat(121) } }],
    ['a footnote that is no text', { type: 'footnote', attrs: { text: { toString: 'x' } } }],
    ['a hostile link', { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
  ])('refuses %s', (_name, node) => {
    expect(() => inLine(node).check()).toThrow(RangeError);
  });

  it('refuses a heading of a fourth level and a cell as wide as the world', () => {
    expect(() => schema.nodeFromJSON({ type: 'heading', attrs: { level: 4 } }).check()).toThrow(RangeError);
    expect(() => schema.nodeFromJSON({ type: 'tableCell', attrs: { colspan: 1e9 }, content: [{ type: 'paragraph' }] }).check()).toThrow(
      RangeError,
    );
  });

  it('an item may hold a nested list alone, as two writers can leave it', () => {
    const item = { type: 'listItem', content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] }] };
    expect(() => schema.nodeFromJSON(item).check()).not.toThrow();
  });
});

describe('the schema of an editor that is bound to a shared document', () => {
  const bound = getSchema(boundExtensions());
  it('has the same nodes, marks and attributes', () => {
    const shape = (each: typeof schema) =>
      [...Object.values(each.nodes), ...Object.values(each.marks)].map((type) => [
        type.name,
        type.spec.content,
        Object.keys(type.spec.attrs ?? {}),
      ]);
    expect(shape(bound)).toEqual(shape(schema));
  });
  it.each([
    ['a hostile link', { type: 'text', text: 'words', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
    ['a citation of nothing', { type: 'citation', attrs: { record: 7, kind: 'rumour', locator: null } }],
    ['a note that is no text', { type: 'footnote', attrs: { text: { a: 1 } } }],
  ])('lets %s in, because refusing would delete it for everybody', (_name, node) => {
    const doc = bound.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [node] }] });
    expect(doc.firstChild?.childCount).toBe(1);
  });
});

describe('reading the text of a newer program', () => {
  const known: KnownNames = {
    nodes: new Set(Object.keys(schema.nodes)),
    marks: new Set(Object.keys(schema.marks)),
    inline: new Set(
      Object.values(schema.nodes)
        .filter((type) => type.isInline)
        .map((type) => type.name),
    ),
  };
  const newer: EditorJson = {
    type: 'doc',
    content: [
      { type: 'chart', content: [{ type: 'text', text: 'growth' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'kept', marks: [{ type: 'glow' }] }, { type: 'emoji' }] },
    ],
  };

  it('shows foreign nodes and marks as unknown, words kept', () => {
    const doc = schema.nodeFromJSON(tolerate(newer, known));
    doc.check();
    expect(doc.firstChild?.attrs).toEqual({ name: 'chart', text: 'growth' });
    expect(doc.child(1).textContent).toBe('kept');
    expect(doc.child(1).child(1).type.name).toBe('unknownInline');
  });
  it('leaves a known text as it is', () => {
    const plain: EditorJson = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] };
    expect(tolerate(plain, known)).toEqual(plain);
  });
});
