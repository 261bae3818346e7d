import {
  CONFIDENCES,
  HORIZONS,
  type Signal,
  TREND_DIRECTIONS,
  TREND_SCOPES,
  trendFields,
  trendSchema,
} from '@concordance/shared/trends/schema';
import type { Register } from '../registers/register.ts';
import { columnFilter, mentionFilter, yesNoFilter } from '../registers/store.ts';
import { isTied } from '../registers/usage.ts';

/** Trends, with components (other trends below them) and signals (observations with their evidence). */
export const trends: Register = {
  kind: 'trend',
  table: 'trends',
  path: 'trends',
  draft: trendFields,
  record: trendSchema,
  storing: {
    summary: { as: 'text', column: 'summary' },
    drivers: { as: 'json', column: 'drivers' },
    signals: { as: 'json', column: 'signals' },
    scope: { as: 'text', column: 'scope' },
    direction: { as: 'text', column: 'direction' },
    horizon: { as: 'text', column: 'horizon' },
    confidence: { as: 'text', column: 'confidence' },
    effect: { as: 'text', column: 'effect' },
    parentId: { as: 'record', column: 'parent_id', of: 'trend' },
    bodyIds: { as: 'records', of: 'body' },
    evidenceIds: { as: 'records', of: 'evidence' },
    note: { as: 'text', column: 'note' },
  },
  within: (draft): ReturnType<NonNullable<Register['within']>> => {
    const signals = draft['signals'] as readonly Signal[] | undefined;
    if (!signals) return {};
    return { signals: { of: 'evidence', ids: signals.flatMap((signal) => signal.evidenceIds) } };
  },
  words: (draft) => [String(draft['summary'] ?? '')],
  sorts: {
    scope: { column: 'scope', steps: TREND_SCOPES },
    direction: { column: 'direction', steps: TREND_DIRECTIONS },
    horizon: { column: 'horizon', steps: HORIZONS },
    confidence: { column: 'confidence', steps: CONFIDENCES },
  },
  filters: {
    scope: columnFilter('scope'),
    direction: columnFilter('direction'),
    horizon: columnFilter('horizon'),
    confidence: columnFilter('confidence'),
    parent: columnFilter('parent_id'),
    body: mentionFilter('trends', 'bodyIds'),
    answered: yesNoFilter(() => isTied('trends.id', 'answers')),
  },
  detailColumns: ['direction', 'horizon'],
  detail: (row) => [row['direction'], row['horizon']].filter(Boolean).join(' · '),
  fingerprinted: 'trend',
};
