import { CONSENT_LEVELS, CREDIBILITIES, EVIDENCE_KINDS, EVIDENCE_STATES } from '@concordance/shared/evidence/schema';
import { lazy } from 'react';
import type { FieldSpec } from '../registers/definition.ts';

const CslEdit = lazy(async () => ({ default: (await import('./CslFields.tsx')).CslEdit }));
const CslShow = lazy(async () => ({ default: (await import('./CslFields.tsx')).CslShow }));
const FiguresEdit = lazy(async () => ({ default: (await import('./Figures.tsx')).FiguresEdit }));
const FiguresShow = lazy(async () => ({ default: (await import('./Figures.tsx')).FiguresShow }));

/** The fields of an item of evidence. Its state changes by its own act, with a reason, and is in no form. */
export const evidenceFields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300, required: true },
  { name: 'kind', type: 'choice', values: 'evidenceKind', options: EVIDENCE_KINDS, nullable: false, required: true, bulk: true },
  { name: 'summary', type: 'prose', max: 6000 },
  { name: 'sourceId', type: 'record', kinds: ['source'], bulk: true },
  { name: 'date', type: 'line', max: 40 },
  { name: 'locator', type: 'line', max: 120 },
  { name: 'url', type: 'url' },
  { name: 'language', type: 'language', bulk: true },
  { name: 'consent', type: 'choice', values: 'consent', options: CONSENT_LEVELS, nullable: true, bulk: true },
  { name: 'credibility', type: 'level', values: 'credibility', options: CREDIBILITIES, bulk: true },
  { name: 'credibilityWhy', type: 'prose', max: 2000 },
  { name: 'figures', type: 'custom', Edit: FiguresEdit, Show: FiguresShow },
  { name: 'csl', type: 'custom', Edit: CslEdit, Show: CslShow },
  { name: 'bodyIds', type: 'records', kinds: ['body'] },
  { name: 'note', type: 'prose', max: 4000 },
  { name: 'state', type: 'choice', values: 'evidenceState', options: EVIDENCE_STATES, nullable: false, inForm: false },
  { name: 'supersededById', type: 'record', kinds: ['evidence'], inForm: false },
  { name: 'stateReason', type: 'prose', max: 2000, inForm: false },
  { name: 'stateOn', type: 'day', inForm: false },
];
