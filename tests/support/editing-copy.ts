import { authoredState } from '@concordance/server/history/authored';
import { restoreInto } from '@concordance/server/history/restore';
import { editorSchema } from '@concordance/shared/editor/schema';
import type { TextState } from '@concordance/shared/history/schema';
import { type ReadText, readText } from '@concordance/shared/threads/flat-text';
import { placesOf } from '@concordance/shared/threads/places';
import type { Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Seeded } from './seeded.ts';

const schema = editorSchema();
const WORDS = ['state', 'shall', 'act', 'soon', 'plan', 'within', 'a year', 'ministry', 'қазақ', '😀'];

/** Somebody's copy of a text, edited as an editor does it: a change of its document, written into the shared one. */
export class EditingCopy {
  readonly doc: Y.Doc;
  readonly root: Y.XmlFragment;
  readonly #undo: Y.UndoManager;

  constructor(client: number) {
    this.doc = new Y.Doc();
    this.doc.clientID = client;
    this.root = this.doc.getXmlFragment('default');
    this.#undo = new Y.UndoManager(this.root, { trackedOrigins: new Set([this]), captureTimeout: 0 });
  }

  get read(): ReadText {
    return readText(this.root);
  }

  get state(): TextState {
    return authoredState(this.doc, { clients: [], origins: [] });
  }

  change(edit: (transform: Transform) => void): void {
    const transform = new Transform(this.node());
    edit(transform);
    this.doc.transact(() => this.write(transform.doc), this);
  }

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  restore(state: TextState): void {
    this.doc.transact(() => restoreInto(this.doc, state), this);
  }

  /** Takes everything that another copy has. */
  take(other: EditingCopy): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)));
  }

  node(): Node {
    return yXmlFragmentToProseMirrorRootNode(this.root, schema);
  }

  private write(node: Node): void {
    updateYFragment(this.doc, this.root, node, { mapping: new Map(), isOMark: new Map() });
  }
}

const wordsFrom = (random: Seeded) => Array.from({ length: 1 + random.below(4) }, () => random.pick(WORDS)).join(' ');

/** A range of letters of the text, of at most so many. */
export function rangeIn(random: Seeded, text: string, most: number): readonly [number, number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.below(most))];
}

/** One random edit of one copy. Returns its name. */
export function editAtRandom(copy: EditingCopy, random: Seeded, versions: readonly TextState[]): string {
  const kind = random.pick(['insert', 'insert', 'delete', 'replace', 'split', 'join', 'move', 'undo', 'redo', 'restore'] as const);
  const places = placesOf(copy.node());
  const [from, to] = rangeIn(random, places.text, 12).map((offset) => places.posAt(offset)) as [number, number];
  switch (kind) {
    case 'insert':
      copy.change((transform) => void transform.insert(from, schema.text(` ${wordsFrom(random)} `)));
      break;
    case 'delete':
      copy.change((transform) => void transform.delete(from, to));
      break;
    case 'replace':
      copy.change((transform) => void transform.replaceWith(from, to, schema.text(wordsFrom(random))));
      break;
    case 'split':
      copy.change((transform) => {
        // A text that was undone to its very beginning has no paragraph to split.
        if (transform.doc.resolve(from).parent.isTextblock) transform.split(from);
      });
      break;
    case 'join':
      copy.change((transform) => {
        const place = transform.doc.resolve(from);
        if (place.depth === 1 && place.index(0) > 0) transform.join(place.before(1));
      });
      break;
    case 'move':
      copy.change((transform) => {
        const { doc } = transform;
        if (doc.childCount < 2) return;
        const moved = doc.child(random.below(doc.childCount - 1));
        const start = blockStart(doc, moved);
        transform.delete(start, start + moved.nodeSize);
        transform.insert(transform.doc.content.size, moved);
      });
      break;
    case 'undo':
      copy.undo();
      break;
    case 'redo':
      copy.redo();
      break;
    case 'restore':
      if (versions.length > 0) copy.restore(random.pick(versions));
  }
  return kind;
}

function blockStart(doc: Node, wanted: Node): number {
  let start = 0;
  for (let place = 0; place < doc.childCount; place++) {
    if (doc.child(place) === wanted) return start;
    start += doc.child(place).nodeSize;
  }
  return start;
}
