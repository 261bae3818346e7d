import { isCopyable, matchPasted, type ReadWords } from '@concordance/shared/history/pasted';
import { originOf, ownerOf, type PastedClaim, type TextState } from '@concordance/shared/history/schema';
import type { Owners } from './authored.ts';
import { type Letters, lettersOf, unsweptDocument, wordsOfState } from './letters.ts';

/** A text as its log has it, and whose its clients are. */
export interface LoggedText {
  readonly log: readonly Uint8Array[];
  readonly owners: Owners;
}

export interface CreditQuestion {
  readonly paster: string;
  readonly claim: PastedClaim;
  readonly target: LoggedText;
  /** The same as `target` where words moved within one text. */
  readonly source: LoggedText;
  /** Kept versions of the source, newest first, as JSON of a `TextState`. */
  readonly versions: readonly string[];
}

/** Clocks of the claim's client whose words are somebody else's: `version` is a place in the question's versions, null for the log. */
export interface Credit {
  readonly from: number;
  readonly to: number;
  readonly userId: string | null;
  readonly version: number | null;
}

export interface CreditAnswer {
  readonly credits: readonly Credit[];
  /** Letters that are somebody else's by this. */
  readonly credited: number;
  /** Letters that match and were credited before, or are the paster's own. */
  readonly own: number;
  /** Words that are long enough to have been copied stand in none of the sources. */
  readonly unfound: boolean;
}

/**
 * Decides whose pasted words are. Believed is only what can be seen: the letters were written by the paster, at the
 * clocks of the claim, and stand the same in the source as it is, as its log remembers it, or in one of its versions. So
 * nobody can put words into another's mouth that this other has not written.
 */
export function creditPasted({ paster, claim, target, source, versions }: CreditQuestion): CreditAnswer {
  const document = unsweptDocument(target.log);
  const copied = source === target ? document : unsweptDocument(source.log);
  try {
    const pasted = pastedLetters(lettersOf(document, false), claim, target.owners, paster);
    const sources = [
      ...[false, true].map((deleted) => sourceWords(lettersOf(copied, deleted), source.owners, source === target ? claim : null)),
      ...versions.map((json) => wordsOfState(JSON.parse(json) as TextState)),
    ];
    return answer(pasted, sources, paster);
  } finally {
    document.destroy();
    copied.destroy();
  }
}

interface Pasted {
  readonly text: string;
  readonly clocks: readonly number[];
  readonly before: number;
}

/** What never stands in a source: pasted words do not go on over what somebody else has put between them. */
const PARTED = '\u0001';

const within = ({ client, from, to }: PastedClaim, letterClient: number, clock: number) =>
  letterClient === client && from <= clock && clock < to;

/** The letters of the claim that are the paster's to give away. */
function pastedLetters({ text, clients, clocks }: Letters, claim: PastedClaim, owners: Owners, paster: string): Pasted {
  const owner = ownerOf(owners);
  const origin = originOf(owners);
  const letters: string[] = [];
  const places: number[] = [];
  let before = 0;
  const push = (letter: string, clock: number) => {
    letters.push(letter);
    places.push(clock);
  };
  for (const [at, letter] of text.split('').entries()) {
    const [client = -1, clock = -1] = [clients[at], clocks[at]];
    if (client === -1) push(letter, -1);
    else if (!within(claim, client, clock)) push(PARTED, -1);
    else if (origin(client, clock)) {
      if (origin(client, clock)?.pastedBy === paster) before += 1;
      push(PARTED, -1);
    } else push(owner(client, clock) === paster ? letter : PARTED, clock);
  }
  return { text: letters.join(''), clocks: places, before };
}

/** What a source says, without the pasted words themselves where it is the same text. */
function sourceWords({ text, clients, clocks }: Letters, owners: Owners, claim: PastedClaim | null): ReadWords {
  const owner = ownerOf(owners);
  const authors: (string | null | undefined)[] = [];
  const letters = text.split('').map((letter, at) => {
    const [client = -1, clock = -1] = [clients[at], clocks[at]];
    const self = claim !== null && within(claim, client, clock);
    authors.push(client === -1 || self ? undefined : (owner(client, clock) ?? null));
    return self ? '\u0002' : letter;
  });
  return { text: letters.join(''), authors };
}

/** The first two sources are the log's: as the text stands, and with what was deleted. */
function answer(pasted: Pasted, sources: readonly ReadWords[], paster: string): CreditAnswer {
  const matches = matchPasted(pasted.text, sources, paster);
  const credits: Credit[] = [];
  let [credited, own, rest] = [0, pasted.before, pasted.text];
  for (const { from, to, source, at } of matches) {
    rest = `${rest.slice(0, from)}${PARTED.repeat(to - from)}${rest.slice(to)}`;
    for (let offset = 0; offset < to - from; offset++) {
      const clock = pasted.clocks[from + offset] ?? -1;
      const author = sources[source]?.authors[at + offset];
      if (clock < 0 || author === undefined) continue;
      if (author === paster) {
        own += 1;
        continue;
      }
      credited += 1;
      const version = source < 2 ? null : source - 2;
      const last = credits.at(-1);
      if (last && last.to === clock && last.userId === author && last.version === version)
        credits[credits.length - 1] = { ...last, to: clock + 1 };
      else credits.push({ from: clock, to: clock + 1, userId: author, version });
    }
  }
  return { credits, credited, own, unfound: rest.split(PARTED).some(isCopyable) };
}
