import { RECORD_KINDS, type RecordId, type RecordKind, reference } from '@concordance/shared/ids';
import type { LinkKind } from '@concordance/shared/links/schema';
import type { UsedInItem } from '@concordance/shared/registers/schema';
import { sql } from 'kysely';
import type { Reader } from '../storage/database.ts';
import { TABLE_OF } from './mentions.ts';

/**
 * A record is used where another record names it or a recommendation is linked to it (a citation in the text is a link).
 * A place counts once, however many ties it has.
 */
export function usageCount(id: string) {
  return sql<number>`(select count(*) from (
    select from_id as place from mentions where to_id = ${sql.ref(id)}
    union select recommendation_id from links where target_id = ${sql.ref(id)}) as places)`;
}

/** Whether a record is used anywhere; cheaper than counting. */
export function isUsed(id: string) {
  // Most of what is used is used by links: they are looked at first.
  return sql<boolean>`(exists (select 1 from links where target_id = ${sql.ref(id)})
    or exists (select 1 from mentions where to_id = ${sql.ref(id)}))`;
}

/** Whether a live recommendation is tied to a record in this way: what is archived answers and treats nothing any more. */
export function isTied(id: string, kind: LinkKind) {
  return sql<boolean>`exists (select 1 from links inner join recommendations on recommendations.id = links.recommendation_id
    where target_id = ${sql.ref(id)} and links.kind = ${kind} and recommendations.archived_at is null)`;
}

/** In how many places each of these records is used. */
export async function usageCounts(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const places = reader
    .selectFrom('mentions')
    .select(['to_id as record', 'from_id as place'])
    .where('to_id', 'in', ids)
    .union(reader.selectFrom('links').select(['target_id as record', 'recommendation_id as place']).where('target_id', 'in', ids));
  const rows = await reader
    .selectFrom(places.as('places'))
    .select(['record', sql<number>`count(*)`.as('count')])
    .groupBy('record')
    .execute();
  return new Map(rows.map((row) => [row.record, Number(row.count)]));
}

interface Tie {
  readonly kind: RecordKind;
  readonly id: string;
  readonly relation: string;
  readonly locator: string | null;
}

/** Every place that uses a record, recommendations first, each tie on its own line. */
export async function usedIn(reader: Reader, programmeId: string, id: string): Promise<readonly UsedInItem[]> {
  const [links, mentions] = await Promise.all([
    reader
      .selectFrom('links')
      .select(['recommendation_id', 'kind', 'stance', 'locator'])
      .where('target_id', '=', id)
      .where('programme_id', '=', programmeId)
      .execute(),
    reader
      .selectFrom('mentions')
      .select(['from_kind', 'from_id', 'field'])
      .where('to_id', '=', id)
      .where('programme_id', '=', programmeId)
      .execute(),
  ]);
  const ties: Tie[] = [
    ...links.map(
      (row): Tie => ({ kind: 'recommendation', id: row.recommendation_id, relation: row.stance ?? row.kind, locator: row.locator || null }),
    ),
    ...mentions.map((row): Tie => ({ kind: row.from_kind as RecordKind, id: row.from_id, relation: row.field, locator: null })),
  ];
  const names = await namesOf(reader, ties);
  const order = [...RECORD_KINDS].reverse();
  return ties
    .flatMap((tie) => {
      const name = names.get(tie.id);
      return name
        ? [{ ...tie, id: tie.id as RecordId, ref: reference(tie.kind, name.number), title: name.title, number: name.number }]
        : [];
    })
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || one.number - other.number)
    .map(({ number: _, ...item }) => item);
}

async function namesOf(reader: Reader, ties: readonly Tie[]): Promise<ReadonlyMap<string, { number: number; title: string }>> {
  const groups = [...Map.groupBy(ties, (tie) => tie.kind)].map(([kind, some]) =>
    reader
      .selectFrom(TABLE_OF[kind])
      .select(['id', 'number', 'title'])
      .where('id', 'in', [...new Set(some.map((tie) => tie.id))])
      .execute(),
  );
  return new Map((await Promise.all(groups)).flat().map((row) => [row.id, row]));
}
