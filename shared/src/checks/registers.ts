import type { RecordKind } from '../ids.ts';
import type { Found } from './schema.ts';

/** A trend or a risk of the programme, with whether a recommendation answers or treats it. */
export interface RegisterFact {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly taken: boolean;
}

/** Threats that no recommendation treats. Opportunities may be left where they are. */
export function risksUnanswered(threats: readonly RegisterFact[]): readonly Found[] {
  return untaken('risk-unanswered', 'risk', threats);
}

/** Trends that nobody answers. */
export function trendsUnanswered(trends: readonly RegisterFact[]): readonly Found[] {
  return untaken('trend-unanswered', 'trend', trends);
}

function untaken(rule: Found['rule'], recordKind: RecordKind, records: readonly RegisterFact[]): readonly Found[] {
  return records
    .filter((record) => !record.taken)
    .map(({ id, ref, title }) => ({ rule, place: { kind: 'record', recordKind, id, ref }, words: { ref, title } }));
}
