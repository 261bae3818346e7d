import type { EditorJson } from '@concordance/shared/editor/json';
import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import type { Change, Journal } from '../events/journal.ts';
import { newId } from '../ids.ts';
import { keepSubstances, readTargets, seenNow, type Target } from '../links/targets.ts';
import { changeOf } from '../registers/actions.ts';
import type { Row } from '../registers/register.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { LinkTable } from '../storage/tables.ts';
import { recommendations } from './register.ts';
import { citedIn } from './text-facts.ts';
import type { ReadText } from './text-reader.ts';

/** A text that is worked on without pause is one line of the activity page every ten minutes. */
const WORTH_A_LINE_MS = 10 * 60 * 1000;

export interface TextWorld {
  readonly database: Database;
  readonly journal: Journal;
  readonly now: () => Date;
}

/**
 * Writes what follows from a text beside it: words, plain text, and a link for each record that is cited. Says the same
 * again without harm; an older reading never overwrites a newer one. Returns whether the document is a recommendation's.
 */
export async function saveReading(world: TextWorld, documentId: string, seq: number, read: ReadText): Promise<boolean> {
  const outcome = await world.journal.change(async (tx, note) => {
    const row = (await tx.selectFrom('recommendations').selectAll().where('document_id', '=', documentId).executeTakeFirst()) as
      | Row
      | undefined;
    if (!row) return null;
    const blocks = { blocks: JSON.stringify(read.blocks), blocks_seq: seq };
    if (Number(row['text_seq']) >= seq) {
      // Read before by a program that kept no blocks.
      if (Number(row['blocks_seq']) < seq) await tx.updateTable('recommendations').set(blocks).where('id', '=', row.id).execute();
      return null;
    }
    const derived = { text: read.text, words: read.words, text_seq: seq, ...blocks };
    await tx.updateTable('recommendations').set(derived).where('id', '=', row.id).execute();
    const by = await writerAt(tx, documentId, seq);
    const cited = await saveCitations(tx, world, row, read, by);
    const change = {
      ...changeOf(recommendations, { programmeId: row.programme_id, userId: by ?? '' }, row, 'changed'),
      kind: 'text' as const,
      by,
    };
    const line = await worthALine(tx, row.id, by, world.now());
    if (cited) await note({ ...change, kind: 'link', fields: ['citations'] });
    if (line) await note(change);
    return { change, told: line };
  });
  if (outcome && !outcome.told) world.journal.tell(outcome.change);
  return outcome !== null;
}

/**
 * Brings the citation links of a recommendation to what its text cites now, in the caller's transaction, where the last
 * reading is behind the log: whoever freezes a text cannot wait for the next one. Returns what changed, or null.
 */
export async function followCitations(
  tx: Transaction,
  world: Pick<TextWorld, 'now'>,
  recommendationId: string,
  text: EditorJson | undefined,
): Promise<Change | null> {
  const row = (await tx.selectFrom('recommendations').selectAll().where('id', '=', recommendationId).executeTakeFirst()) as Row | undefined;
  if (!row || text === undefined) return null;
  const documentId = String(row['document_id']);
  const document = await tx.selectFrom('documents').select('seq').where('id', '=', documentId).executeTakeFirst();
  const seq = Number(document?.seq ?? 0);
  if (seq <= Number(row['text_seq'])) return null;
  const by = await writerAt(tx, documentId, seq);
  if (!(await saveCitations(tx, world, row, { citations: citedIn(text) }, by))) return null;
  const change = changeOf(recommendations, { programmeId: row.programme_id, userId: by ?? '' }, row, 'changed');
  return { ...change, kind: 'link', by, fields: ['citations'] };
}

async function writerAt(tx: Transaction, documentId: string, seq: number): Promise<string | null> {
  const row = await tx
    .selectFrom('updates')
    .select('user_id')
    .where('document_id', '=', documentId)
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

async function worthALine(tx: Transaction, recommendationId: string, by: Change['by'], now: Date): Promise<boolean> {
  const recent = await tx
    .selectFrom('changes')
    .select('seq')
    .where('record_id', '=', recommendationId)
    .where('kind', '=', 'text')
    .where('by_id', 'is not distinct from', by)
    .where('at', '>', new Date(now.getTime() - WORTH_A_LINE_MS).toISOString())
    .limit(1)
    .executeTakeFirst();
  return !recent;
}

/** Cited records follow the declared links. */
export const FIRST_CITED = 1001;

/** Each record that a text cites, once, in the order of the text, with all its locators. */
export function citedOnce(citations: ReadText['citations']): ReadText['citations'] {
  return [...Map.groupBy(citations, (citation) => citation.record)].map(([record, places]) => ({
    record,
    kind: places[0]?.kind ?? 'evidence',
    locator: [...new Set(places.map((place) => place.locator).filter(Boolean))].join('; ').slice(0, 300),
  }));
}

/** Makes the `cites` links of a recommendation those of its text. Returns whether anything changed. */
async function saveCitations(
  tx: Transaction,
  world: Pick<TextWorld, 'now'>,
  row: Row,
  read: Pick<ReadText, 'citations'>,
  by: string | null,
): Promise<boolean> {
  const wanted = citedOnce(read.citations);
  const there = await tx.selectFrom('links').selectAll().where('recommendation_id', '=', row.id).where('kind', '=', 'cites').execute();
  const known = new Map(there.map((link) => [link.target_id, link]));
  const gone = there.filter((link) => !wanted.some(({ record }) => record === link.target_id));
  if (gone.length > 0) {
    const ids = gone.map((link) => link.id);
    await tx.deleteFrom('links').where('id', 'in', ids).execute();
  }
  const fresh = wanted.filter(({ record }) => !known.has(record)).map(({ record, kind }) => ({ kind: kind as LinkedKind, id: record }));
  const targets = await readTargets(tx, row.programme_id, fresh);
  await keepSubstances(tx, [...targets.values()], world.now().toISOString());
  let changed = gone.length > 0;
  for (const [place, { record, locator }] of wanted.entries()) {
    const link = known.get(record);
    const target = targets.get(record);
    if (link && link.locator !== locator) {
      const values = { locator, version: link.version + 1 };
      await tx.updateTable('links').set(values).where('id', '=', link.id).execute();
      changed = true;
    }
    // A citation of a record that is not of this programme stays words without a link.
    if (!link && target) {
      await tx
        .insertInto('links')
        .values(citedLink(world, row, target, locator, FIRST_CITED + place, by))
        .execute();
      changed = true;
    }
  }
  return changed;
}

function citedLink(
  world: Pick<TextWorld, 'now'>,
  row: Row,
  target: Target,
  locator: string,
  position: number,
  by: string | null,
): LinkTable {
  return {
    id: newId(),
    programme_id: row.programme_id,
    recommendation_id: row.id,
    kind: 'cites',
    target_kind: target.kind,
    target_id: target.record.id,
    version: 1,
    note: '',
    stance: null,
    locator,
    residual_likelihood: null,
    residual_impact: null,
    ...seenNow(target, world.now().toISOString()),
    position,
    created_at: world.now().toISOString(),
    created_by: by ?? '',
  };
}
