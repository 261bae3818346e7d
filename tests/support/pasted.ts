import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { PastedClaim } from '@concordance/shared/history/schema';
import * as Y from 'yjs';
import type { World } from './world.ts';

/** Clocks of one Yjs client, from the first to behind the last. */
export type Clocks = Omit<PastedClaim, 'source'>;

/** Puts words behind a text, each line a paragraph, as an editor does that pastes them. Returns where they came in. */
export async function pasteLines(world: World, documentId: string, userId: string, ...lines: readonly string[]): Promise<Clocks> {
  return writtenBy(world, documentId, userId, (fragment) => {
    for (const line of lines) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      fragment.insert(fragment.length, [paragraph]);
    }
  });
}

/** Makes a change of one person's, and says what clocks it was made at. */
export async function writtenBy(
  world: World,
  documentId: string,
  userId: string,
  change: (fragment: Y.XmlFragment) => void,
): Promise<Clocks> {
  let clocks: Clocks = { client: 0, from: 0, to: 0 };
  await world.write(documentId, userId, (doc) => {
    const clock = () => Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0;
    const from = clock();
    change(doc.getXmlFragment(TEXT_ROOT));
    clocks = { client: doc.clientID, from, to: clock() };
  });
  return clocks;
}
