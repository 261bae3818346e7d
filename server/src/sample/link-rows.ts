import type { CitationAttributes } from '@concordance/shared/editor/citation';
import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import { linkDraft } from '@concordance/shared/links/schema';
import { newId } from '../ids.ts';
import type { SeenColumns } from '../links/targets.ts';
import { citedOnce, FIRST_CITED } from '../recommendations/text.ts';
import type { LinkTable } from '../storage/tables.ts';
import type { SampleRecord } from './files.ts';
import type { Loading } from './register-rows.ts';

interface SampleLink {
  readonly kind: string;
  readonly target: string;
}

const TARGET_KIND = { answers: 'trend', treats: 'risk', rests: 'evidence' } as const;

/** What a link points at, and how it stands as the link is written. */
export type SeenTargets = (target: { readonly kind: LinkedKind; readonly id: string }) => SeenColumns;

/** Targets of all links and citations, for one reading of their fingerprints. */
export function linkTargets(loading: Loading, recommendations: readonly SampleRecord[], cited: readonly CitationAttributes[]) {
  const declared = recommendations.flatMap((record) => linksOf(record).map(({ target }) => loading.keys.record(target)));
  return [
    ...declared.map(({ id, kind }) => ({ id, kind: kind as LinkedKind })),
    ...cited.map(({ record, kind }) => ({ id: record, kind })),
  ];
}

/** The links of one recommendation: those it declares, then one for each record that its text cites. */
export function linkRows(
  loading: Loading,
  recommendation: SampleRecord,
  cited: readonly CitationAttributes[],
  seen: SeenTargets,
): readonly LinkTable[] {
  const declared = linksOf(recommendation).map((link) => declaredRow(loading, recommendation, link, seen));
  const citing = citedOnce(cited).map(({ record, kind, locator }) => ({
    ...blank(loading, recommendation),
    kind: 'cites',
    target_kind: kind,
    target_id: record,
    locator,
    ...seen({ kind, id: record }),
  }));
  return [
    ...declared.map((row, place) => ({ ...row, position: place })),
    ...citing.map((row, place) => ({ ...row, position: FIRST_CITED + place })),
  ];
}

function linksOf(recommendation: SampleRecord): readonly SampleLink[] {
  return (recommendation['links'] ?? []) as readonly SampleLink[];
}

function declaredRow(loading: Loading, recommendation: SampleRecord, { target, ...rest }: SampleLink, seen: SeenTargets): LinkTable {
  const { id, kind: targetKind } = loading.keys.record(target);
  const link = linkDraft.parse({ ...rest, targetId: id });
  const kind = TARGET_KIND[link.kind];
  if (kind !== targetKind) throw new Error(`${recommendation.key} of the sample ${link.kind} ${target}, which is no ${kind}`);
  return {
    ...blank(loading, recommendation),
    kind: link.kind,
    target_kind: kind,
    target_id: id,
    note: link.note,
    ...seen({ kind, id }),
    ...(link.kind === 'rests' ? { stance: link.stance, locator: link.locator } : {}),
    ...(link.kind === 'treats' ? { residual_likelihood: link.residualLikelihood, residual_impact: link.residualImpact } : {}),
  };
}

function blank(loading: Loading, recommendation: SampleRecord) {
  return {
    id: newId(),
    programme_id: loading.programmeId,
    recommendation_id: loading.keys.record(recommendation.key).id,
    version: 1,
    note: '',
    stance: null,
    locator: '',
    residual_likelihood: null,
    residual_impact: null,
    position: 0,
    created_at: loading.at,
    created_by: loading.keys.person(String(recommendation['owner'] ?? 'lead')),
  };
}
