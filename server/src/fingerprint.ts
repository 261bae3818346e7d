import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 over canonical JSON (RFC 8785), lower-case hex. */
export function fingerprint(value: JsonValue): string {
  return sha256(canonicalJson(value));
}
