import { ID_PATTERN } from '../ids.ts';
import { textOf } from './attributes.ts';

/** The registers a text can cite. */
export const CITED_KINDS = ['trend', 'risk', 'evidence', 'body'] as const;
export type CitedKind = (typeof CITED_KINDS)[number];
export const LOCATOR_MAX = 120;

export interface CitationAttributes {
  readonly record: string;
  readonly kind: CitedKind;
  /** Where in the item: `p. 14`, `table 2`, `q. 4`. Empty for the whole item. */
  readonly locator: string;
}

/** Null unless the attributes name a record of a kind that can be cited. */
export function readCitation(attributes: Readonly<Record<string, unknown>> | undefined): CitationAttributes | null {
  const kind = CITED_KINDS.find((known) => known === attributes?.['kind']);
  const record = attributes?.['record'];
  if (!kind || typeof record !== 'string' || !ID_PATTERN.test(record)) return null;
  return { record, kind, locator: textOf(attributes?.['locator'], LOCATOR_MAX) };
}
