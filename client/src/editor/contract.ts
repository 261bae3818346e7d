import type { CitedKind } from '@concordance/shared/editor/citation';
import type { EditorJson } from '@concordance/shared/editor/json';
import type { TextBlock } from '@concordance/shared/editor/read';
import type { Found } from '@concordance/shared/find/schema';
import type { Anchor } from '@concordance/shared/threads/schema';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

/** What the editor shows of a cited record. The page knows it from its own queries; the editor asks and never fetches. */
export interface CitedRecord {
  readonly kind: CitedKind;
  /** The spoken reference, such as `EVD-12`. */
  readonly ref: string;
  readonly title: string;
  /** What a citation shows instead of the title where there is room for a few letters only; empty means the reference. */
  readonly short: string;
  /** active, superseded, withdrawn or archived. */
  readonly state: string;
  /** The record has changed in substance since it was cited here, and nobody has said that it still holds. */
  readonly suspect?: boolean;
  /** A second line for cards: source and rating, direction, likelihood and impact. */
  readonly detail: string;
}

export interface MentionablePerson {
  readonly id: string;
  readonly name: string;
}

export interface EditorProps {
  /** One document for the life of one mounted editor: give the component a `key` of the document's id. */
  readonly doc: Doc;
  /** Goes with words that are copied from this text, so that whoever pastes them can say where they came from. */
  readonly documentId: string;
  /** Words came into the text by this window that somebody may have written before. */
  readonly onBrought?: (words: BroughtWords) => void;
  readonly awareness: Awareness;
  readonly editable: boolean;
  /** A new function makes the citations and the margin look their records up again, so keep it stable while nothing changed. */
  readonly lookup: (recordId: string) => CitedRecord | undefined;
  readonly onFind: (query: string, kinds: readonly CitedKind[]) => Promise<readonly Found[]>;
  readonly people: readonly MentionablePerson[];
  /** Who wrote which words; given, they are coloured by it. */
  readonly authors?: AuthorLookup | null;
  readonly onOpenRecord: (recordId: string) => void;
  /** What is said about words of this text, and what the page does with it; a text without has none of it. */
  readonly talk?: TextTalk | null;
  /** Accessible name of the text field: what text this is. */
  readonly label: string;
  /** Receives the handle once the text can be used, and null when it goes. */
  readonly onHandle?: (handle: EditorHandle | null) => void;
}

/** A thread about words of the text, as far as the text and its margin show it. */
export interface TextThread {
  readonly id: string;
  readonly anchor: Anchor;
  /** Wording proposed in place of the words and not decided on; null where there is none. */
  readonly proposal: { readonly kind: 'replace' | 'insert' | 'delete'; readonly text: string } | null;
  readonly ended: boolean;
  /** Who began it, and how it begins: for the note beside its words. */
  readonly who: string;
  readonly words: string;
  readonly remarks: number;
  readonly unread: boolean;
}

export interface TextTalk {
  /** The same list while nothing changed: another one is drawn anew. */
  readonly threads: readonly TextThread[];
  readonly active: string | null;
  readonly onThread: (id: string) => void;
  /** Somebody wants to say something about the selection, or at the caret; null where they may not. */
  readonly onRemark: ((wish: RemarkWish) => void) | null;
  /** False where the whole list stands beside the text: notes in the margin would say everything twice. */
  readonly notes: boolean;
}

export interface RemarkWish {
  readonly kind: 'comment' | 'suggest';
  /** The selected words; null for a caret. */
  readonly words: Anchor | null;
  /** The place of the caret, where words can be put in. */
  readonly caret: Anchor;
}

/** Where a thread's words stand in the text now, or that they are gone. */
export type ThreadPlace =
  | { readonly kind: 'words'; readonly from: number; readonly to: number; readonly words: string }
  | { readonly kind: 'removed' };

export interface ThreadPlacesStore {
  subscribe(listener: () => void): () => void;
  /** By thread; empty until the text has been looked through once. */
  get(): ReadonlyMap<string, ThreadPlace>;
}

/** Words that this window brought in: from which text, and at which clocks of its Yjs client. */
export interface BroughtWords {
  readonly source: string;
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

export interface TextAuthor {
  /** Who it is, and who pasted the words where that was another. */
  readonly title: string;
  readonly initials: string;
  /** Index into the palette of presence colours. */
  readonly colour: number;
}

/** The author of the character written at this client and clock; undefined where nobody is known. */
export type AuthorLookup = (client: number, clock: number) => TextAuthor | undefined;

/** What the page around the editor may ask of it. */
export interface EditorHandle {
  focus(): void;
  /** Opens the search of `[[` at the caret, as if it had been typed. */
  cite(): void;
  openFind(): void;
  /** Brings a block of the margin into view and puts the caret there; the number is its place in `blocks(json)`. */
  showBlock(index: number): void;
  /** Brings the first citation of a record into view; false when the text does not cite it. */
  showCitation(recordId: string): boolean;
  /** Brings the words of a thread into view; false when they are gone. */
  showThread(id: string): boolean;
  /** Where the threads of the text stand, told a moment after it changes; see `useThreadPlaces`. */
  readonly threads: ThreadPlacesStore;
  /** The selected words as an anchor; null where nothing is selected, or more than a remark can be about. */
  selectedAnchor(): Anchor | null;
  /** Numbers about the text, told apart from React so that typing renders nothing; see `useTextFacts`. */
  readonly facts: TextFactsStore;
  /** The text as it stands. */
  json(): EditorJson;
  /** The blocks of the text as they stand, told a moment after they change; see `useTextBlocks`. */
  readonly blocks: TextBlocksStore;
}

export interface TextBlocksStore {
  subscribe(listener: () => void): () => void;
  get(): readonly TextBlock[];
}

export interface TextFacts {
  readonly words: number;
  readonly citations: number;
  /** Blocks that claim something and cite nothing. */
  readonly bare: number;
}

export interface TextFactsStore {
  subscribe(listener: () => void): () => void;
  get(): TextFacts;
}
