import type { Role } from '@concordance/shared/identity/schema';
import type { Anchor } from '@concordance/shared/threads/schema';
import type { MentionedPerson } from './mention-text.ts';

/** Somebody of the programme, with the colour of their face. */
export interface Colleague extends MentionedPerson {
  readonly role: Role;
  readonly colour: number;
}

/** What a list of cards shares with each of them. */
export interface CardHouse {
  readonly programmeId: string;
  /** The record whose threads these are. */
  readonly subjectId: string;
  readonly people: readonly Colleague[];
  /** Brings the words of a thread into view; left out where there is no text. */
  readonly onShow?: ((id: string) => void) | undefined;
  readonly onActive: (id: string | null) => void;
  /** The words that are selected in the text now; left out where there is no text. */
  readonly selected?: (() => Anchor | null) | undefined;
  /** Says beside the cards what became of many of them at once: the card it was asked at may be gone by then. */
  readonly onTold?: ((words: string | null) => void) | undefined;
  /** Address of a thread that can be sent to somebody. */
  readonly linkTo: (id: string) => string;
}
