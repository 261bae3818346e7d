import { BODY_KINDS, type Body } from '@concordance/shared/bodies/schema';
import { Cell, Word } from '../registers/cells.tsx';
import type { FieldSpec, RegisterDefinition } from '../registers/definition.ts';

const fields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'kind', type: 'choice', values: 'bodyKind', options: BODY_KINDS, nullable: false, required: true, bulk: true },
  { name: 'abbreviation', type: 'line', max: 40 },
  { name: 'addressee', type: 'flag', bulk: true },
  { name: 'competence', type: 'prose', max: 4000 },
  { name: 'parentId', type: 'record', kinds: ['body'], bulk: true },
  { name: 'note', type: 'prose', max: 4000 },
];

/** Those who are addressed or written about. */
export const bodyRegister: RegisterDefinition<Body> = {
  name: 'bodies',
  fields,
  columns: [
    {
      id: 'abbreviation',
      sort: 'abbreviation',
      width: 96,
      rank: 3,
      edits: ['abbreviation'],
      render: (body) => <Cell muted>{body.abbreviation}</Cell>,
    },
    {
      id: 'kind',
      sort: 'kind',
      width: 132,
      rank: 2,
      edits: ['kind'],
      render: (body) => (
        <Cell muted>
          <Word list="bodyKind" value={body.kind} />
        </Cell>
      ),
    },
    {
      id: 'addressee',
      sort: 'addressee',
      width: 96,
      rank: 2,
      edits: ['addressee'],
      render: (body) => <Cell muted>{body.addressee ? <Word list="yesNo" value="yes" /> : null}</Cell>,
    },
  ],
  filters: [
    { field: 'kind', type: 'values', values: 'bodyKind', options: BODY_KINDS },
    { field: 'addressee', type: 'values', values: 'addressee', options: ['true', 'false'] },
    { field: 'used', type: 'values', values: 'used', options: ['yes', 'no'] },
  ],
  second: (body) => body.competence.split('\n')[0],
  sections: [
    { id: 'body', fields: ['kind', 'abbreviation', 'addressee', 'parentId'] },
    { id: 'competence', fields: ['competence'] },
    { id: 'notes', fields: ['note'] },
  ],
};
