import { bodyFields, bodySchema } from '@concordance/shared/bodies/schema';
import type { Register } from '../registers/register.ts';
import { columnFilter } from '../registers/store.ts';

/** Who is addressed or written about. */
export const bodies: Register = {
  kind: 'body',
  table: 'bodies',
  path: 'bodies',
  draft: bodyFields,
  record: bodySchema,
  storing: {
    abbreviation: { as: 'text', column: 'abbreviation' },
    kind: { as: 'text', column: 'kind' },
    addressee: { as: 'flag', column: 'addressee' },
    competence: { as: 'text', column: 'competence' },
    parentId: { as: 'record', column: 'parent_id', of: 'body' },
    note: { as: 'text', column: 'note' },
  },
  words: (draft) => [String(draft['abbreviation'] ?? '')],
  sorts: { kind: 'kind', abbreviation: 'abbreviation', addressee: 'addressee' },
  filters: {
    kind: columnFilter('kind'),
    addressee: (where, values) => where('addressee' as never, 'in', values.map((value) => (value === 'true' ? 1 : 0)) as never),
  },
  detailColumns: ['kind'],
  detail: (row) => String(row['kind']),
  fingerprinted: 'body',
};
