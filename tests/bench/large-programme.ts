import { argon2Passwords } from '@concordance/server/identity/passwords';
import { newId } from '@concordance/server/ids';
import { loadSample } from '@concordance/server/sample/load';
import { openSqlite, type Reader, type Transaction } from '@concordance/server/storage/database';
import { migrate } from '@concordance/server/storage/migrations/index';
import type { LinkTable, Tables } from '@concordance/server/storage/tables';
import { reference } from '@concordance/shared/ids';
import { titleOrder } from '@concordance/shared/registers/title-order';
import { PASSWORD } from '../support/product.ts';
import { sequence } from './live/statistics.ts';

/** How many rows of each a programme is to have. */
export interface Size {
  readonly recommendations: number;
  readonly evidence: number;
  readonly links: number;
}

/** Of a recommendation's links so many answer trends and treat risks; the rest are what it rests on. */
const ANSWERS = 3;
const TREATS = 4;
const ROWS_AT_ONCE = 400;

/** Fills an empty data folder with the sample programme, repeated until it has this size, if any. Repeated records differ by a number in their title. */
export async function fillLarge(folder: string, size: Size | null): Promise<void> {
  const database = openSqlite(folder);
  await migrate(database);
  const { programmeId } = await loadSample(database, { passwordHash: await argon2Passwords().hash(PASSWORD) });
  if (size) await database.write((tx) => grow(tx, programmeId, size));
  await database.close();
}

async function grow(tx: Transaction, programmeId: string, size: Size): Promise<void> {
  const evidence = await repeat(tx, programmeId, 'evidence', size.evidence, () => ({}));
  const texts: object[] = [];
  const recommendations = await repeat(
    tx,
    programmeId,
    'recommendations',
    size.recommendations,
    (id) => {
      const documentId = newId();
      texts.push({
        id: documentId,
        programme_id: programmeId,
        kind: 'recommendation',
        owner_id: id,
        epoch: 1,
        schema: 1,
        seq: 0,
        created_at: '2020',
      });
      return { document_id: documentId, text_seq: 0 };
    },
    () => insertAll(tx, 'documents', texts),
  );
  const trends = await idsOf(tx, 'trends', programmeId);
  const risks = await idsOf(tx, 'risks', programmeId);
  await insertAll(tx, 'links', linksFor(programmeId, recommendations, { trends, risks, evidence }, size));
}

const KIND = { evidence: 'evidence', recommendations: 'recommendation' } as const;

/** Repeats a register's rows, with what they name, up to `count`; returns the ids of all rows. */
async function repeat(
  tx: Transaction,
  programmeId: string,
  table: keyof typeof KIND,
  count: number,
  own: (id: string) => object,
  before: () => Promise<void> = async () => {},
): Promise<readonly string[]> {
  const models = await tx.selectFrom(table).selectAll().where('programme_id', '=', programmeId).orderBy('number').execute();
  const named = await tx.selectFrom('mentions').selectAll().where('from_kind', '=', KIND[table]).execute();
  const namedBy = Map.groupBy(named, (mention) => mention.from_id);
  const rows: object[] = [];
  const mentions: object[] = [];
  const ids = models.map((model) => model.id);
  for (let number = models.length + 1; number <= count; number++) {
    const model = models[number % models.length];
    if (!model) throw new Error(`the sample has no ${table}`);
    const id = newId();
    const title = `${model.title} (${number})`;
    const folded = model.folded.replace(/^\S+/, reference(KIND[table], number).toLowerCase());
    rows.push({ ...model, id, number, title, title_key: titleOrder(title), folded, ...own(id) });
    mentions.push(...(namedBy.get(model.id) ?? []).map((mention) => ({ ...mention, from_id: id })));
    ids.push(id);
  }
  await before();
  await insertAll(tx, table, rows);
  await insertAll(tx, 'mentions', mentions);
  await tx.updateTable('counters').set({ last: count }).where('programme_id', '=', programmeId).where('kind', '=', KIND[table]).execute();
  return ids;
}

function linksFor(
  programmeId: string,
  recommendations: readonly string[],
  targets: { readonly trends: readonly string[]; readonly risks: readonly string[]; readonly evidence: readonly string[] },
  size: Size,
): readonly LinkTable[] {
  const below = sequence(7);
  // Those of the sample have their own links; the repeated ones get all that is wanted.
  const fresh = recommendations.slice(recommendations.length - size.recommendations + 81);
  const each = Math.ceil(size.links / fresh.length);
  return fresh.flatMap((recommendation) =>
    [
      { kind: 'answers', target: 'trend', ids: some(targets.trends, ANSWERS, below) },
      { kind: 'treats', target: 'risk', ids: some(targets.risks, TREATS, below) },
      { kind: 'rests', target: 'evidence', ids: some(targets.evidence, each - ANSWERS - TREATS, below) },
    ].flatMap(({ kind, target, ids }) =>
      ids.map((id, position) => ({
        id: newId(),
        programme_id: programmeId,
        recommendation_id: recommendation,
        kind,
        target_kind: target,
        target_id: id,
        version: 1,
        note: '',
        stance: kind === 'rests' ? 'supports' : null,
        locator: '',
        residual_likelihood: null,
        residual_impact: null,
        target_fingerprint: '0'.repeat(64),
        target_version: 1,
        // All records of the sample are in their first version.
        source_version: target === 'evidence' ? 1 : 0,
        seen_at: '2020-01-01T00:00:00.000Z',
        position,
        created_at: '2020-01-01T00:00:00.000Z',
        created_by: '',
      })),
    ),
  );
}

/** So many different ones, beginning anywhere. */
function some(all: readonly string[], count: number, below: (limit: number) => number): readonly string[] {
  const first = below(all.length);
  return Array.from({ length: Math.min(count, all.length) }, (_, place) => all[(first + place * 7) % all.length] ?? '').filter(
    (id, place, ids) => ids.indexOf(id) === place,
  );
}

async function idsOf(reader: Reader, table: 'trends' | 'risks', programmeId: string): Promise<readonly string[]> {
  const rows = await reader.selectFrom(table).select('id').where('programme_id', '=', programmeId).execute();
  return rows.map((row) => row.id);
}

async function insertAll(tx: Transaction, table: keyof Tables, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + ROWS_AT_ONCE) as never)
      .execute();
}
