import type { Disclosure, EditionLink, EditionRecommendation, EditionRecord, EditionSubstance } from '@concordance/shared/editions/schema';
import { sealOf } from '@concordance/shared/editions/verify';
import type { EditorJson } from '@concordance/shared/editor/json';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { type LinkedKind, SUBSTANCE } from '@concordance/shared/fingerprints/substance';
import { reference } from '@concordance/shared/ids';
import type { RecordName } from '@concordance/shared/recommendations/schema';
import type { Translation } from '@concordance/shared/recommendations/translations';
import { setReference } from '@concordance/shared/sets/schema';
import { fingerprint, sha256 } from '../fingerprint.ts';
import { readTargets, type Target } from '../links/targets.ts';
import { recommendations } from '../recommendations/register.ts';
import type { Row } from '../registers/register.ts';
import { recordColumns } from '../registers/rows.ts';
import { type AnyRecord, toRecords } from '../registers/store.ts';
import type { Reader } from '../storage/database.ts';
import type { LinkTable, SetTable } from '../storage/tables.ts';
import { listsOfOne, type SetLists } from './store.ts';
import type { TextCache } from './texts.ts';

/** What a set is made of, read once for everything that is said of it. */
export interface ReadSet {
  readonly lists: SetLists;
  /** Links of its recommendations, in the order they have in each. */
  readonly links: readonly LinkTable[];
  readonly targets: ReadonlyMap<string, Target>;
  readonly records: readonly AnyRecord[];
  /** Texts by document, the preface among them. */
  readonly texts: ReadonlyMap<string, EditorJson>;
}

/** A set's substance as it stands, with what was read to make it. */
export interface ReadSubstance extends ReadSet {
  readonly substance: EditionSubstance;
  /** What a signature names. */
  readonly hash: string;
  /** What opens the seals, by seal; only words that may be shown. */
  readonly disclosures: Readonly<Record<string, Disclosure & { readonly evidenceId: string }>>;
}

/** Reads a set with all that hangs on its recommendations, as the transaction sees it. */
export async function readWhole(reader: Reader, cache: TextCache, row: SetTable): Promise<ReadSet> {
  const lists = await listsOfOne(reader, row.id);
  const tied = linksOf(reader, lists.items).then(async (links) => {
    const wanted = links.map((link) => ({ kind: link.target_kind as LinkedKind, id: link.target_id }));
    return { links, targets: await readTargets(reader, row.programme_id, wanted) };
  });
  const written = recommendationsOf(reader, lists.items).then(async (records) => {
    const documentIds = [row.document_id, ...records.map((record) => String(record['documentId']))];
    return { records, texts: await cache.read(reader, documentIds) };
  });
  return { lists, ...(await tied), ...(await written) };
}

/**
 * Reads everything that a signature on this set would be given for, as the transaction sees it. `edition` is the number
 * the next edition would get, `previous` the fingerprint of the one before.
 */
export async function readSubstance(
  reader: Reader,
  cache: TextCache,
  row: SetTable,
  next: { readonly edition: number; readonly previous: string | null },
): Promise<ReadSubstance> {
  const whole = await readWhole(reader, cache, row);
  const { lists, links, targets, records, texts } = whole;
  const [programme, affiliations, addressees] = await Promise.all([
    reader.selectFrom('programmes').selectAll().where('id', '=', row.programme_id).executeTakeFirstOrThrow(),
    affiliationsOf(reader, targets),
    bodiesNamed(reader, lists.addressees),
  ]);
  const linksBy = Map.groupBy(links, (link) => link.recommendation_id);
  const sealed = [...targets.values()].map((target) => toEditionRecord(target, row.salt, affiliations));
  const text = (documentId: unknown) => (texts.get(String(documentId)) ?? { type: 'doc' }) as unknown as EditionRecommendation['text'];
  const substance: EditionSubstance = {
    programme: {
      id: programme.id,
      title: JSON.parse(programme.title),
      shortTitle: programme.short_title,
      contractor: programme.contractor,
      contract: programme.contract,
    },
    set: { id: row.id, ref: setReference(row.number), title: row.title, addressees },
    edition: next.edition,
    previous: next.previous,
    preface: text(row.document_id),
    recommendations: records.map((record) =>
      toEditionRecommendation(record, text(record['documentId']), linksBy.get(record.id) ?? [], targets),
    ),
    records: sealed.map((one) => one.record).sort((one, other) => inOrder(one.ref, other.ref)),
  };
  const disclosures = Object.fromEntries(sealed.flatMap(({ disclosure }) => (disclosure ? [[disclosure.seal, disclosure.open]] : [])));
  return { ...whole, substance, hash: fingerprint(substance as unknown as JsonValue), disclosures };
}

/** `EVD-4` before `EVD-12`, evidence before risks. */
function inOrder(one: string, other: string): number {
  const [left = '', right = ''] = [one.slice(0, 4), other.slice(0, 4)];
  if (left !== right) return left < right ? -1 : 1;
  return Number(one.slice(4)) - Number(other.slice(4));
}

async function recommendationsOf(reader: Reader, ids: readonly string[]): Promise<readonly AnyRecord[]> {
  if (ids.length === 0) return [];
  const rows = await reader
    .selectFrom('recommendations')
    .select(recordColumns(recommendations) as never)
    .where('id', 'in', ids)
    .execute();
  const records = new Map(
    (await toRecords(reader, recommendations, rows as unknown as Row[], { counted: false })).map((record) => [record.id, record]),
  );
  return ids.flatMap((id) => records.get(id) ?? []);
}

async function linksOf(reader: Reader, ids: readonly string[]): Promise<readonly LinkTable[]> {
  if (ids.length === 0) return [];
  const links = reader.selectFrom('links').selectAll().where('recommendation_id', 'in', ids);
  return links.orderBy('position').orderBy('created_at').orderBy('id').execute();
}

async function bodiesNamed(reader: Reader, ids: readonly string[]): Promise<{ ref: string; title: string }[]> {
  if (ids.length === 0) return [];
  const rows = await reader.selectFrom('bodies').select(['id', 'number', 'title']).where('id', 'in', ids).execute();
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    return row ? [{ ref: reference('body', row.number), title: row.title }] : [];
  });
}

async function affiliationsOf(reader: Reader, targets: ReadonlyMap<string, Target>): Promise<ReadonlyMap<string, string>> {
  const ids = [...targets.values()].map(({ record }) => record['sourceId']).filter((id) => typeof id === 'string');
  if (ids.length === 0) return new Map();
  const rows = await reader.selectFrom('sources').select(['id', 'affiliation']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.affiliation]));
}

const named = (name: unknown) => {
  const { ref, title } = name as RecordName;
  return { ref, title };
};
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const orNull = (value: unknown) => (typeof value === 'string' ? value : null);

function toEditionRecommendation(
  record: AnyRecord,
  body: EditionRecommendation['text'],
  links: readonly LinkTable[],
  targets: ReadonlyMap<string, Target>,
): EditionRecommendation {
  return {
    id: record.id,
    ref: record.ref,
    title: record.title,
    statement: text(record['statement']),
    addressees: (record['addressees'] as readonly RecordName[]).map(named),
    responsible: record['responsible'] ? named(record['responsible']) : null,
    horizon: orNull(record['horizon']),
    horizonNote: text(record['horizonNote']),
    priority: orNull(record['priority']),
    instrument: text(record['instrument']),
    indicators: [...(record['indicators'] as readonly string[])],
    strength: orNull(record['strength']),
    certainty: orNull(record['certainty']),
    strengthWhy: text(record['strengthWhy']),
    ...translationsIn(record),
    text: body,
    links: links
      .flatMap((link) => toEditionLink(link, targets))
      .sort((one, other) => (one.kind === other.kind ? inOrder(one.target, other.target) : one.kind < other.kind ? -1 : 1)),
  };
}

/** Without the key where nothing is translated: what was signed before there were translations keeps its fingerprint. */
function translationsIn(record: AnyRecord): Pick<EditionRecommendation, 'translations'> {
  const all = record['translations'] as readonly Translation[];
  if (all.length === 0) return {};
  return { translations: Object.fromEntries(all.map(({ language, title, statement }) => [language, { title, statement }])) };
}

function toEditionLink(link: LinkTable, targets: ReadonlyMap<string, Target>): EditionLink[] {
  const target = targets.get(link.target_id);
  if (!target) return [];
  return [
    {
      kind: link.kind as EditionLink['kind'],
      target: target.record.ref,
      stance: link.stance,
      locator: link.locator,
      note: link.note,
      residualLikelihood: link.residual_likelihood,
      residualImpact: link.residual_impact,
    },
  ];
}

/** What of an expert's statement says who the expert is. */
const NAMING = ['title', 'csl', 'sourceId'] as const;

interface Sealed {
  readonly record: EditionRecord;
  readonly disclosure: { readonly seal: string; readonly open: Disclosure & { readonly evidenceId: string } } | null;
}

/**
 * A linked record as it stands. Of an expert's statement, what names the expert goes behind a seal; the words that open
 * it are kept only where the expert spoke on the record.
 */
function toEditionRecord({ kind, record }: Target, secret: string, affiliations: ReadonlyMap<string, string>): Sealed {
  const all = Object.fromEntries(SUBSTANCE[kind].map((field) => [field, (record[field] ?? null) as JsonValue]));
  const base = { kind, id: record.id, ref: record.ref };
  if (kind !== 'evidence') return { record: { ...base, fields: all as EditionRecord['fields'], sealed: null }, disclosure: null };
  const source = (record['sourceTitle'] ?? null) as JsonValue;
  const personal = record['kind'] === 'expert-statement' || record['consent'] !== null;
  if (!personal) return { record: { ...base, fields: { ...all, source } as EditionRecord['fields'], sealed: null }, disclosure: null };
  const value = { ...Object.fromEntries(NAMING.map((field) => [field, all[field] ?? null])), source } as JsonValue;
  const salt = sha256(canonicalJson({ secret, evidence: record.id, value }));
  const seal = sealOf(salt, value, sha256);
  const open = Object.fromEntries(Object.entries(all).filter(([field]) => !NAMING.some((one) => one === field)));
  const affiliation = record['consent'] === 'affiliation-only' ? (affiliations.get(String(record['sourceId'])) ?? '') : null;
  const fields = { ...open, ...(affiliation !== null && { affiliation }) } as EditionRecord['fields'];
  const shown = record['consent'] === 'on-the-record';
  return {
    record: { ...base, fields, sealed: seal },
    disclosure: shown ? { seal, open: { salt, value: value as Disclosure['value'], evidenceId: record.id } } : null,
  };
}
