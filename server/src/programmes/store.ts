import type { Role } from '@concordance/shared/identity/schema';
import type { ProgrammeId } from '@concordance/shared/ids';
import type { Programme, ProgrammeCounts, ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { sql } from 'kysely';
import type { Reader } from '../storage/database.ts';
import type { ProgrammeTable } from '../storage/tables.ts';

export function toProgramme(row: ProgrammeTable): Programme {
  return {
    id: row.id as ProgrammeId,
    version: row.version,
    title: JSON.parse(row.title),
    shortTitle: row.short_title,
    contractor: row.contractor,
    contract: row.contract,
    firstYear: row.first_year,
    lastYear: row.last_year,
    languages: JSON.parse(row.languages),
    citationStyle: row.citation_style as Programme['citationStyle'],
    aim: row.aim,
    rules: JSON.parse(row.rules),
    createdAt: row.created_at,
  };
}

/** The values of a draft or of changes as columns. */
export function programmeColumns(draft: Partial<Omit<Programme, 'id' | 'version' | 'createdAt'>>): Partial<ProgrammeTable> {
  const columns: Partial<ProgrammeTable> = {};
  if (draft.title !== undefined) columns.title = JSON.stringify(draft.title);
  if (draft.shortTitle !== undefined) columns.short_title = draft.shortTitle;
  if (draft.contractor !== undefined) columns.contractor = draft.contractor;
  if (draft.contract !== undefined) columns.contract = draft.contract;
  if (draft.firstYear !== undefined) columns.first_year = draft.firstYear;
  if (draft.lastYear !== undefined) columns.last_year = draft.lastYear;
  if (draft.languages !== undefined) columns.languages = JSON.stringify(draft.languages);
  if (draft.citationStyle !== undefined) columns.citation_style = draft.citationStyle;
  if (draft.aim !== undefined) columns.aim = draft.aim;
  if (draft.rules !== undefined) columns.rules = JSON.stringify(draft.rules);
  return columns;
}

const years = (first: number | null, last: number | null) => [first, last].filter((year) => year !== null).join('–');

/** The programmes a person is a member of. */
export async function programmesOf(reader: Reader, userId: string, now: string): Promise<readonly ProgrammeSummary[]> {
  const rows = await reader
    .selectFrom('programmes')
    .innerJoin('memberships', 'memberships.programme_id', 'programmes.id')
    .select(['programmes.id', 'short_title', 'first_year', 'last_year', 'role'])
    .where('memberships.user_id', '=', userId)
    .where((where) => where.or([where('memberships.expires_at', 'is', null), where('memberships.expires_at', '>', now)]))
    .orderBy('programmes.created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id as ProgrammeId,
    shortTitle: row.short_title,
    years: years(row.first_year, row.last_year),
    role: row.role as Role,
  }));
}

/** Every programme of the server by name, with the asking administrator's own role in it, if any. */
export async function allProgrammes(reader: Reader, userId: string): Promise<readonly ProgrammeSummary[]> {
  const rows = await reader
    .selectFrom('programmes')
    .leftJoin('memberships', (join) => join.onRef('memberships.programme_id', '=', 'programmes.id').on('memberships.user_id', '=', userId))
    .select(['programmes.id', 'short_title', 'first_year', 'last_year', 'role'])
    .orderBy('programmes.created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id as ProgrammeId,
    shortTitle: row.short_title,
    years: years(row.first_year, row.last_year),
    role: (row.role as Role | null) ?? null,
  }));
}

/** The numbers of the rail and the overview, in one query per table. */
export async function countsOf(reader: Reader, programmeId: string): Promise<ProgrammeCounts> {
  const live = (table: 'recommendations' | 'trends' | 'risks' | 'sources' | 'evidence' | 'bodies') =>
    reader.selectFrom(table).where('programme_id', '=', programmeId).where('archived_at', 'is', null);
  const count = sql<number>`count(*)`.as('count');
  const linked = (target: string, kind: string) =>
    sql<boolean>`not exists (select 1 from links where target_id = ${sql.ref(target)} and kind = ${kind})`;
  const number = async (query: { executeTakeFirstOrThrow(): Promise<{ count: number }> }) =>
    Number((await query.executeTakeFirstOrThrow()).count);
  const [trends, risks, sources, evidence, bodies, risksUntreated, trendsUnanswered, evidenceUnrated, statuses] = await Promise.all([
    number(live('trends').select(count)),
    number(live('risks').select(count)),
    number(live('sources').select(count)),
    number(live('evidence').select(count)),
    number(live('bodies').select(count)),
    number(live('risks').where('kind', '=', 'threat').where(linked('risks.id', 'treats')).select(count)),
    number(live('trends').where(linked('trends.id', 'answers')).select(count)),
    number(live('evidence').where('credibility', 'is', null).select(count)),
    live('recommendations').select(['status', count]).groupBy('status').execute(),
  ]);
  const of = (status: string) => Number(statuses.find((row) => row.status === status)?.count ?? 0);
  const byStatus = { draft: of('draft'), 'in-discussion': of('in-discussion'), ready: of('ready') };
  const recommendations = byStatus.draft + byStatus['in-discussion'] + byStatus.ready;
  return { recommendations, trends, risks, sources, evidence, bodies, risksUntreated, trendsUnanswered, evidenceUnrated, byStatus };
}
