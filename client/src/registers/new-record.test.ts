import { expect, test } from 'vitest';
import type { FieldSpec } from './definition.ts';
import { draftToSend, emptyDraft, formFields, missingFields } from './new-record.ts';

const fields: readonly FieldSpec[] = [
  { name: 'note', type: 'prose', max: 10 },
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'kind', type: 'choice', values: 'riskKind', options: ['threat', 'opportunity'], nullable: false, required: true },
  { name: 'treatment', type: 'choice', values: 'treatment', options: ['avoid'], nullable: true },
  { name: 'state', type: 'choice', values: 'evidenceState', options: ['active'], nullable: false, inForm: false },
];

test('required fields come first, and what is set elsewhere is left out', () => {
  const { required, rest } = formFields(fields);
  expect(required.map((field) => field.name)).toEqual(['title', 'kind']);
  expect(rest.map((field) => field.name)).toEqual(['note', 'treatment']);
});

test('a draft starts with the choices that must be made and nothing else', () => {
  expect(emptyDraft(formFields(fields).required)).toEqual({ kind: 'threat' });
});

test('only fields that say something are sent', () => {
  expect(draftToSend({ title: 'T', note: '', treatment: null, ids: [], drivers: ['a', '', ' '], flag: false, level: 3 })).toEqual({
    title: 'T',
    drivers: ['a'],
    flag: false,
    level: 3,
  });
});

test('a title of spaces is missing', () => {
  expect(missingFields(fields, { title: '  ', kind: 'threat' })).toEqual(['title']);
  expect(missingFields(fields, { title: 'T', kind: 'threat' })).toEqual([]);
});
