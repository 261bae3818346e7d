import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { Extension } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import * as Y from 'yjs';

/** Attributes that decide how large a thing is drawn; a value out of range would hang every window that shows it. */
const SIZES: ReadonlySet<string> = new Set(['colspan', 'rowspan']);

/**
 * Names what the schema does not know in a shared text, or null. The binding would delete it from everybody's document,
 * words included, so a text with anything foreign must not be bound to an editor.
 */
export function findForeign(type: Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook, schema: Schema, deep = true): string | null {
  if (type instanceof Y.XmlText) return foreignMark(type, schema);
  if (type instanceof Y.XmlElement) {
    const foreign = foreignElement(type, schema);
    if (foreign) return foreign;
  } else if (!(type instanceof Y.XmlFragment)) {
    return 'hook';
  }
  for (const child of type.toArray()) {
    if (!deep && !(child instanceof Y.XmlText)) continue;
    const foreign = findForeign(child as Y.XmlElement | Y.XmlText | Y.XmlHook, schema);
    if (foreign) return foreign;
  }
  return null;
}

function foreignElement(element: Y.XmlElement, schema: Schema): string | null {
  const known = schema.nodes[element.nodeName];
  if (!known) return element.nodeName;
  for (const [name, value] of Object.entries(element.getAttributes() as Record<string, unknown>)) {
    const attribute = known.spec.attrs?.[name];
    if (!attribute) return `${element.nodeName}.${name}`;
    if (SIZES.has(name) && !(Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 100))
      return `${element.nodeName}.${name}`;
  }
  return null;
}

function foreignMark(text: Y.XmlText, schema: Schema): string | null {
  for (const run of text.toDelta() as { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> }[]) {
    if (typeof run.insert !== 'string') return 'embed';
    const foreign = Object.keys(run.attributes ?? {}).find((name) => !schema.marks[name.replace(/--[a-zA-Z0-9+/=]{8}$/, '')]);
    if (foreign) return foreign;
  }
  return null;
}

/**
 * Watches the shared text ahead of the binding. When something foreign arrives, the editor is destroyed before the
 * binding sees the change, and the page shows the text for reading only.
 */
export const Guard = Extension.create<{ doc: Y.Doc | null; onForeign: (name: string) => void }>({
  name: 'guard',
  // Its observer has to be bound before that of the binding, whose priority is 1000.
  priority: 2_000,
  addOptions: () => ({ doc: null, onForeign: () => {} }),
  addProseMirrorPlugins() {
    const { doc, onForeign } = this.options;
    const { editor } = this;
    if (!doc) return [];
    const text = doc.getXmlFragment(TEXT_ROOT);
    return [
      new Plugin({
        key: new PluginKey('guard'),
        view: () => {
          const look = (events: readonly Y.YEvent<Y.XmlFragment | Y.XmlText>[], transaction: Y.Transaction) => {
            if (transaction.local) return;
            for (const event of events) {
              const foreign = findForeign(event.target, editor.schema, event.changes.added.size > 0);
              if (!foreign) continue;
              editor.destroy();
              onForeign(foreign);
              return;
            }
          };
          text.observeDeep(look as Parameters<typeof text.observeDeep>[0]);
          return { destroy: () => text.unobserveDeep(look as Parameters<typeof text.observeDeep>[0]) };
        },
      }),
    ];
  },
});
