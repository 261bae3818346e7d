import type { CitedKind } from '@concordance/shared/editor/citation';
import type { EditorJson } from '@concordance/shared/editor/json';
import type { TextBlock } from '@concordance/shared/editor/read';
import type { Found } from '@concordance/shared/find/schema';
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
  readonly awareness: Awareness;
  readonly editable: boolean;
  /** A new function makes the citations and the margin look their records up again, so keep it stable while nothing changed. */
  readonly lookup: (recordId: string) => CitedRecord | undefined;
  readonly onFind: (query: string, kinds: readonly CitedKind[]) => Promise<readonly Found[]>;
  readonly people: readonly MentionablePerson[];
  /** Who wrote which words; given, they are coloured by it. */
  readonly authors?: AuthorLookup | null;
  readonly onOpenRecord: (recordId: string) => void;
  /** Accessible name of the text field: what text this is. */
  readonly label: string;
  /** Receives the handle once the text can be used, and null when it goes. */
  readonly onHandle?: (handle: EditorHandle | null) => void;
}

export interface TextAuthor {
  readonly name: string;
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
