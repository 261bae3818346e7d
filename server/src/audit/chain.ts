import { AUDIT_START, type AuditAct, type AuditContent, auditValue } from '@concordance/shared/audit/schema';
import type { JsonValue } from '@concordance/shared/fingerprints/canonical';
import { fingerprint } from '../fingerprint.ts';
import { askingSession } from '../http/asking.ts';
import type { Transaction } from '../storage/database.ts';
import type { AuditTable } from '../storage/tables.ts';

/** What an act tells the audit. */
export interface Entry {
  readonly programmeId: string;
  readonly by: string;
  readonly act: AuditAct;
  readonly recordId: string;
  readonly ref: string;
  readonly fingerprint?: string;
  readonly details?: { readonly [key: string]: JsonValue };
}

/** As many characters of a session's stored id as the audit keeps. */
const SESSION_LENGTH = 16;

/**
 * Adds an entry at the end of its programme's chain, in the transaction of the act itself: an act that is undone leaves
 * no entry. The head's row is the lock: on PostgreSQL two acts at once come one after the other.
 */
export async function appendAudit(tx: Transaction, entry: Entry, at: string): Promise<void> {
  const { programmeId } = entry;
  await tx
    .insertInto('audit_heads')
    .values({ programme_id: programmeId, seq: 0, hash: AUDIT_START })
    .onConflict((conflict) => conflict.column('programme_id').doNothing())
    .execute();
  const head = await tx
    .updateTable('audit_heads')
    .set((from) => ({ seq: from('seq', '+', 1) }))
    .where('programme_id', '=', programmeId)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const content: AuditContent = {
    programmeId,
    seq: Number(head.seq),
    at,
    by: entry.by,
    session: askingSession().slice(0, SESSION_LENGTH),
    act: entry.act,
    recordId: entry.recordId,
    ref: entry.ref,
    fingerprint: entry.fingerprint ?? '',
    details: entry.details ?? {},
    previous: head.hash,
  };
  const hash = fingerprint(auditValue(content));
  await tx.insertInto('audit').values(toRow(content, hash)).execute();
  await tx.updateTable('audit_heads').set({ hash }).where('programme_id', '=', programmeId).execute();
}

function toRow(content: AuditContent, hash: string): AuditTable {
  return {
    programme_id: content.programmeId,
    seq: content.seq,
    at: content.at,
    by_id: content.by,
    session: content.session,
    act: content.act,
    record_id: content.recordId,
    ref: content.ref,
    fingerprint: content.fingerprint,
    details: JSON.stringify(content.details),
    previous: content.previous,
    hash,
  };
}

/** A stored row as what was hashed. Throws a `SyntaxError` when its details are no longer JSON. */
export function contentOf(row: AuditTable): AuditContent {
  return {
    programmeId: row.programme_id,
    seq: Number(row.seq),
    at: row.at,
    by: row.by_id,
    session: row.session,
    act: row.act as AuditAct,
    recordId: row.record_id,
    ref: row.ref,
    fingerprint: row.fingerprint,
    details: JSON.parse(row.details),
    previous: row.previous,
  };
}

/** A change of the journal, as far as the audit looks at it. */
interface Noted {
  readonly programmeId: string;
  readonly kind: string;
  readonly id: string;
  readonly ref: string;
  readonly version: number;
  readonly action: string;
  readonly by: string | null;
  readonly fields?: readonly string[];
  readonly role?: string;
  /** The act writes its own entry, and says more in it. */
  readonly ownEntry?: boolean;
}

/** Changes that other rooms note in the journal and that have consequences; null for all others. */
function consequence({ kind, action, fields = [], ownEntry = false }: Noted): AuditAct | null {
  if (ownEntry) return null;
  if (kind === 'person')
    return fields.includes('role')
      ? 'person.role'
      : action === 'created'
        ? 'person.joined'
        : action === 'removed'
          ? 'person.removed'
          : null;
  if (kind === 'invitation') return action === 'created' ? 'invitation.made' : action === 'removed' ? 'invitation.revoked' : null;
  if (kind === 'programme') return 'programme.changed';
  if (kind === 'recommendation' && fields.includes('status')) return 'recommendation.status';
  if (kind === 'evidence' && fields.includes('state')) return 'evidence.state';
  if (kind === 'source' && fields.includes('reliability')) return 'source.reliability';
  return null;
}

/** Lets the audit hear of a change that was noted; most have no consequences. */
export async function auditChange(tx: Transaction, change: Noted, at: string): Promise<void> {
  const act = consequence(change);
  if (!act) return;
  const { programmeId, id: recordId, ref } = change;
  const details = { version: change.version, fields: change.fields ?? [], ...(change.role !== undefined && { role: change.role }) };
  await appendAudit(tx, { programmeId, by: change.by ?? '', act, recordId, ref, details }, at);
}
