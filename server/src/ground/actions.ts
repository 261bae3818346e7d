import { substance } from '@concordance/shared/fingerprints/substance';
import type { groundMove } from '@concordance/shared/ground/schema';
import { Problem } from '@concordance/shared/problems';
import type { Language } from '@concordance/shared/programmes/schema';
import type { z } from 'zod';
import { appendAudit } from '../audit/chain.ts';
import { evidence } from '../evidence/register.ts';
import { fingerprint } from '../fingerprint.ts';
import { type Act, changeOf, one, type RegisterWorld, saveVersion, stale } from '../registers/actions.ts';
import { refuseCycles, requireNameable, saveMentions } from '../registers/mentions.ts';
import type { Row } from '../registers/register.ts';
import { foldedWords, fromColumns } from '../registers/rows.ts';
import { type AnyRecord, findRow, toRecords } from '../registers/store.ts';
import type { Reader, Transaction } from '../storage/database.ts';

/** What stands in place of an expert's name, in the first language of the programme. */
const WITHHELD: Readonly<Record<Language, string>> = {
  en: 'Statement of an expert, name withheld',
  ru: 'Высказывание эксперта, имя не раскрывается',
  kk: 'Сарапшының пікірі, аты жарияланбайды',
};

const printOf = async (reader: Reader, row: Row) => {
  const [record] = await toRecords(reader, evidence, [row]);
  return fingerprint(substance('evidence', record ?? {}));
};

/**
 * Moves the ground: an item of evidence no longer stands, by a named cause. Where an expert took consent back, whatever
 * names the expert is taken out of the item, out of the list of changes and out of what opens the seals of editions, all
 * in this transaction; it cannot be put back. Throws `reason-required`, `unknown-record`, `stale-version`.
 */
export async function moveGround(world: RegisterWorld, act: Act, idOrRef: string, move: z.output<typeof groundMove>): Promise<AnyRecord> {
  if (move.reason === '') throw new Problem('reason-required', { fields: [{ path: 'reason', rule: 'required' }] });
  const outcome = await world.journal.change(async (tx, note) => {
    const row = await findRow(tx, evidence, act.programmeId, idOrRef);
    if (row.version !== move.version) return { stale: row };
    if (row.archived_at !== null) throw new Problem('archived');
    const before = await printOf(tx, row);
    const named = [{ field: 'supersededById', of: 'evidence' as const, ids: move.supersededById === null ? [] : [move.supersededById] }];
    await requireNameable(tx, act.programmeId, named, row.id);
    await refuseCycles(tx, evidence, row.id, { supersededById: move.supersededById });
    const silent = move.cause === 'consent-withdrawn';
    const columns = {
      state: move.supersededById === null ? 'withdrawn' : 'superseded',
      superseded_by_id: move.supersededById,
      state_reason: move.reason,
      state_on: move.on,
      state_cause: move.cause,
      ...(silent && (await anonymous(tx, act.programmeId, row))),
    };
    if (!(await saveVersion(tx, evidence, row, columns, act.userId, world.now()))) return { stale: row };
    await saveMentions(
      tx,
      act.programmeId,
      { kind: 'evidence', id: row.id },
      silent ? [...named, { field: 'sourceId', of: 'source', ids: [] }] : named,
    );
    if (silent) await forget(tx, row, String((columns as { title?: string }).title ?? ''));
    const after = await findRow(tx, evidence, act.programmeId, row.id);
    const change = changeOf(evidence, act, after, 'changed');
    await note({ ...change, fields: ['state', 'stateCause'], ownEntry: true });
    await appendAudit(
      tx,
      {
        programmeId: act.programmeId,
        by: act.userId,
        act: 'evidence.state',
        recordId: row.id,
        ref: change.ref,
        fingerprint: await printOf(tx, after),
        // What names an expert never enters the audit: the fingerprint before is left out where it could be guessed from.
        details: { cause: move.cause, state: columns.state, ...(silent ? {} : { before }) },
      },
      world.now().toISOString(),
    );
    return { row: after };
  });
  if (outcome.stale) throw await stale(world, evidence, act.programmeId, outcome.stale.id);
  return one(world, evidence, outcome.row);
}

/** The columns of an item that no longer says who spoke. */
async function anonymous(tx: Transaction, programmeId: string, row: Row): Promise<Readonly<Record<string, unknown>>> {
  const { languages } = await tx.selectFrom('programmes').select('languages').where('id', '=', programmeId).executeTakeFirstOrThrow();
  const [first = 'en'] = JSON.parse(languages) as readonly Language[];
  const title = WITHHELD[first];
  const draft = { ...fromColumns(evidence, row), title, summary: '' };
  return {
    title,
    consent: 'anonymous',
    source_id: null,
    csl: null,
    url: '',
    note: '',
    summary: '',
    attachment: null,
    folded: foldedWords(evidence, row.number, draft),
  };
}

/**
 * Takes the name out of what was written down before: the list of changes, the words behind the seals of editions, and what
 * links were written against. Of those, everything the item ever said of the same speaker under this title goes, linked or not.
 */
async function forget(tx: Transaction, was: Row, title: string): Promise<void> {
  await tx.updateTable('changes').set({ title }).where('record_id', '=', was.id).execute();
  await tx.deleteFrom('edition_disclosures').where('evidence_id', '=', was.id).execute();
  const linked = tx.selectFrom('links').select('target_fingerprint').where('target_id', '=', was.id);
  await tx.deleteFrom('substances').where('kind', '=', 'evidence').where('fingerprint', 'in', linked).execute();
  const kept = await tx
    .selectFrom('substances')
    .select(['fingerprint', 'json'])
    .where('kind', '=', 'evidence')
    .where('json', 'like', `%${was['source_id'] ?? ''}%`)
    .execute();
  const own = kept.filter(({ json }) => {
    const { fields } = JSON.parse(json) as { readonly fields: Readonly<Record<string, unknown>> };
    return fields['title'] === was.title && fields['sourceId'] === was['source_id'];
  });
  for (const { fingerprint: gone } of own) await tx.deleteFrom('substances').where('fingerprint', '=', gone).execute();
}
