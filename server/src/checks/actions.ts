import { risksUnanswered, trendsUnanswered } from '@concordance/shared/checks/registers';
import { checkRecommendation, checkSet, weighed } from '@concordance/shared/checks/rules';
import type { CheckedRecommendation, CheckRules, Finding, ProgrammeChecks, RecommendationFacts } from '@concordance/shared/checks/schema';
import type { EditorJson } from '@concordance/shared/editor/json';
import { blocks } from '@concordance/shared/editor/read';
import { reference } from '@concordance/shared/ids';
import { Problem } from '@concordance/shared/problems';
import { sql } from 'kysely';
import { recommendations } from '../recommendations/register.ts';
import { findRow } from '../registers/store.ts';
import type { Reader } from '../storage/database.ts';
import { gatherFacts, readRules, type Tied } from './gather.ts';
import type { CheckPorts } from './ports.ts';

/** One recommendation's facts, the programme's rules, and what they find together. Throws `not-found`. */
export async function checkOne(reader: Reader, ports: CheckPorts, programmeId: string, idOrRef: string): Promise<CheckedRecommendation> {
  const row = await findRow(reader, recommendations, programmeId, idOrRef);
  const [rules, gathered] = await Promise.all([readRules(reader, programmeId), gatherFacts(reader, ports, programmeId, [row.id])]);
  const facts = gathered.get(row.id);
  if (!facts) throw new Problem('not-found');
  return { facts, rules, findings: checkRecommendation(facts, rules) };
}

/**
 * Findings of a set by recommendation id, those of the set as a whole under its own id: what stands in the way of an
 * approval. `texts` are the texts as they are to be signed, `tied` the links and what they point at, where the caller has
 * read them in the same transaction.
 */
export async function findingsOfSet(
  reader: Reader,
  ports: CheckPorts,
  programmeId: string,
  set: {
    readonly id: string;
    readonly recommendationIds: readonly string[];
    readonly texts?: ReadonlyMap<string, EditorJson>;
    readonly tied?: Tied;
  },
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const rules = await readRules(reader, programmeId);
  const read = new Map([...(set.texts ?? [])].map(([id, json]) => [id, blocks(json)]));
  const facts = await gatherFacts(reader, ports, programmeId, set.recommendationIds, { blocks: read, ...(set.tied && { tied: set.tied }) });
  const own = [...facts].map(([id, one]) => [id, checkRecommendation(one, rules)] as const);
  return new Map([...own, [set.id, checkSet({ id: set.id, recommendations: [...facts.values()] }, rules)]]);
}

/** What the programme leaves open, and how each of its recommendations stands. */
export async function checkProgramme(reader: Reader, ports: CheckPorts, programmeId: string): Promise<ProgrammeChecks> {
  const [rules, live, threats, trends, sets] = await Promise.all([
    readRules(reader, programmeId),
    reader
      .selectFrom('recommendations')
      .select(['id', 'status', 'number', 'title'])
      .where('programme_id', '=', programmeId)
      .where('archived_at', 'is', null)
      .orderBy('number')
      .execute(),
    registerFacts(reader, programmeId, 'risks'),
    registerFacts(reader, programmeId, 'trends'),
    ports.sets(reader, programmeId),
  ]);
  const facts = await gatherFacts(
    reader,
    ports,
    programmeId,
    live.map((row) => row.id),
  );
  return {
    findings: [
      ...weighed([...risksUnanswered(threats), ...trendsUnanswered(trends)], rules),
      ...sets.flatMap((set) => findingsOfWhole(set.id, set.recommendationIds, facts, rules)),
    ],
    recommendations: live.map(({ id, status, number, title }) => {
      const one = facts.get(id);
      const findings = one ? checkRecommendation(one, rules) : [];
      const blocking = findings.filter((finding) => finding.level === 'block').length;
      return { id, ref: reference('recommendation', number), title, status, blocking, warnings: findings.length - blocking };
    }),
  };
}

function findingsOfWhole(
  id: string,
  recommendationIds: readonly string[],
  facts: ReadonlyMap<string, RecommendationFacts>,
  rules: CheckRules,
): readonly Finding[] {
  return checkSet({ id, recommendations: recommendationIds.flatMap((one) => facts.get(one) ?? []) }, rules);
}

async function registerFacts(reader: Reader, programmeId: string, table: 'risks' | 'trends') {
  const [kind, link] = table === 'risks' ? (['risk', 'treats'] as const) : (['trend', 'answers'] as const);
  const taken = sql<number>`case when exists (select 1 from links where links.target_id = ${sql.ref(`${table}.id`)} and links.kind = ${link}) then 1 else 0 end`;
  const query = reader
    .selectFrom(table)
    .select(['id', 'number', 'title', taken.as('taken')])
    .where('programme_id', '=', programmeId)
    .where('archived_at', 'is', null)
    .orderBy('number');
  const rows = await (table === 'risks' ? query.where(sql<boolean>`kind = 'threat'`) : query).execute();
  return rows.map((row) => ({ id: row.id, ref: reference(kind, row.number), title: row.title, taken: row.taken === 1 }));
}
