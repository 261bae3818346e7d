import { RELIABILITIES, SOURCE_KINDS, type Source } from '@concordance/shared/sources/schema';
import { Cell, Letter, Word } from '../registers/cells.tsx';
import type { FieldSpec, RegisterDefinition } from '../registers/definition.ts';
import { ReliabilitySection } from './ReliabilitySection.tsx';
import { SourceItemsSection } from './SourceItemsSection.tsx';

const fields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'kind', type: 'choice', values: 'sourceKind', options: SOURCE_KINDS, nullable: false, required: true, bulk: true },
  { name: 'affiliation', type: 'line', max: 300, bulk: true },
  { name: 'country', type: 'line', max: 120, bulk: true },
  { name: 'reliability', type: 'choice', values: 'reliabilityFull', options: RELIABILITIES, nullable: true, bulk: true },
  { name: 'reliabilityWhy', type: 'prose', max: 2000 },
  { name: 'bodyId', type: 'record', kinds: ['body'], bulk: true },
  { name: 'note', type: 'prose', max: 4000 },
];

/** Publishers, authors, institutions and experts, with how far they can be relied on. */
export const sourceRegister: RegisterDefinition<Source> = {
  name: 'sources',
  fields,
  columns: [
    {
      id: 'kind',
      sort: 'kind',
      width: 116,
      rank: 2,
      edits: ['kind'],
      render: (source) => (
        <Cell muted>
          <Word list="sourceKind" value={source.kind} />
        </Cell>
      ),
    },
    { id: 'country', sort: 'country', width: 128, rank: 3, edits: ['country'], render: (source) => <Cell muted>{source.country}</Cell> },
    {
      id: 'reliability',
      sort: 'reliability',
      width: 172,
      rank: 1,
      edits: ['reliability'],
      render: (source) => <Letter list="reliability" value={source.reliability} />,
    },
  ],
  filters: [
    { field: 'kind', type: 'values', values: 'sourceKind', options: SOURCE_KINDS },
    { field: 'reliability', type: 'values', values: 'reliability', options: RELIABILITIES },
    { field: 'country', type: 'said' },
    { field: 'used', type: 'values', values: 'used', options: ['yes', 'no'] },
  ],
  second: (source) => source.affiliation,
  sections: [
    { id: 'reliability', Section: ReliabilitySection },
    { id: 'about', fields: ['kind', 'affiliation', 'country', 'bodyId', 'note'] },
    { id: 'items', Section: SourceItemsSection },
  ],
};
