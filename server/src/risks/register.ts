import { riskFields, riskSchema } from '@concordance/shared/risks/schema';
import type { Register } from '../registers/register.ts';
import { columnFilter, mentionFilter, yesNoFilter } from '../registers/store.ts';
import { isTied } from '../registers/usage.ts';

/** Threats and opportunities (ISO 31000). */
export const risks: Register = {
  kind: 'risk',
  table: 'risks',
  path: 'risks',
  draft: riskFields,
  record: riskSchema,
  storing: {
    kind: { as: 'text', column: 'kind' },
    subject: { as: 'text', column: 'subject' },
    summary: { as: 'text', column: 'summary' },
    source: { as: 'text', column: 'source' },
    event: { as: 'text', column: 'event' },
    consequence: { as: 'text', column: 'consequence' },
    likelihood: { as: 'number', column: 'likelihood' },
    impact: { as: 'number', column: 'impact' },
    basis: { as: 'text', column: 'basis' },
    ownerId: { as: 'person', column: 'owner_id' },
    treatment: { as: 'text', column: 'treatment' },
    residualLikelihood: { as: 'number', column: 'residual_likelihood' },
    residualImpact: { as: 'number', column: 'residual_impact' },
    reviewOn: { as: 'text', column: 'review_on' },
    trendIds: { as: 'records', of: 'trend' },
    bodyIds: { as: 'records', of: 'body' },
    evidenceIds: { as: 'records', of: 'evidence' },
    note: { as: 'text', column: 'note' },
  },
  words: (draft) => [String(draft['subject'] ?? ''), String(draft['summary'] ?? '')],
  sorts: { kind: 'kind', subject: 'subject', likelihood: 'likelihood', impact: 'impact', treatment: 'treatment', reviewOn: 'review_on' },
  filters: {
    kind: columnFilter('kind'),
    subject: columnFilter('subject'),
    treatment: columnFilter('treatment'),
    likelihood: columnFilter('likelihood'),
    impact: columnFilter('impact'),
    owner: columnFilter('owner_id'),
    body: mentionFilter('risks', 'bodyIds'),
    treated: yesNoFilter(() => isTied('risks.id', 'treats')),
  },
  offered: { subject: 'subject' },
  detailColumns: ['subject', 'kind'],
  detail: (row) => [row['subject'], row['kind']].filter(Boolean).join(' · '),
  fingerprinted: 'risk',
};
