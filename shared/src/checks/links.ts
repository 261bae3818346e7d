import type { Found, LinkFact, Rule } from './schema.ts';

/** A citation in the text is a tie like any other. */
const tiedTo = (links: readonly LinkFact[], kind: LinkFact['target']['kind']) => links.filter((link) => link.target.kind === kind);
const onlyOnce = (links: readonly LinkFact[]) => [...new Map(links.map((link) => [link.target.id, link])).values()];
const one = (link: LinkFact) => ({ kind: 'link', linkId: link.id, targetId: link.target.id }) as const;
const nothing = (rule: Found['rule'], section: 'answers' | 'treats' | 'rests'): Found => ({
  rule,
  place: { kind: 'links', section },
  words: {},
});

const noTrend: Rule = ({ links }) => (tiedTo(links, 'trend').length === 0 ? [nothing('no-trend', 'answers')] : []);
const noRisk: Rule = ({ links }) => (tiedTo(links, 'risk').length === 0 ? [nothing('no-risk', 'treats')] : []);
const noEvidence: Rule = ({ links }) => (tiedTo(links, 'evidence').length === 0 ? [nothing('no-evidence', 'rests')] : []);

/** One item is one source as well. Items whose source nobody noted prove no second source. */
const oneSource: Rule = ({ links }) => {
  const items = onlyOnce(tiedTo(links, 'evidence'));
  const sources = new Set(items.map((link) => link.target.sourceId).filter((id) => id !== null));
  if (items.length === 0 || sources.size > 1 || (items.length > 1 && sources.size === 0)) return [];
  return [{ rule: 'one-source', place: { kind: 'links', section: 'rests' }, words: { count: items.length } }];
};

const oneKind: Rule = ({ links }) => {
  const items = onlyOnce(tiedTo(links, 'evidence'));
  const [kind, ...others] = new Set(items.map((link) => link.target.evidenceKind));
  if (items.length < 2 || others.length > 0 || !kind) return [];
  return [{ rule: 'one-kind', place: { kind: 'links', section: 'rests' }, words: { count: items.length, kind } }];
};

const evidenceGone: Rule = ({ links }) =>
  onlyOnce(tiedTo(links, 'evidence'))
    .filter(({ target }) => target.state === 'withdrawn' || target.state === 'superseded')
    .map((link) => ({
      rule: 'evidence-gone',
      place: one(link),
      words: { ref: link.target.ref, title: link.target.title, state: link.target.state ?? '' },
    }));

const suspectLink: Rule = ({ links }) =>
  onlyOnce(links.filter((link) => link.suspect).reverse()).map((link) => ({
    rule: 'suspect-link',
    place: one(link),
    words: { ref: link.target.ref, title: link.target.title },
  }));

/** What a recommendation is tied to, and how those stand. */
export const linkRules: readonly Rule[] = [noTrend, noRisk, noEvidence, oneSource, oneKind, evidenceGone, suspectLink];
