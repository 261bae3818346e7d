import { z } from 'zod';

/** A record's identity: 128 random bits in lower-case Crockford base 32 (26 characters). Never guessed, never reused. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

export type UserId = Id<'user'>;
export type ProgrammeId = Id<'programme'>;
export type DocumentId = Id<'document'>;
export type RecordId = Id<'record'>;
export type LinkId = Id<'link'>;
export type InvitationId = Id<'invitation'>;

export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** A zod schema for one branded id; the brand exists for the compiler only. */
export function idSchema<T extends Id<string>>() {
  return z
    .string()
    .regex(ID_PATTERN)
    .transform((value) => value as T);
}

/** The kinds of record that have a spoken reference inside a programme. */
export const RECORD_KINDS = ['body', 'trend', 'risk', 'source', 'evidence', 'recommendation'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The letters people say aloud: the third trend of a programme is TRD-3 in every language. */
export const REFERENCE_PREFIX: Readonly<Record<RecordKind, string>> = {
  body: 'BOD',
  trend: 'TRD',
  risk: 'RSK',
  source: 'SRC',
  evidence: 'EVD',
  recommendation: 'REC',
};

/** `reference('trend', 3)` is `TRD-3`. */
export function reference(kind: RecordKind, number: number): string {
  return `${REFERENCE_PREFIX[kind]}-${number}`;
}
