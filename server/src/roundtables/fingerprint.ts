import type { EditorJson } from '@concordance/shared/editor/json';
import type { JsonValue } from '@concordance/shared/fingerprints/canonical';
import { fingerprint } from '../fingerprint.ts';

/** What is rated: the statement and the text, and nothing else of a recommendation. */
export function wordingFingerprint(statement: string, text: EditorJson): string {
  return fingerprint({ rule: 1, kind: 'wording', statement, text: text as unknown as JsonValue });
}
