import { remainingSupport, type Support } from '@concordance/shared/ground/rules';
import type { GroundImpact } from '@concordance/shared/ground/schema';
import { type RecordKind, reference } from '@concordance/shared/ids';
import { setReference } from '@concordance/shared/sets/schema';
import { documentOf, editionLines } from '../editions/store.ts';
import { TABLE_OF } from '../registers/mentions.ts';
import type { Reader } from '../storage/database.ts';
import { ofProgramme } from '../storage/of-programme.ts';

/** What is about to move: items that will no longer stand, or a source that will be judged otherwise. */
export type Moving =
  | { readonly kind: 'evidence'; readonly id: string }
  | { readonly kind: 'source'; readonly id: string; readonly reliability: string };

/** Everything that hangs on what moves, in a number of queries that does not grow with it. */
export async function impactOf(reader: Reader, programmeId: string, moving: Moving): Promise<GroundImpact> {
  const column = moving.kind === 'evidence' ? 'id' : 'source_id';
  const evidence = await reader
    .selectFrom('evidence')
    .select(['id', 'number', 'title'])
    .where(ofProgramme(programmeId))
    .where(column, '=', moving.id)
    .orderBy('number')
    .execute();
  const ids = evidence.map((row) => row.id);
  const moved = new Set(moving.kind === 'evidence' ? ids : []);
  const [recommendations, registers] = await Promise.all([hitRecommendations(reader, ids, moved, moving), namedIn(reader, ids)]);
  const hitIds = recommendations.map((one) => one.id as string);
  const [sets, editions] = await Promise.all([hitSets(reader, programmeId, hitIds), hitEditions(reader, programmeId, ids)]);
  const refs = new Map(recommendations.map((one) => [one.id as string, one.ref]));
  return {
    evidence: evidence.map((row) => ({
      id: row.id as GroundImpact['evidence'][number]['id'],
      ref: reference('evidence', row.number),
      title: row.title,
    })),
    recommendations,
    unsupported: recommendations.filter((one) => one.before > 0 && one.remaining === 0).map((one) => one.ref),
    sets: sets.map(({ held, ...set }) => ({ ...set, recommendations: held.flatMap((id) => refs.get(id) ?? []) })),
    editions,
    registers,
  };
}

async function hitRecommendations(reader: Reader, ids: readonly string[], moved: ReadonlySet<string>, moving: Moving) {
  if (ids.length === 0) return [];
  const hit = reader.selectFrom('links').select('recommendation_id').where('target_id', 'in', ids);
  const rows = await reader
    .selectFrom('recommendations')
    .select(['id', 'number', 'title'])
    .where('id', 'in', hit)
    .where('archived_at', 'is', null)
    .orderBy('number')
    .execute();
  if (rows.length === 0) return [];
  const ties = await reader
    .selectFrom('links')
    .innerJoin('evidence', 'evidence.id', 'links.target_id')
    .leftJoin('sources', 'sources.id', 'evidence.source_id')
    .select(['recommendation_id', 'target_id', 'links.kind', 'stance', 'state', 'source_id', 'reliability'])
    .where(
      'recommendation_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('target_kind', '=', 'evidence')
    .execute();
  const supports = ties.map(
    (row): Support => ({
      recommendationId: row.recommendation_id,
      evidenceId: row.target_id,
      stance: row.stance ?? row.kind,
      state: row.state,
      sourceId: row.source_id,
      reliability: moving.kind === 'source' && row.source_id === moving.id ? moving.reliability : row.reliability,
    }),
  );
  const byRecommendation = Map.groupBy(supports, (one) => one.recommendationId);
  return rows.map((row) => {
    const mine = byRecommendation.get(row.id) ?? [];
    return {
      id: row.id as GroundImpact['recommendations'][number]['id'],
      ref: reference('recommendation', row.number),
      title: row.title,
      ties: [...new Set(mine.filter((one) => ids.includes(one.evidenceId)).map((one) => one.stance))],
      ...remainingSupport(mine, moved),
    };
  });
}

async function hitSets(reader: Reader, programmeId: string, recommendationIds: readonly string[]) {
  if (recommendationIds.length === 0) return [];
  const rows = await reader
    .selectFrom('sets')
    .innerJoin('set_items', 'set_items.set_id', 'sets.id')
    .select(['sets.id', 'number', 'title', 'round', 'recommendation_id'])
    .where('programme_id', '=', programmeId)
    .where('state', '=', 'in-approval')
    .where('recommendation_id', 'in', recommendationIds)
    .orderBy('number')
    .orderBy('position')
    .execute();
  if (rows.length === 0) return [];
  const sets = Map.groupBy(rows, (row) => row.id);
  const signed = await reader
    .selectFrom('sign_offs')
    .select(['set_id', 'round', 'user_id'])
    .where('set_id', 'in', [...sets.keys()])
    .execute();
  return [...sets].flatMap(([id, items]) => {
    const [first] = items;
    if (!first) return [];
    const signers = signed.filter((one) => one.set_id === id && one.round === first.round).map((one) => one.user_id);
    const held = items.map((item) => item.recommendation_id);
    return [{ id, ref: setReference(first.number), title: first.title, signed: new Set(signers).size, held }];
  });
}

async function hitEditions(reader: Reader, programmeId: string, ids: readonly string[]): Promise<GroundImpact['editions']> {
  if (ids.length === 0) return [];
  const held = reader.selectFrom('edition_records').select('edition_id').where('record_id', 'in', ids);
  const rows = await reader
    .selectFrom('editions')
    .innerJoin('sets', 'sets.id', 'editions.set_id')
    .select(['editions.set_id', 'editions.number as edition', 'editions.document', 'sets.number', 'sets.title'])
    .where('editions.programme_id', '=', programmeId)
    .where('editions.id', 'in', held)
    .orderBy('sets.number')
    .orderBy('editions.number')
    .execute();
  const lines = await editionLines(reader, [...new Set(rows.map((row) => row.set_id))]);
  return rows.flatMap((row) => {
    const line = lines.get(row.set_id)?.find((one) => one.number === row.edition);
    if (!line) return [];
    return [
      {
        setId: row.set_id,
        ref: setReference(row.number),
        title: row.title,
        edition: row.edition,
        state: line.state,
        deliveredOn: line.deliveredOn,
        deliveredTo: line.deliveredTo,
        addressees: documentOf(row).substance.set.addressees.map((body) => body.title),
      },
    ];
  });
}

async function namedIn(reader: Reader, ids: readonly string[]): Promise<GroundImpact['registers']> {
  if (ids.length === 0) return [];
  const mentions = await reader
    .selectFrom('mentions')
    .select(['from_kind', 'from_id'])
    .distinct()
    .where('to_id', 'in', ids)
    .where('from_kind', 'in', ['trend', 'risk'])
    .execute();
  const named: GroundImpact['registers'] = [];
  for (const [kind, some] of Map.groupBy(mentions, (row) => row.from_kind as RecordKind)) {
    const rows = await reader
      .selectFrom(TABLE_OF[kind])
      .select(['id', 'number', 'title'])
      .where(
        'id',
        'in',
        some.map((row) => row.from_id),
      )
      .orderBy('number')
      .execute();
    named.push(...rows.map((row) => ({ kind, ref: reference(kind, row.number), title: row.title })));
  }
  return named;
}
