import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { editorSchema } from '@concordance/shared/editor/schema';
import type { AuthoredJson, TextState } from '@concordance/shared/history/schema';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { countedItems, withoutAuthors } from './authored.ts';

/** Clocks of one client that say what somebody else wrote, from the first to behind the last. */
export interface Origin {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  readonly userId: string;
}

const schema = editorSchema();

/**
 * Makes a document say what a version says, by changing only what differs: a forward change like any other, so that
 * open and offline copies merge with it. To be called on a copy. Returns whose the words are that it brought back.
 * Throws where the version does not fit the editor's schema of today.
 */
export function restoreInto(doc: Y.Doc, state: TextState): readonly Origin[] {
  const kept = schema.nodeFromJSON(withoutAuthors(state.doc));
  // A text that nobody had written yet holds nothing at all, which no editor can show.
  const node = kept.childCount === 0 ? (schema.topNodeType.createAndFill() ?? kept) : kept;
  node.check();
  const fragment = doc.getXmlFragment(TEXT_ROOT);
  updateYFragment(doc, fragment, node, { mapping: new Map(), isOMark: new Map() });
  return originsOf(doc.clientID, fragment, state);
}

/** The words stand in the document as in the version, letter by letter; those of this client are the version's authors'. */
function originsOf(client: number, fragment: Y.XmlFragment, { people, doc }: TextState): readonly Origin[] {
  const authors = authorsOf(doc);
  const origins: Origin[] = [];
  let at = 0;
  for (const item of textsOf(fragment).flatMap((text) => [...countedItems(text)])) {
    for (let offset = 0; offset < item.length; offset++, at++) {
      const by = authors[at];
      const userId = by === undefined ? undefined : people[by];
      if (item.client !== client || userId === undefined) continue;
      const clock = item.clock + offset;
      const last = origins.at(-1);
      if (last && last.to === clock && last.userId === userId) origins[origins.length - 1] = { ...last, to: clock + 1 };
      else origins.push({ client, from: clock, to: clock + 1, userId });
    }
  }
  return origins;
}

function authorsOf(node: AuthoredJson): (number | undefined)[] {
  if (node.type === 'text') return Array.from({ length: node.text?.length ?? 0 }, () => node.by);
  return (node.content ?? []).flatMap(authorsOf);
}

function textsOf(parent: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return (parent.toArray() as (Y.XmlElement | Y.XmlText)[]).flatMap((child) => (child instanceof Y.XmlText ? [child] : textsOf(child)));
}
