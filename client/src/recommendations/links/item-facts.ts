import type { Body } from '@concordance/shared/bodies/schema';
import type { Evidence } from '@concordance/shared/evidence/schema';
import type { Risk } from '@concordance/shared/risks/schema';
import type { Trend } from '@concordance/shared/trends/schema';
import type { TFunction } from 'i18next';

/** A record that a recommendation can cite or link, told apart by its kind. */
export type Item =
  | { readonly kind: 'trend'; readonly record: Trend }
  | { readonly kind: 'risk'; readonly record: Risk }
  | { readonly kind: 'evidence'; readonly record: Evidence }
  | { readonly kind: 'body'; readonly record: Body };

/** A record named by what it takes to open it. */
export interface Target {
  readonly kind: Item['kind'];
  readonly id: string;
}

/** A fact's name and words; empty ones are left out. */
export type ItemFact = readonly [name: string, words: string];

/** The register that holds records of this kind, as it stands in addresses. */
export const REGISTER_OF = { trend: 'trends', risk: 'risks', evidence: 'evidence', body: 'bodies' } as const;

/** One or two sentences on what the record says. */
export function itemSummary(item: Item): string {
  return item.kind === 'body' ? item.record.competence : item.record.summary;
}

/** The handful of facts that matter beside a text; everything else is a step away in the register. */
export function itemFacts(t: TFunction<'recommendations'>, item: Item): readonly ItemFact[] {
  const say = (group: string, value: string | null) => (value ? t(`${group}.${value}`) : '');
  return factsOf(item)
    .map(([name, words]): ItemFact => [t(`item.${name}`), words])
    .filter(([, words]) => words !== '');

  function factsOf(one: Item): readonly ItemFact[] {
    switch (one.kind) {
      case 'trend':
        return [
          ['direction', say('direction', one.record.direction)],
          ['horizon', say('term', one.record.horizon)],
          ['confidence', say('confidence', one.record.confidence)],
          ['effect', one.record.effect],
        ];
      case 'risk':
        return [
          ['kind', say('riskKind', one.record.kind)],
          ['likelihood', one.record.likelihood ? t('item.ofFive', { step: one.record.likelihood }) : ''],
          ['impact', one.record.impact ? t('item.ofFive', { step: one.record.impact }) : ''],
          ['consequence', one.record.consequence],
        ];
      case 'evidence':
        return [
          ['kind', say('evidenceKind', one.record.kind)],
          ['source', one.record.sourceTitle ?? ''],
          ['date', one.record.date],
          ['locator', one.record.locator],
          ['state', one.record.state === 'active' ? '' : say('evidenceState', one.record.state)],
          [
            'figures',
            one.record.figures
              .slice(0, 4)
              .map((figure) => `${figure.measure}: ${[figure.value, figure.unit].filter(Boolean).join(' ')}`)
              .join('; '),
          ],
        ];
      case 'body':
        return [
          ['kind', say('bodyKind', one.record.kind)],
          ['abbreviation', one.record.abbreviation],
        ];
    }
  }
}
