import { RISK_KINDS, type Risk, TREATMENT_OPTIONS } from '@concordance/shared/risks/schema';
import { Cell, DayCell, LevelPair, Word } from '../registers/cells.tsx';
import type { RegisterDefinition } from '../registers/definition.ts';
import { RiskMatrixSection } from './RiskMatrixSection.tsx';
import { LEVELS, riskFields } from './risk-fields.ts';

const levelWords = LEVELS.map(String);

export const riskRegister: RegisterDefinition<Risk> = {
  name: 'risks',
  fields: riskFields,
  columns: [
    {
      id: 'kind',
      sort: 'kind',
      width: 116,
      rank: 2,
      edits: ['kind'],
      render: (risk) => (
        <Cell muted>
          <Word list="riskKind" value={risk.kind} />
        </Cell>
      ),
    },
    {
      id: 'level',
      sort: 'likelihood',
      width: 104,
      rank: 1,
      edits: ['likelihood', 'impact'],
      render: (risk) => <LevelPair likelihood={risk.likelihood} impact={risk.impact} />,
    },
    {
      id: 'treatment',
      sort: 'treatment',
      width: 148,
      rank: 3,
      edits: ['treatment'],
      render: (risk) => (
        <Cell muted>
          <Word list="treatment" value={risk.treatment} />
        </Cell>
      ),
    },
    { id: 'reviewOn', sort: 'reviewOn', width: 104, rank: 3, edits: ['reviewOn'], render: (risk) => <DayCell day={risk.reviewOn} /> },
  ],
  filters: [
    { field: 'kind', type: 'values', values: 'riskKind', options: RISK_KINDS },
    { field: 'subject', type: 'said' },
    { field: 'likelihood', type: 'values', values: 'likelihood', options: levelWords },
    { field: 'impact', type: 'values', values: 'impact', options: levelWords },
    { field: 'treatment', type: 'values', values: 'treatment', options: TREATMENT_OPTIONS },
    { field: 'owner', type: 'person' },
    { field: 'treated', type: 'values', values: 'yesNo', options: ['yes', 'no'] },
    { field: 'used', type: 'values', values: 'used', options: ['yes', 'no'] },
  ],
  second: (risk) => risk.subject,
  sections: [
    { id: 'level', Section: RiskMatrixSection },
    { id: 'cause', fields: ['basis', 'source', 'event', 'consequence'] },
    { id: 'treatment', fields: ['treatment', 'ownerId', 'reviewOn'] },
    { id: 'about', fields: ['kind', 'subject', 'trendIds', 'evidenceIds', 'bodyIds', 'note'] },
  ],
};
