import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';

/** SHA-256 over canonical JSON (RFC 8785), lower-case hex. */
export function fingerprint(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
