import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import type { Anchor, Thread } from '@concordance/shared/threads/schema';
import * as Y from 'yjs';
import type { Somebody, World } from './world.ts';

/** A recommendation whose text is these paragraphs. */
export interface Written {
  readonly id: string;
  readonly ref: string;
  readonly documentId: string;
}

export async function writtenBy(w: World, who: Somebody, title: string, ...paragraphs: readonly string[]): Promise<Written> {
  const made = await w.lead.make<Written>(w.here('/recommendations'), { title });
  await writeInto(w, made.documentId, who, ...paragraphs);
  return made;
}

/** Makes a text say these paragraphs, in place of whatever it said. */
export async function writeInto(w: World, documentId: string, who: Somebody, ...paragraphs: readonly string[]): Promise<void> {
  await w.write(documentId, who.id, (doc) => {
    const root = doc.getXmlFragment(TEXT_ROOT);
    root.delete(0, root.length);
    root.insert(
      0,
      paragraphs.map((words) => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(words)]);
        return paragraph;
      }),
    );
  });
}

/** Does something with a copy of a text as it is now. */
export async function withText<Result>(w: World, documentId: string, work: (root: Y.XmlFragment) => Result): Promise<Result> {
  const doc = new Y.Doc();
  const state = await w.history.texts.read(documentId);
  if (state) Y.applyUpdate(doc, state);
  try {
    return work(doc.getXmlFragment(TEXT_ROOT));
  } finally {
    doc.destroy();
  }
}

/** The paragraphs of a text as one string. */
export const wordsOf = (w: World, documentId: string) => withText(w, documentId, (root) => readText(root).text);

/** An anchor on the first place where a text says this; with `at`, a place so many letters behind its beginning. */
export function anchorOn(w: World, documentId: string, words: string, at?: number): Promise<Anchor> {
  return withText(w, documentId, (root) => {
    const read = readText(root);
    const from = read.text.indexOf(words);
    if (from < 0) throw new Error(`the text does not say "${words}"`);
    return at === undefined ? anchorAt(read, from, from + words.length) : anchorAt(read, from + at, from + at);
  });
}

/** Begins a thread of the team on a record as a whole. */
export const beginOn = (who: Somebody, w: World, subject: { readonly id: string }, draft: object = {}) =>
  who.make<Thread>(w.here('/threads'), { subjectKind: 'recommendation', subjectId: subject.id, text: 'A remark', ...draft });

/** Proposes other wording for the words of a text. */
export async function propose(w: World, who: Somebody, text: Written, words: string, wording: string, draft: object = {}): Promise<Thread> {
  const kind = wording === '' ? 'delete' : 'replace';
  const anchor = await anchorOn(w, text.documentId, words);
  return beginOn(who, w, text, { text: '', anchor, suggestion: { kind, text: wording }, ...draft });
}
