import { z } from 'zod';
import type { EditorJson } from '../editor/json.ts';
import { requiredLine } from '../registers/schema.ts';

/** Why a version was kept. `visit` is what a person saw last; the timeline leaves it out. */
export const VERSION_CAUSES = [
  'rest',
  'status',
  'named',
  'restored',
  'before-restore',
  'round-table',
  'edition',
  'delivery',
  'visit',
] as const;
export type VersionCause = (typeof VERSION_CAUSES)[number];

/** Acts from which people ask what has changed since, the reader's own last visit aside. */
export const MOMENTS = ['round-table', 'edition', 'delivery'] as const;
export type Moment = (typeof MOMENTS)[number];

const named = z.object({ id: z.string(), name: z.string() });

export const versionSummary = z.object({
  /** From 0, without gaps. */
  number: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  cause: z.enum(VERSION_CAUSES),
  name: z.string(),
  /** What belongs to the cause: the status that began, the number that was restored, the edition's name. */
  note: z.string(),
  by: named.nullable(),
  /** Who wrote since the version before. */
  writers: z.array(named),
  words: z.number().int().nonnegative(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

export const textHistory = z.object({
  versions: z.array(versionSummary),
  /** Older versions remain below the last of these. */
  more: z.boolean(),
  /** The newest version of each kind from which one asks "what has changed since"; null where there is none. */
  since: z.object({
    visit: versionSummary.nullable(),
    'round-table': versionSummary.nullable(),
    edition: versionSummary.nullable(),
    delivery: versionSummary.nullable(),
  }),
});
export type TextHistory = z.infer<typeof textHistory>;

/** A text with the author of each run of words: `by` is a place in `people`, absent where nobody is known. */
export interface AuthoredJson extends EditorJson {
  readonly by?: number;
  readonly content?: readonly AuthoredJson[];
}

/** A full state of a text. */
export interface TextState {
  readonly people: readonly string[];
  readonly doc: AuthoredJson;
}

/** A version with its text. */
export interface VersionText {
  readonly version: VersionSummary | null;
  readonly doc: EditorJson;
}

export const newVersion = z.object({ name: requiredLine(120) });

/** How much of a text that stands now is whose. */
export const contribution = z.object({
  person: named.nullable(),
  words: z.number().int().nonnegative(),
  sections: z.array(z.object({ title: z.string(), words: z.number().int().nonnegative() })),
});
export const contributions = z.object({ words: z.number().int(), people: z.array(contribution) });
export type Contributions = z.infer<typeof contributions>;

/** Whose the clients of a document are: what a screen needs to colour words by their author. */
export const authorship = z.object({
  people: z.array(named.extend({ colour: z.number().int() })),
  clients: z.array(z.object({ client: z.number(), userId: z.string() })),
  /**
   * Runs of clocks that belong to somebody else than the client's owner, from the first to behind the last: restored, or
   * pasted by somebody. Nobody's where who wrote them may not be named.
   */
  origins: z.array(
    z.object({ client: z.number(), from: z.number(), to: z.number(), userId: z.string().nullable(), pastedBy: z.string().optional() }),
  ),
});
export type Authorship = z.infer<typeof authorship>;

type Owners = Pick<Authorship, 'clients' | 'origins'>;

/** The run that says who wrote what came in at a clock by another hand; undefined for what its own client's owner wrote. */
export function originOf({ origins }: Pick<Owners, 'origins'>) {
  const byClient = Map.groupBy(origins, (one) => one.client);
  return (client: number, clock: number) => byClient.get(client)?.find((one) => one.from <= clock && clock < one.to);
}

/** Whom a run of clocks belongs to; undefined where nobody is known. */
export function ownerOf(authors: Owners) {
  const clients = new Map(authors.clients.map((one) => [one.client, one.userId]));
  const origin = originOf(authors);
  return (client: number, clock: number): string | undefined => {
    const other = origin(client, clock);
    return other ? (other.userId ?? undefined) : clients.get(client);
  };
}

/** Says that words just pasted into a text were copied from another of the programme, or from elsewhere in the same. */
export const pastedClaim = z.object({
  /** The document they were copied from. */
  source: z.string().min(1).max(64),
  /** Under which Yjs client they came in, and at which clocks: from the first to behind the last. */
  client: z.number().int().nonnegative(),
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
});
export type PastedClaim = z.infer<typeof pastedClaim>;

/** What the server found true of it: how many letters are somebody else's now, and how many were already or are the paster's own. */
export const pastedAnswer = z.object({ credited: z.number().int().nonnegative(), own: z.number().int().nonnegative() });
export type PastedAnswer = z.infer<typeof pastedAnswer>;
