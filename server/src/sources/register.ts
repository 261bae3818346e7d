import { sourceFields, sourceSchema } from '@concordance/shared/sources/schema';
import type { Register } from '../registers/register.ts';
import { columnFilter } from '../registers/store.ts';

/** Publishers, authors, institutions and experts, each with its own reliability. */
export const sources: Register = {
  kind: 'source',
  table: 'sources',
  path: 'sources',
  draft: sourceFields,
  record: sourceSchema,
  storing: {
    kind: { as: 'text', column: 'kind' },
    affiliation: { as: 'text', column: 'affiliation' },
    country: { as: 'text', column: 'country' },
    reliability: { as: 'text', column: 'reliability' },
    reliabilityWhy: { as: 'text', column: 'reliability_why' },
    reliabilityBy: { as: 'text', column: 'reliability_by' },
    reliabilityOn: { as: 'text', column: 'reliability_on' },
    bodyId: { as: 'record', column: 'body_id', of: 'body' },
    note: { as: 'text', column: 'note' },
  },
  words: (draft) => [String(draft['affiliation'] ?? ''), String(draft['country'] ?? '')],
  sorts: { kind: 'kind', country: 'country', reliability: 'reliability', affiliation: 'affiliation' },
  filters: { kind: columnFilter('kind'), reliability: columnFilter('reliability'), country: columnFilter('country') },
  offered: { country: 'country' },
  detailColumns: ['kind'],
  detail: (row) => String(row['kind']),
  fingerprinted: null,
};
