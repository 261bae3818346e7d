import type { AddresseeFact, BlockFact, CheckRules, LinkFact, NamedFact, RecommendationFacts } from '@concordance/shared/checks/schema';
import { rulesOf } from '@concordance/shared/checks/schema';
import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import { reference } from '@concordance/shared/ids';
import { isSuspect, readTargets, type Target } from '../links/targets.ts';
import { translationsOf } from '../recommendations/stored-translations.ts';
import { readMentions } from '../registers/mentions.ts';
import type { Reader } from '../storage/database.ts';
import { ofProgramme } from '../storage/of-programme.ts';
import type { BodyTable, LinkTable, RecommendationTable } from '../storage/tables.ts';
import type { CheckPorts } from './ports.ts';

/** How the severities of a programme stand. */
export async function readRules(reader: Reader, programmeId: string): Promise<CheckRules> {
  const { rules } = await reader.selectFrom('programmes').select('rules').where('id', '=', programmeId).executeTakeFirstOrThrow();
  return rulesOf(JSON.parse(rules));
}

/** Links of some recommendations, in the order they have in each, and what they point at. */
export interface Tied {
  readonly links: readonly LinkTable[];
  readonly targets: ReadonlyMap<string, Target>;
}

/** What the caller has read already: the texts as somebody is about to sign them, and the links. */
export interface Known {
  readonly blocks?: ReadonlyMap<string, readonly BlockFact[]>;
  readonly tied?: Tied;
}

async function readTied(reader: Reader, programmeId: string, ids: readonly string[]): Promise<Tied> {
  const links = await reader
    .selectFrom('links')
    .selectAll()
    .where('recommendation_id', 'in', ids)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const wanted = links.map((link) => ({ kind: link.target_kind as LinkedKind, id: link.target_id }));
  return { links, targets: await readTargets(reader, programmeId, wanted) };
}

/**
 * What the checks look at, for many recommendations in as many queries as there are tables. Where no `blocks` are known,
 * those count that were read from the texts last.
 */
export async function gatherFacts(
  reader: Reader,
  ports: CheckPorts,
  programmeId: string,
  ids: readonly string[],
  { blocks = new Map(), tied: known }: Known = {},
): Promise<ReadonlyMap<string, RecommendationFacts>> {
  if (ids.length === 0) return new Map();
  const [rows, { links, targets }, mentions, bodies, talk] = await Promise.all([
    reader
      .selectFrom('recommendations')
      .select(OWN)
      .$if(
        ids.some((id) => !blocks.has(id)),
        (whole) => whole.select('blocks'),
      )
      .where(ofProgramme(programmeId))
      .where('id', 'in', ids)
      .execute(),
    known ?? readTied(reader, programmeId, ids),
    readMentions(reader, ids),
    reader.selectFrom('bodies').selectAll().where('programme_id', '=', programmeId).execute(),
    ports.talk(reader, programmeId, ids),
  ]);
  const bodyById = new Map(bodies.map((body) => [body.id, body]));
  const powers = powersAmong(bodies);
  const tied = Map.groupBy(links, (link) => link.recommendation_id);
  return new Map(
    rows.map((row) => {
      const addressees = (mentions.get(row.id)?.get('addresseeIds') ?? []).flatMap((id) => bodyById.get(id) ?? []);
      const facts = {
        ...ownFacts(row),
        addressees: addressees.map(addresseeFact),
        links: (tied.get(row.id) ?? []).flatMap((link) => linkFact(link, targets.get(link.target_id), powers)),
        blocks: blocks.get(row.id) ?? (JSON.parse(row.blocks ?? '[]') as readonly BlockFact[]),
        threads: talk.get(row.id) ?? { open: 0, undecided: 0 },
        translationsBehind: translationsOf(row.translations, row).flatMap(({ language, behind }) => (behind ? [language] : [])),
      };
      return [row.id, facts];
    }),
  );
}

/** What the checks look at of a recommendation itself; its whole text stays in the database. */
const OWN = [
  'id',
  'number',
  'title',
  'statement',
  'topic',
  'instrument',
  'indicators',
  'horizon',
  'strength',
  'certainty',
  'strength_why',
  'responsible_id',
  'translations',
] as const;

function ownFacts(one: Pick<RecommendationTable, (typeof OWN)[number]>) {
  return {
    id: one.id,
    ref: reference('recommendation', one.number),
    title: one.title,
    statement: one.statement,
    topic: one.topic,
    instrument: one.instrument,
    indicators: JSON.parse(one.indicators) as readonly string[],
    horizon: one.horizon,
    strength: one.strength,
    certainty: one.certainty,
    strengthWhy: one.strength_why,
    responsibleId: one.responsible_id,
  };
}

function addresseeFact(body: BodyTable): AddresseeFact {
  return {
    id: body.id,
    ref: reference('body', body.number),
    title: body.title,
    addressee: body.addressee === 1,
    competence: body.competence,
  };
}

const words = (value: unknown) => (typeof value === 'string' ? value : null);

function linkFact(link: LinkTable, target: Target | undefined, powers: ReadonlyMap<string, NamedFact>): LinkFact[] {
  if (!target) return [];
  const { record } = target;
  const evidence = target.kind === 'evidence';
  const named = [...((record['bodyIds'] ?? []) as readonly string[]), ...(target.kind === 'body' ? [record.id] : [])];
  return [
    {
      id: link.id,
      kind: link.kind as LinkFact['kind'],
      stance: link.stance,
      locator: link.locator,
      suspect: isSuspect(link, target),
      target: {
        id: record.id,
        kind: target.kind,
        ref: record.ref,
        title: record.title,
        state: evidence ? words(record['state']) : null,
        evidenceKind: evidence ? words(record['kind']) : null,
        sourceId: evidence ? words(record['sourceId']) : null,
        powers: named.flatMap((id) => powers.get(id) ?? []),
      },
    },
  ];
}

/** States whose interests a set may lean on: all but those that advice is given to, and those such a body is a part of. */
function powersAmong(bodies: readonly BodyTable[]): ReadonlyMap<string, NamedFact> {
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const home = new Set<string>();
  for (const addressee of bodies.filter((body) => body.addressee === 1)) {
    for (let body: BodyTable | undefined = addressee; body && !home.has(body.id); body = byId.get(body.parent_id ?? '')) home.add(body.id);
  }
  const states = bodies.filter((body) => body.kind === 'state' && !home.has(body.id));
  return new Map(states.map((body) => [body.id, { id: body.id, title: body.title }]));
}
