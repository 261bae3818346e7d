import { AUDIT_START, auditValue } from '@concordance/shared/audit/schema';
import { type EditionDocument, editionDocument } from '@concordance/shared/editions/schema';
import { verifyDocument } from '@concordance/shared/editions/verify';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { fingerprint, sha256 } from '../fingerprint.ts';
import type { Reader } from '../storage/database.ts';
import type { AuditTable, EditionTable } from '../storage/tables.ts';
import { contentOf } from './chain.ts';

/** The first thing that is not as it was written. */
export interface Broken {
  readonly table: 'audit' | 'audit_heads' | 'editions' | 'sign_offs' | 'edition_events' | 'set_texts';
  /** The row in words a person can look for. */
  readonly record: string;
  readonly why: string;
}

export interface Verified {
  readonly entries: number;
  readonly editions: number;
  readonly signOffs: number;
  readonly broken: Broken | null;
}

/**
 * Goes through everything that must never change, programme by programme in the order of the chains, and stops at the
 * first record that is not as it was written, is missing, or has come in from elsewhere.
 */
export async function verifyDatabase(reader: Reader): Promise<Verified> {
  let counts = { entries: 0, editions: 0, signOffs: 0 };
  for (const { id } of await reader.selectFrom('programmes').select('id').orderBy('created_at').orderBy('id').execute()) {
    const rows = await reader.selectFrom('audit').selectAll().where('programme_id', '=', id).orderBy('seq').execute();
    const editions = await reader
      .selectFrom('editions')
      .selectAll()
      .where('programme_id', '=', id)
      .orderBy('set_id')
      .orderBy('number')
      .execute();
    const signOffs = await reader.selectFrom('sign_offs').selectAll().where('programme_id', '=', id).execute();
    counts = {
      entries: counts.entries + rows.length,
      editions: counts.editions + editions.length,
      signOffs: counts.signOffs + signOffs.length,
    };
    const broken =
      (await brokenChain(reader, id, rows)) ??
      brokenRows('sign_offs', signOffs, rows, ['set.signed']) ??
      (await brokenTexts(reader, id)) ??
      brokenRows('edition_events', await reader.selectFrom('edition_events').selectAll().where('programme_id', '=', id).execute(), rows, [
        'set.approved',
        'set.delivered',
        'set.withdrawn',
        'set.superseded',
        'set.returned',
      ]) ??
      brokenEditions(editions, rows);
    if (broken) return { ...counts, broken };
  }
  return { ...counts, broken: null };
}

const isWhole = (row: AuditTable) => {
  try {
    return fingerprint(auditValue(contentOf(row))) === row.hash;
  } catch {
    return false;
  }
};

async function brokenChain(reader: Reader, programmeId: string, rows: readonly AuditTable[]): Promise<Broken | null> {
  let previous = AUDIT_START;
  for (const [place, row] of rows.entries()) {
    const record = `programme ${programmeId}, entry ${row.seq}`;
    if (Number(row.seq) !== place + 1) return { table: 'audit', record: `programme ${programmeId}, entry ${place + 1}`, why: 'is missing' };
    if (row.previous !== previous) return { table: 'audit', record, why: 'does not follow the entry before it' };
    if (!isWhole(row)) return { table: 'audit', record, why: 'does not have the hash of what it says' };
    previous = row.hash;
  }
  const head = await reader.selectFrom('audit_heads').selectAll().where('programme_id', '=', programmeId).executeTakeFirst();
  const record = `programme ${programmeId}`;
  if ((head?.seq ?? 0) > rows.length) return { table: 'audit', record: `${record}, entry ${rows.length + 1}`, why: 'is missing' };
  if (rows.length > 0 && (head?.seq !== rows.length || head.hash !== previous))
    return { table: 'audit_heads', record, why: 'is not the last entry of its chain' };
  return null;
}

/** Rows that the audit remembers by their fingerprint: each entry has its row, and each row its entry. */
function brokenRows(
  table: 'sign_offs' | 'edition_events',
  rows: readonly { readonly id: string }[],
  audit: readonly AuditTable[],
  acts: readonly string[],
): Broken | null {
  const prints = new Map(rows.map((row) => [fingerprint(row as unknown as JsonValue), row.id]));
  const written = new Map<string, AuditTable>();
  for (const entry of audit) {
    if (!acts.includes(entry.act)) continue;
    const print = (JSON.parse(entry.details) as { readonly row?: string }).row;
    // Some acts change no such row: a return from a round.
    if (print === undefined) continue;
    written.set(print, entry);
    if (!prints.has(print))
      return { table, record: `${entry.ref}, as entry ${entry.seq} of the audit wrote it`, why: 'is missing or was changed' };
  }
  for (const [print, id] of prints) if (!written.has(print)) return { table, record: id, why: 'was never written by an act' };
  return null;
}

async function brokenTexts(reader: Reader, programmeId: string): Promise<Broken | null> {
  const rows = await reader
    .selectFrom('set_texts')
    .select(['hash', 'document'])
    .where('programme_id', '=', programmeId)
    .orderBy('hash')
    .execute();
  const bad = rows.find((row) => sha256(row.document) !== row.hash);
  return bad ? { table: 'set_texts', record: bad.hash, why: 'does not have the hash it is kept under' } : null;
}

const parsed = (row: EditionTable): EditionDocument | null => {
  try {
    const value = JSON.parse(row.document) as JsonValue;
    const read = editionDocument.safeParse(value);
    return read.success && canonicalJson(value) === row.document ? read.data : null;
  } catch {
    return null;
  }
};

function brokenEditions(editions: readonly EditionTable[], audit: readonly AuditTable[]): Broken | null {
  const approved = audit.filter((entry) => entry.act === 'set.approved');
  for (const entry of approved) {
    const { edition } = JSON.parse(entry.details) as { readonly edition: number };
    const row = editions.find((one) => one.set_id === entry.record_id && one.number === edition);
    const record = `${entry.ref}, edition ${edition}`;
    if (!row) return { table: 'editions', record, why: 'is missing' };
    const why = brokenEdition(row, entry, editions);
    if (why) return { table: 'editions', record, why };
  }
  const stray = editions.find((row) => !approved.some((entry) => entry.record_id === row.set_id && entry.fingerprint === row.sha256));
  return stray ? { table: 'editions', record: `set ${stray.set_id}, edition ${stray.number}`, why: 'was never approved by an act' } : null;
}

function brokenEdition(row: EditionTable, entry: AuditTable, editions: readonly EditionTable[]): string | null {
  if (sha256(row.document) !== row.sha256) return 'does not have the hash of what it says';
  if (row.sha256 !== entry.fingerprint) return 'is not the one that was approved';
  const document = parsed(row);
  if (!document) return 'cannot be read as an edition';
  const wrong = verifyDocument(document, sha256);
  if (wrong) return wrong === 'substance' ? 'holds another text than was signed' : 'lacks the signatures it needs';
  const before = editions.filter((one) => one.set_id === row.set_id && one.number < row.number).at(-1);
  const { substance } = document;
  if (substance.edition !== row.number || substance.set.id !== row.set_id || document.approval.at !== row.approved_at)
    return 'is kept under another name';
  if ((before?.sha256 ?? null) !== row.previous || substance.previous !== row.previous) return 'does not follow the edition before it';
  return null;
}
