import { CONSENT_LEVELS, CREDIBILITIES, EVIDENCE_KINDS, EVIDENCE_STATES, type Evidence } from '@concordance/shared/evidence/schema';
import { RELIABILITIES } from '@concordance/shared/sources/schema';
import { lazy } from 'react';
import { Cell, Word } from '../registers/cells.tsx';
import type { RegisterDefinition } from '../registers/definition.ts';
import { RatingCells } from '../ui/RatingCells.tsx';
import { evidenceFields } from './evidence-fields.ts';
import { SecondLine } from './SecondLine.tsx';
import { StateMark } from './StateMark.tsx';

// The table does not wait for what only the panel shows.
const AttachmentSection = lazy(async () => ({ default: (await import('./AttachmentSection.tsx')).AttachmentSection }));
const RatingSection = lazy(async () => ({ default: (await import('./RatingSection.tsx')).RatingSection }));
const StateSection = lazy(async () => ({ default: (await import('./StateSection.tsx')).StateSection }));

/** Items that recommendations rest on, each with two judgements that are never merged. */
export const evidenceRegister: RegisterDefinition<Evidence> = {
  name: 'evidence',
  fields: evidenceFields,
  columns: [
    {
      id: 'kind',
      sort: 'kind',
      width: 132,
      rank: 2,
      edits: ['kind'],
      render: (item) => (
        <Cell muted>
          <Word list="evidenceKind" value={item.kind} />
        </Cell>
      ),
    },
    {
      id: 'rating',
      sort: 'credibility',
      width: 64,
      rank: 1,
      edits: ['credibility'],
      render: (item) => <RatingCells reliability={item.reliability} credibility={item.credibility} />,
    },
    { id: 'state', sort: 'state', width: 124, rank: 3, render: (item) => <StateMark item={item} /> },
  ],
  filters: [
    { field: 'kind', type: 'values', values: 'evidenceKind', options: EVIDENCE_KINDS },
    { field: 'rated', type: 'values', values: 'rated', options: ['yes', 'no'] },
    { field: 'state', type: 'values', values: 'evidenceState', options: EVIDENCE_STATES },
    { field: 'used', type: 'values', values: 'used', options: ['yes', 'no'] },
    { field: 'reliability', type: 'values', values: 'reliability', options: RELIABILITIES },
    { field: 'credibility', type: 'values', values: 'credibility', options: CREDIBILITIES.map(String) },
    { field: 'consent', type: 'values', values: 'consent', options: CONSENT_LEVELS },
    { field: 'source', type: 'record', kind: 'source' },
  ],
  second: (item) => <SecondLine item={item} />,
  struck: (item) => item.state === 'withdrawn',
  sections: [
    { id: 'rating', Section: RatingSection },
    { id: 'figures', fields: ['figures'] },
    { id: 'source', fields: ['kind', 'sourceId', 'date', 'locator', 'url', 'language', 'consent'] },
    { id: 'attachment', Section: AttachmentSection },
    { id: 'csl', fields: ['csl'] },
    { id: 'about', fields: ['bodyIds', 'note'] },
    { id: 'state', Section: StateSection },
  ],
};
