import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import * as Y from 'yjs';

/**
 * A stored document as editor JSON. Works on a copy of its own and reads the shared types directly: the editor binding's
 * converters may delete from a document what the schema does not know.
 */
export function editorJson(state: Uint8Array): EditorJson {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return { type: 'doc', content: (doc.getXmlFragment(TEXT_ROOT).toArray() as Child[]).flatMap(nodesOf) };
  } finally {
    doc.destroy();
  }
}

type Child = Y.XmlElement | Y.XmlText;

function nodesOf(child: Child): EditorJson[] {
  if (child instanceof Y.XmlText) return textNodes(child);
  const content = (child.toArray() as Child[]).flatMap(nodesOf);
  const attrs = child.getAttributes() as Readonly<Record<string, unknown>>;
  return [
    {
      type: child.nodeName,
      ...(Object.keys(attrs).length > 0 && { attrs }),
      ...(content.length > 0 && { content }),
    },
  ];
}

interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function textNodes(text: Y.XmlText): EditorJson[] {
  return (text.toDelta() as readonly Run[]).flatMap((run) => {
    if (typeof run.insert !== 'string' || run.insert === '') return [];
    const marks = Object.entries(run.attributes ?? {}).map(([type, value]) => ({
      // Marks that may overlap carry a hash behind their name.
      type: type.replace(/--.{8}$/, ''),
      ...(value !== null &&
        typeof value === 'object' &&
        Object.keys(value).length > 0 && { attrs: value as Readonly<Record<string, unknown>> }),
    }));
    return [{ type: 'text', text: run.insert, ...(marks.length > 0 && { marks }) }];
  });
}
