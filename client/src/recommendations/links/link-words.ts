import type { Link } from '@concordance/shared/links/schema';
import type { TFunction } from 'i18next';

type Words = TFunction<'recommendations'>;

/** "hardening · short term" in our words: the direction of a trend and how far it reaches. */
export function trendLine(t: Words, link: Link): string {
  const { direction, horizon } = link.target.detail;
  return [direction ? t(`direction.${direction}`) : '', horizon ? t(`term.${horizon}`) : ''].filter(Boolean).join(' · ');
}

/** The source of an item and where in it: "Statistics Committee · p. 14". */
export function evidenceLine(link: Link): string {
  return [link.target.detail.source ?? '', link.locator].filter(Boolean).join(' · ');
}

/** "5 → 3", or one number where nothing is said of afterwards. */
export function change(before: number | null | undefined, after: number | null): string {
  if (!before) return after ? `– → ${after}` : '–';
  return after ? `${before} → ${after}` : String(before);
}

/** One line about a link for the cards of the margin, which say the place in the item themselves. */
export function linkLine(t: Words, link: Link): string {
  const { detail } = link.target;
  switch (link.target.kind) {
    case 'trend':
      return trendLine(t, link);
    case 'risk':
      return [
        `${t('links.likelihood')} ${change(detail.likelihood, link.residualLikelihood)}`,
        `${t('links.impact')} ${change(detail.impact, link.residualImpact)}`,
      ].join(' · ');
    case 'evidence': {
      const rating = detail.reliability || detail.credibility ? `${detail.reliability ?? '–'} | ${detail.credibility ?? '–'}` : '';
      return [detail.source ?? '', rating, link.stance ? t(`stance.${link.stance}`) : ''].filter(Boolean).join(' · ');
    }
    case 'body':
      return '';
  }
}
