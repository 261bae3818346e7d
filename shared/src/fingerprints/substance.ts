import type { JsonValue } from './canonical.ts';

/** Version of the rule below; it stands inside every fingerprint, so that a new rule never looks like a changed record. */
export const SUBSTANCE_RULE = 1;

/** The kinds of record a link may point at. */
export type LinkedKind = 'trend' | 'risk' | 'evidence' | 'body';

/**
 * What enters a fingerprint, by kind: the fields whose change makes links written against the record worth a second look.
 * Housekeeping (notes, owners, review dates, parents, the order of lists of records) stays out.
 */
export const SUBSTANCE: Readonly<Record<LinkedKind, readonly string[]>> = {
  trend: ['title', 'summary', 'drivers', 'signals', 'direction', 'horizon', 'confidence'],
  risk: ['title', 'kind', 'summary', 'source', 'event', 'consequence', 'likelihood', 'impact'],
  evidence: ['title', 'kind', 'summary', 'sourceId', 'csl', 'credibility', 'date', 'figures', 'consent', 'state', 'reliability'],
  body: ['title', 'kind', 'competence'],
};

/** The part of a record that its fingerprint is made of. Missing fields count as null. */
export function substance(kind: LinkedKind, record: { readonly [field: string]: unknown }): JsonValue {
  const fields = SUBSTANCE[kind].map((field) => [field, (record[field] ?? null) as JsonValue] as const);
  return { rule: SUBSTANCE_RULE, kind, fields: Object.fromEntries(fields) };
}
