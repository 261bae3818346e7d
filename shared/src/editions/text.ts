import type { EditorJson } from '../editor/json.ts';
import { canonicalJson, type JsonValue } from '../fingerprints/canonical.ts';

/**
 * A text so that equal words in equal form are equal JSON, however they came to be: neighbouring runs with the same marks
 * are one, marks stand in the order of their names, values that say nothing (null) and empty runs are left out.
 */
export function canonicalText(json: EditorJson): EditorJson {
  const content = mergeRuns((json.content ?? []).map(canonicalText));
  const attrs = said(json.attrs);
  const marks = [...(json.marks ?? [])]
    .map((mark) => ({ type: mark.type, ...withAttrs(said(mark.attrs)) }))
    .sort((one, other) => (one.type < other.type ? -1 : one.type > other.type ? 1 : 0));
  return {
    type: json.type,
    ...(json.text !== undefined && { text: json.text.normalize('NFC') }),
    ...withAttrs(attrs),
    ...(marks.length > 0 && { marks }),
    ...(content.length > 0 && { content }),
  };
}

type Attributes = Readonly<Record<string, unknown>>;

function said(attrs: Attributes | undefined): Attributes {
  return Object.fromEntries(Object.entries(attrs ?? {}).filter(([, value]) => value !== null && value !== undefined));
}

const withAttrs = (attrs: Attributes) => (Object.keys(attrs).length > 0 ? { attrs } : {});

function mergeRuns(nodes: readonly EditorJson[]): EditorJson[] {
  const merged: EditorJson[] = [];
  for (const node of nodes) {
    const before = merged.at(-1);
    if (node.type === 'text' && (node.text ?? '') === '') continue;
    if (node.type === 'text' && before?.type === 'text' && marksOf(node) === marksOf(before)) {
      merged[merged.length - 1] = { ...before, text: `${before.text ?? ''}${node.text ?? ''}`.normalize('NFC') };
    } else merged.push(node);
  }
  return merged;
}

const marksOf = (node: EditorJson) => canonicalJson((node.marks ?? []) as unknown as JsonValue);
