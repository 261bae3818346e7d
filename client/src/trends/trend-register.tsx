import { CONFIDENCES, HORIZONS, TREND_DIRECTIONS, TREND_SCOPES, type Trend } from '@concordance/shared/trends/schema';
import { Cell, Direction, Word } from '../registers/cells.tsx';
import type { FieldSpec, RegisterDefinition } from '../registers/definition.ts';
import { ComponentsSection } from './ComponentsSection.tsx';
import { SignalsEdit, SignalsShow } from './Signals.tsx';

const fields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'summary', type: 'prose', max: 4000 },
  { name: 'direction', type: 'choice', values: 'direction', options: TREND_DIRECTIONS, nullable: true, bulk: true },
  { name: 'horizon', type: 'choice', values: 'horizon', options: HORIZONS, nullable: true, bulk: true },
  { name: 'confidence', type: 'choice', values: 'confidence', options: CONFIDENCES, nullable: true, bulk: true },
  { name: 'scope', type: 'choice', values: 'scope', options: TREND_SCOPES, nullable: true, bulk: true },
  { name: 'drivers', type: 'lines', max: 50 },
  { name: 'signals', type: 'custom', Edit: SignalsEdit, Show: SignalsShow },
  { name: 'effect', type: 'line', max: 500 },
  { name: 'parentId', type: 'record', kinds: ['trend'], bulk: true },
  { name: 'evidenceIds', type: 'records', kinds: ['evidence'] },
  { name: 'bodyIds', type: 'records', kinds: ['body'] },
  { name: 'note', type: 'prose', max: 4000 },
];

/** Where the world is heading, with the signals that say so. */
export const trendRegister: RegisterDefinition<Trend> = {
  name: 'trends',
  fields,
  columns: [
    {
      id: 'direction',
      sort: 'direction',
      width: 112,
      rank: 1,
      edits: ['direction'],
      render: (trend) => <Direction direction={trend.direction} />,
    },
    {
      id: 'scope',
      sort: 'scope',
      width: 124,
      rank: 3,
      edits: ['scope'],
      render: (trend) => (
        <Cell muted>
          <Word list="scope" value={trend.scope} />
        </Cell>
      ),
    },
    {
      id: 'horizon',
      sort: 'horizon',
      width: 108,
      rank: 2,
      edits: ['horizon'],
      render: (trend) => (
        <Cell muted>
          <Word list="horizon" value={trend.horizon} />
        </Cell>
      ),
    },
    {
      id: 'confidence',
      sort: 'confidence',
      width: 104,
      rank: 3,
      edits: ['confidence'],
      render: (trend) => (
        <Cell muted>
          <Word list="confidence" value={trend.confidence} />
        </Cell>
      ),
    },
  ],
  filters: [
    { field: 'scope', type: 'values', values: 'scope', options: TREND_SCOPES },
    { field: 'direction', type: 'values', values: 'direction', options: TREND_DIRECTIONS },
    { field: 'horizon', type: 'values', values: 'horizon', options: HORIZONS },
    { field: 'confidence', type: 'values', values: 'confidence', options: CONFIDENCES },
    { field: 'parent', type: 'record', kind: 'trend', none: true },
    { field: 'body', type: 'record', kind: 'body' },
    { field: 'used', type: 'values', values: 'used', options: ['yes', 'no'] },
  ],
  second: (trend) => trend.effect,
  sections: [
    { id: 'trend', fields: ['direction', 'horizon', 'confidence', 'scope', 'effect'] },
    { id: 'components', Section: ComponentsSection },
    { id: 'signals', fields: ['signals', 'drivers'] },
    { id: 'about', fields: ['evidenceIds', 'bodyIds', 'note'] },
  ],
};
