import { z } from 'zod';
import type { JsonValue } from '../fingerprints/canonical.ts';
import { sha256Text } from '../sets/schema.ts';

/** Version of how an entry is hashed; it stands inside every entry. */
export const AUDIT_RULE = 1;

/** Acts that have consequences, by name. A new one is added here and where it happens. */
export const AUDIT_ACTS = [
  'set.opened',
  'set.signed',
  'set.returned',
  'set.approved',
  'set.delivered',
  'set.withdrawn',
  'set.superseded',
  'evidence.state',
  'source.reliability',
  'link.answered',
  'follow-up.recorded',
  'person.role',
  'person.removed',
  'person.joined',
  'invitation.made',
  'invitation.revoked',
  'recommendation.status',
  'programme.changed',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** Where the chain of a programme begins. */
export const AUDIT_START = '0'.repeat(64);

/** What enters the hash of an entry. Names of people and titles stay out: what is written here can never be taken out again. */
export interface AuditContent {
  readonly programmeId: string;
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  /** The first sixteen characters of the stored id of the session, itself a hash; empty for what the server did alone. */
  readonly session: string;
  readonly act: AuditAct;
  readonly recordId: string;
  readonly ref: string;
  /** SHA-256 of the text, edition or record that the act was about; empty where there is none. */
  readonly fingerprint: string;
  readonly details: { readonly [key: string]: JsonValue };
  /** Hash of the entry before. */
  readonly previous: string;
}

/** The value whose canonical JSON is hashed. */
export function auditValue(entry: AuditContent): JsonValue {
  return { rule: AUDIT_RULE, ...entry };
}

export const auditEntry = z.object({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
  byName: z.string().nullable(),
  /** Whom an act about a person was about; null for all others. */
  personName: z.string().nullable(),
  session: z.string(),
  act: z.enum(AUDIT_ACTS),
  recordId: z.string(),
  ref: z.string(),
  fingerprint: z.string(),
  details: z.record(z.string(), z.unknown()),
  hash: sha256Text,
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditQuery = z.object({
  act: z.enum(AUDIT_ACTS).optional(),
  by: z.string().max(40).optional(),
  ref: z.string().max(20).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof auditQuery>;

/** Activity Streams 2.0 has no words for these acts but its nearest; ours stands beside it. */
export const ACTIVITY_TYPE: Readonly<Record<AuditAct, string>> = {
  'set.opened': 'Offer',
  'set.signed': 'Accept',
  'set.returned': 'Reject',
  'set.approved': 'Create',
  'set.delivered': 'Announce',
  'set.withdrawn': 'Undo',
  'set.superseded': 'Update',
  'evidence.state': 'Update',
  'source.reliability': 'Update',
  'link.answered': 'Update',
  'follow-up.recorded': 'Add',
  'person.role': 'Update',
  'person.removed': 'Remove',
  'person.joined': 'Join',
  'invitation.made': 'Invite',
  'invitation.revoked': 'Undo',
  'recommendation.status': 'Update',
  'programme.changed': 'Update',
};
