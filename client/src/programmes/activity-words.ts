import type { ActivityItem } from '@concordance/shared/events/schema';
import { RECORD_KINDS, REFERENCE_PREFIX, type RecordKind } from '@concordance/shared/ids';

/** Fields that have a name people use; others changed too, but their names would explain nothing. */
export const NAMED_FIELDS: readonly string[] = [
  'title',
  'summary',
  'drivers',
  'signals',
  'scope',
  'direction',
  'horizon',
  'confidence',
  'effect',
  'parentId',
  'bodyIds',
  'evidenceIds',
  'note',
  'kind',
  'subject',
  'source',
  'event',
  'consequence',
  'likelihood',
  'impact',
  'basis',
  'ownerId',
  'treatment',
  'residualLikelihood',
  'residualImpact',
  'reviewOn',
  'trendIds',
  'affiliation',
  'country',
  'reliability',
  'sourceId',
  'csl',
  'credibility',
  'language',
  'date',
  'locator',
  'url',
  'figures',
  'consent',
  'state',
  'supersededById',
  'attachment',
  'abbreviation',
  'addressee',
  'competence',
  'statement',
  'addresseeIds',
  'responsibleId',
  'priority',
  'instrument',
  'indicators',
  'strength',
  'certainty',
  'topic',
  'dueOn',
  'status',
  'role',
  'name',
  'shortTitle',
  'contractor',
  'contract',
  'firstYear',
  'lastYear',
  'languages',
  'citationStyle',
  'aim',
  'stance',
  'citations',
  'text',
];

/** Whether the line is about a record that has a place of its own to go to. */
export function recordOf(item: ActivityItem): RecordKind | null {
  if (item.kind === 'link' || item.kind === 'text') return 'recommendation';
  // A thread is told by the record that it is about.
  if (item.kind === 'thread') return RECORD_KINDS.find((kind) => item.ref.startsWith(`${REFERENCE_PREFIX[kind]}-`)) ?? null;
  return RECORD_KINDS.find((kind) => kind === item.kind) ?? null;
}

/** The key of the words that say what happened: a kind with words of its own, else the action alone. */
export function happenedKey(item: Pick<ActivityItem, 'kind' | 'action'>): string {
  const own = ['person', 'invitation', 'link', 'text', 'programme', 'round-table', 'thread'];
  return own.includes(item.kind) ? `happened.${item.kind}.${item.action}` : `happened.record.${item.action}`;
}

/** The fields to name, in the order they came. */
export function namedFields(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => NAMED_FIELDS.includes(field));
}
