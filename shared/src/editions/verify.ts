import { canonicalJson, type JsonValue } from '../fingerprints/canonical.ts';
import { EDITION_FORMAT, EDITION_RULE, type EditionDocument, type EditionFile, editionFile } from './schema.ts';

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. Given by the caller: a server, a browser and a command line each have one. */
export type Sha256 = (text: string) => string;

/** Why a file is not what was issued. The first that holds is named. */
export const ALTERATIONS = ['not-json', 'not-edition', 'unknown-rule', 'not-canonical', 'hash', 'substance', 'sign-offs', 'seals'] as const;
export type Alteration = (typeof ALTERATIONS)[number];

export type FileVerdict =
  | { readonly kind: 'sound'; readonly sha256: string; readonly edition: EditionDocument; readonly disclosures: EditionFile['disclosures'] }
  | { readonly kind: 'altered'; readonly why: Alteration };

const altered = (why: Alteration): FileVerdict => ({ kind: 'altered', why });
const asJson = (value: unknown) => value as JsonValue;

/** The seal over a value: the hash of a salt and the value together. */
export function sealOf(salt: string, value: JsonValue, sha256: Sha256): string {
  return sha256(canonicalJson({ salt, value }));
}

/** The fingerprint of an edition: over its canonical JSON, the rule's version inside. */
export function editionHash(edition: EditionDocument, sha256: Sha256): string {
  return sha256(canonicalJson(asJson(edition)));
}

/** The bytes of an edition file, as text. There is one way to write it: canonical JSON. */
export function editionFileText(file: EditionFile): string {
  return canonicalJson(asJson(file));
}

/**
 * Whether a file is whole and says what its own signatures were given for. Needs no server and no clock. That the file
 * was ever issued, and whether it still counts, only the server that issued it can say: ask it for the fingerprint.
 */
export function verifyFile(text: string, sha256: Sha256): FileVerdict {
  const value = parsed(text);
  if (value === undefined) return altered('not-json');
  const read = editionFile.safeParse(value);
  if (!read.success) return altered(otherRule(value) ? 'unknown-rule' : 'not-edition');
  if (canonicalJson(asJson(value)) !== text) return altered('not-canonical');
  const { edition, disclosures } = read.data;
  if (editionHash(edition, sha256) !== read.data.sha256) return altered('hash');
  const wrong = verifyDocument(edition, sha256);
  if (wrong) return altered(wrong);
  if (!sealsHold(read.data, sha256)) return altered('seals');
  return { kind: 'sound', sha256: read.data.sha256, edition, disclosures };
}

/** What is wrong inside an edition, or null: its signatures must stand under its substance, and be enough. */
export function verifyDocument(edition: EditionDocument, sha256: Sha256): 'substance' | 'sign-offs' | null {
  if (sha256(canonicalJson(asJson(edition.substance))) !== edition.substanceHash) return 'substance';
  const { signOffs, approvers, quorum } = edition.approval;
  const named = new Set(approvers.map((one) => one.userId));
  const sound = signOffs.every((one) => one.hash === edition.substanceHash && named.has(one.userId));
  return sound && new Set(signOffs.map((one) => one.userId)).size >= quorum ? null : 'sign-offs';
}

function sealsHold(file: EditionFile, sha256: Sha256): boolean {
  const seals = new Set(file.edition.substance.records.map((record) => record.sealed));
  return Object.entries(file.disclosures).every(
    ([seal, { salt, value }]) => seals.has(seal) && sealOf(salt, asJson(value), sha256) === seal,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function otherRule(value: unknown): boolean {
  const edition = (value as { edition?: { format?: unknown; rule?: unknown } } | null)?.edition;
  return edition?.format === EDITION_FORMAT && edition.rule !== EDITION_RULE;
}
