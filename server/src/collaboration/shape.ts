import * as Y from 'yjs';
import { isMagicKey } from './content-reader.ts';
import type { Limits } from './limits.ts';

/**
 * Looks at what a transaction has put into a Y.Doc and names the first thing that no editor could show: an element too
 * deep, characters outside a text, a node used as an attribute. Null when all is well. To be asked in
 * `afterTransaction`, before Yjs merges and collects.
 */
export function shapeFault(transaction: Y.Transaction, limits: Limits): string | null {
  const { store } = transaction.doc;
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (before === clock) continue;
    const structs = store.clients.get(client) ?? [];
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const struct = structs[i];
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      const fault = itemFault(struct, limits);
      if (fault !== null) return fault;
    }
  }
  return null;
}

function itemFault(item: Y.Item, limits: Limits): string | null {
  const { parent, content } = item;
  if (!(parent instanceof Y.AbstractType)) return 'parent';
  if (item.parentSub !== null) return attributeFault(item, parent);
  if (content instanceof Y.ContentString || content instanceof Y.ContentFormat) {
    return parent instanceof Y.Text ? null : 'text-outside';
  }
  if (!(content instanceof Y.ContentType)) return 'content-place';
  // XmlText is a Text: nodes live beside runs of text, never inside them.
  if (!(parent instanceof Y.XmlFragment)) return 'node-place';
  return depthOf(parent, limits.nodeDepth) > limits.nodeDepth ? 'depth' : null;
}

function attributeFault(item: Y.Item, parent: object): string | null {
  // Only here is the key always known: an item beside an older one of the same key does not repeat it.
  if (isMagicKey(item.parentSub ?? '')) return 'magic-key';
  if (!(item.content instanceof Y.ContentAny)) return 'attribute-value';
  return parent instanceof Y.XmlElement || parent instanceof Y.XmlText ? null : 'attribute-place';
}

/** Levels from the root down to the children of `type`; stops counting once past `most`. */
function depthOf(type: { readonly _item: Y.Item | null }, most: number): number {
  let depth = 1;
  for (let at = type._item; at !== null && depth <= most; depth++) {
    const above: unknown = at.parent;
    if (!(above instanceof Y.AbstractType)) return depth;
    at = above._item;
  }
  return depth;
}
