import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import * as Y from 'yjs';

/** A run of words that lies in one shared text: where it lies is what a remark on its words is anchored by. */
export const RUN = 'run';

export interface ReadDoc {
  readonly json: EditorJson;
  /** The shared texts in reading order; a `run` node names its own by `attrs.place`. */
  readonly texts: readonly Y.XmlText[];
}

interface Delta {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** The text of a document as the page draws it. Reads the shared types directly and changes nothing. */
export function readDoc(doc: Y.Doc): ReadDoc {
  const texts: Y.XmlText[] = [];
  const children = (parent: Y.XmlElement | Y.XmlFragment) =>
    (parent.toArray() as (Y.XmlElement | Y.XmlText)[]).flatMap((child): EditorJson[] => {
      if (child instanceof Y.XmlText) {
        texts.push(child);
        return [{ type: RUN, attrs: { place: texts.length - 1 }, content: words(child) }];
      }
      return [{ type: child.nodeName, attrs: child.getAttributes() as Readonly<Record<string, unknown>>, content: children(child) }];
    });
  return { json: { type: 'doc', content: children(doc.getXmlFragment(TEXT_ROOT)) }, texts };
}

function words(text: Y.XmlText): EditorJson[] {
  return (text.toDelta() as readonly Delta[]).flatMap(({ insert, attributes }): EditorJson[] => {
    if (typeof insert !== 'string' || insert === '') return [];
    const marks = Object.entries(attributes ?? {}).map(([type, attrs]) => ({
      // Marks that may overlap carry a hash behind their name.
      type: type.replace(/--.{8}$/u, ''),
      ...(attrs !== null && typeof attrs === 'object' ? { attrs: attrs as Readonly<Record<string, unknown>> } : {}),
    }));
    return [{ type: 'text', text: insert, marks }];
  });
}
