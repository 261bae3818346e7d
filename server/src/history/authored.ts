import { createHash } from 'node:crypto';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { countWords } from '@concordance/shared/editor/read';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { type AuthoredJson, type Authorship, ownerOf, type TextState } from '@concordance/shared/history/schema';
import * as Y from 'yjs';

/** A text with its authors, as it is kept. */
export interface ReadState {
  /** JSON of a `TextState`, always written the same way. */
  readonly json: string;
  /** SHA-256 of the words and structure alone. */
  readonly hash: string;
  readonly words: number;
}

export type Owners = Pick<Authorship, 'clients' | 'origins'>;

/** Reads a stored document into the form versions are kept in, on a copy of its own. */
export function readState(update: Uint8Array, owners: Owners): ReadState {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
    return toReadState(authoredState(doc, owners));
  } finally {
    doc.destroy();
  }
}

export function toReadState(state: TextState): ReadState {
  const plain = withoutAuthors(state.doc);
  return {
    json: JSON.stringify(state),
    hash: createHash('sha256')
      .update(canonicalJson(plain as unknown as JsonValue))
      .digest('hex'),
    words: countWords(plain),
  };
}

/** The text of a live document with the author of each run. Reads only. */
export function authoredState(doc: Y.Doc, owners: Owners): TextState {
  const owner = ownerOf(owners);
  const people: string[] = [];
  const placeOf = (client: number, clock: number): number | undefined => {
    const userId = owner(client, clock);
    if (userId === undefined) return undefined;
    const known = people.indexOf(userId);
    return known >= 0 ? known : people.push(userId) - 1;
  };
  const content = (doc.getXmlFragment(TEXT_ROOT).toArray() as Child[]).flatMap((child) => nodesOf(child, placeOf));
  return { people, doc: { type: 'doc', content } };
}

export function withoutAuthors({ by: _, content, ...node }: AuthoredJson): AuthoredJson {
  return content === undefined ? node : { ...node, content: joined(content.map(withoutAuthors)) };
}

/** Neighbouring runs with the same marks are one once nobody asks who wrote them. */
function joined(nodes: readonly AuthoredJson[]): AuthoredJson[] {
  const runs: AuthoredJson[] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    if (last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? []))
      runs[runs.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else runs.push(node);
  }
  return runs;
}

type Child = Y.XmlElement | Y.XmlText;
type PlaceOf = (client: number, clock: number) => number | undefined;

function nodesOf(child: Child, placeOf: PlaceOf): AuthoredJson[] {
  if (child instanceof Y.XmlText) return textNodes(child, placeOf);
  const content = (child.toArray() as Child[]).flatMap((one) => nodesOf(one, placeOf));
  const attrs = sortedAttributes(child.getAttributes() as Readonly<Record<string, unknown>>);
  return [{ type: child.nodeName, ...(Object.keys(attrs).length > 0 && { attrs }), ...(content.length > 0 && { content }) }];
}

/** Keys in one order, so that equal states are equal bytes. */
function sortedAttributes(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1)));
}

interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function textNodes(text: Y.XmlText, placeOf: PlaceOf): AuthoredJson[] {
  const authors = authorRuns(text, placeOf);
  let [run, used] = [0, 0];
  return (text.toDelta() as readonly Run[]).flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') {
      used += 1;
      return [];
    }
    const marks = Object.entries(sortedAttributes(attributes)).map(([type, value]) => ({
      type: type.replace(/--.{8}$/, ''),
      ...(value !== null &&
        typeof value === 'object' &&
        Object.keys(value).length > 0 && { attrs: sortedAttributes(value as Record<string, unknown>) }),
    }));
    const nodes: AuthoredJson[] = [];
    for (let at = 0; at < insert.length; ) {
      while (authors[run] && used >= (authors[run]?.length ?? 0)) {
        used -= authors[run]?.length ?? 0;
        run += 1;
      }
      const author = authors[run];
      const take = Math.min(insert.length - at, author ? author.length - used : insert.length - at);
      nodes.push({
        type: 'text',
        text: insert.slice(at, at + take),
        ...(marks.length > 0 && { marks }),
        ...(author?.by !== undefined && { by: author.by }),
      });
      at += take;
      used += take;
    }
    return nodes;
  });
}

/** How long each run of one author is, in the units Yjs counts text by. */
function authorRuns(text: Y.XmlText, placeOf: PlaceOf): { by: number | undefined; length: number }[] {
  const runs: { by: number | undefined; length: number }[] = [];
  for (const { client, clock, length } of countedItems(text)) {
    for (let at = 0; at < length; at++) {
      const by = placeOf(client, clock + at);
      const last = runs.at(-1);
      if (last && last.by === by) last.length += 1;
      else runs.push({ by, length: 1 });
    }
  }
  return runs;
}

/** The pieces of a text that stand, in order, with the clocks they were written at. */
export function* countedItems(text: Y.XmlText): Generator<{ client: number; clock: number; length: number }> {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.countable) yield { client: item.id.client, clock: item.id.clock, length: item.length };
  }
}
