import { type Link, STANCES } from '@concordance/shared/links/schema';

export type Stance = (typeof STANCES)[number];

/** The links of a recommendation in the order of an argument. */
export interface LinkGroups {
  readonly answers: readonly Link[];
  readonly treats: readonly Link[];
  /** Only the stances that occur, in the order supports, opposes, qualifies. */
  readonly rests: readonly { readonly stance: Stance; readonly links: readonly Link[] }[];
  /** Items that the text cites and nobody has linked yet, by the section they would belong to. */
  readonly cited: { readonly answers: readonly Link[]; readonly treats: readonly Link[]; readonly rests: readonly Link[] };
  /** How many linked evidence items there are, and from how many named sources. */
  readonly evidence: { readonly items: number; readonly sources: number };
  /** Everything the panel shows. */
  readonly total: number;
}

/** The kind of link that ties a target of this kind; a body is addressed, never linked. */
export function linkKindFor(target: Link['target']['kind']): 'answers' | 'treats' | 'rests' | null {
  switch (target) {
    case 'trend':
      return 'answers';
    case 'risk':
      return 'treats';
    case 'evidence':
      return 'rests';
    case 'body':
      return null;
  }
}

/** Sorts a recommendation's links into the sections of the panel. An item that is both cited and linked shows once, as linked. */
export function groupLinks(links: readonly Link[]): LinkGroups {
  const declared = links.filter((link) => link.kind !== 'cites');
  const linked = new Set(declared.map((link) => link.target.id));
  const seen = new Set<string>();
  const cited = links.filter((link) => {
    if (link.kind !== 'cites' || linked.has(link.target.id) || seen.has(link.target.id)) return false;
    seen.add(link.target.id);
    return linkKindFor(link.target.kind) !== null;
  });
  const rests = declared.filter((link) => link.kind === 'rests');
  const sources = new Set(rests.map((link) => link.target.detail.source).filter(Boolean));
  return {
    answers: declared.filter((link) => link.kind === 'answers'),
    treats: declared.filter((link) => link.kind === 'treats'),
    rests: STANCES.map((stance) => ({ stance, links: rests.filter((link) => (link.stance ?? 'supports') === stance) })).filter(
      (group) => group.links.length > 0,
    ),
    cited: {
      answers: cited.filter((link) => link.target.kind === 'trend'),
      treats: cited.filter((link) => link.target.kind === 'risk'),
      rests: cited.filter((link) => link.target.kind === 'evidence'),
    },
    evidence: { items: rests.length, sources: sources.size },
    total: declared.length + cited.length,
  };
}
