import type { ProgrammeId, RecordKind } from '@concordance/shared/ids';
import { LINK_KINDS, type LinkKind } from '@concordance/shared/links/schema';
import { programmeFields } from '@concordance/shared/programmes/schema';
import { newId } from '../ids.ts';
import { keepSubstances, readTargets, seenNow } from '../links/targets.ts';
import { programmeColumns } from '../programmes/store.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { ProgrammeTable, Tables } from '../storage/tables.ts';
import { readSample, type Sample, type SampleRecord } from './files.ts';
import { giveIds } from './keys.ts';
import { linkRows, linkTargets } from './link-rows.ts';
import { SAMPLE_PEOPLE } from './people.ts';
import { type Loading, REGISTERS, type RegisterRows, registerRows } from './register-rows.ts';
import { roundTableRows } from './round-table-rows.ts';
import { insertSet } from './set-rows.ts';
import { textRows } from './text-rows.ts';
import { threadRows } from './thread-rows.ts';
import { translationsColumn } from './translation-rows.ts';

const SET_TITLE = 'Kazakhstan in the Eurasian Economic Union to 2025';

export type SampleCounts = Readonly<
  Record<RecordKind | LinkKind | 'person' | 'text' | 'round-table' | 'guest' | 'thread' | 'comment', number>
>;

export interface LoadedSample {
  readonly programmeId: ProgrammeId;
  readonly counts: SampleCounts;
}

export interface LoadOptions {
  /** argon2id in PHC form; the same for everybody of the sample. */
  readonly passwordHash: string;
  readonly now?: () => Date;
  /** Called for each kind as it is written. */
  readonly onProgress?: (kind: keyof SampleCounts, count: number) => void;
}

/**
 * Fills a database that has its tables with the sample programme, its people, records, links and texts: all of it or,
 * when anything is wrong, nothing. Throws on a database that has one of the sample's people already.
 */
export async function loadSample(database: Database, options: LoadOptions): Promise<LoadedSample> {
  const sample = await readSample();
  const programmeId = newId<ProgrammeId>();
  const loading = { programmeId, at: (options.now?.() ?? new Date()).toISOString(), keys: giveIds(sample) };
  const prepared = prepare(loading, sample);
  const counts: Partial<Record<keyof SampleCounts, number>> = {};
  const told = (kind: keyof SampleCounts, count: number) => {
    counts[kind] = count;
    options.onProgress?.(kind, count);
  };
  await database.write(async (tx) => {
    await insertPeople(tx, loading, sample, options.passwordHash);
    told('person', SAMPLE_PEOPLE.length);
    const column = <Part extends 'document' | 'update' | 'client'>(part: Part) => prepared.texts.map((text) => text[part]);
    await insertAll(tx, 'documents', column('document'));
    for (const { register, rows, mentions, changes } of prepared.registers) {
      await insertAll(tx, register.table, rows);
      await insertAll(tx, 'mentions', mentions);
      await insertAll(tx, 'changes', changes);
      told(register.kind, rows.length);
    }
    const counters = REGISTERS.map(({ kind }) => ({ programme_id: programmeId, kind, last: sample.records[kind].length }));
    await insertAll(tx, 'counters', counters);
    await insertAll(tx, 'updates', column('update'));
    await insertAll(tx, 'document_clients', column('client'));
    told('text', prepared.texts.length);
    await insertRoundTables(tx, loading, sample);
    told('round-table', sample.roundTables.length);
    told('guest', sample.roundTables.flatMap(({ guests }) => guests).length);
    await insertAll(
      tx,
      'threads',
      prepared.threads.map(({ thread }) => thread),
    );
    await insertAll(
      tx,
      'comments',
      prepared.threads.flatMap(({ comments }) => comments),
    );
    await insertAll(tx, 'counters', [{ programme_id: programmeId, kind: 'thread', last: prepared.threads.length }]);
    told('thread', prepared.threads.length);
    told('comment', prepared.threads.flatMap(({ comments }) => comments).length);
    const links = await insertLinks(tx, loading, sample, prepared.texts);
    await insertSet(tx, loading, sample, SET_TITLE);
    for (const kind of LINK_KINDS) told(kind, links.filter((link) => link.kind === kind).length);
  });
  return { programmeId, counts: counts as SampleCounts };
}

function prepare(loading: Loading, sample: Sample) {
  const texts = sample.records.recommendation.map((record) => ({ key: record.key, ...textRows(loading, sample, record) }));
  const derived = new Map(texts.map((text) => [text.key, text.derived]));
  const extra = (record: SampleRecord) => ({
    status: record['status'] ?? 'draft',
    status_reason: record['statusReason'] ?? '',
    translations: translationsColumn(loading, record),
    ...derived.get(record.key),
  });
  const registers = REGISTERS.map((register) => ({
    register,
    ...registerRows(loading, register, sample.records[register.kind], register.kind === 'recommendation' ? extra : undefined),
  })) satisfies readonly RegisterRows[];
  const threads = sample.remarks.map((remark, place) => {
    const text = texts.find(({ key }) => key === remark.recommendationKey);
    if (!text) throw new Error(`a remark of the sample is about ${remark.recommendationKey}, which has no text`);
    return threadRows(loading, remark, text, place);
  });
  return { texts, registers, threads };
}

async function insertPeople(tx: Transaction, { programmeId, at, keys }: Loading, sample: Sample, passwordHash: string): Promise<void> {
  const { key: _, ...fields } = sample.programme;
  const programme = programmeFields.strict().parse(fields);
  const users = SAMPLE_PEOPLE.map(({ key, email, name, administrator }, colour) => ({
    id: keys.person(key),
    name,
    email,
    password_hash: passwordHash,
    language: 'en',
    colour,
    administrator: administrator ? 1 : 0,
    disabled: 0,
    created_at: at,
  }));
  const columns = programmeColumns(programme) as Omit<ProgrammeTable, 'id' | 'version' | 'created_at'>;
  const members = SAMPLE_PEOPLE.map(({ key, role }) => ({ user_id: keys.person(key), role }));
  await insertAll(tx, 'users', users);
  await insertAll(tx, 'programmes', [{ ...columns, id: programmeId, version: 1, created_at: at }]);
  await insertAll(
    tx,
    'memberships',
    members.map((member) => ({ ...member, programme_id: programmeId, joined_at: at, expires_at: null })),
  );
  await insertAll(tx, 'changes', [
    {
      programme_id: programmeId,
      at,
      by_id: keys.person('lead'),
      kind: 'programme',
      record_id: programmeId,
      ref: '',
      title: programme.shortTitle,
      version: 1,
      action: 'created',
      fields: '[]',
    },
  ]);
}

async function insertRoundTables(tx: Transaction, loading: Loading, sample: Sample): Promise<void> {
  const rows = sample.roundTables.map((record, place) => roundTableRows(loading, record, place));
  await insertAll(
    tx,
    'round_tables',
    rows.map(({ table }) => table),
  );
  await insertGuests(tx, loading, sample);
  await insertAll(
    tx,
    'table_links',
    rows.map(({ link }) => link),
  );
  await insertAll(
    tx,
    'seats',
    rows.flatMap(({ seats }) => seats),
  );
  await insertAll(
    tx,
    'agenda_items',
    rows.flatMap(({ items }) => items),
  );
  await insertAll(
    tx,
    'changes',
    rows.map(({ change }) => change),
  );
  await insertAll(tx, 'counters', [{ programme_id: loading.programmeId, kind: 'round-table', last: rows.length }]);
}

/** Guests have a name, and neither an address nor a password: they come by a link. */
async function insertGuests(tx: Transaction, { programmeId, at, keys }: Loading, sample: Sample): Promise<void> {
  const guests = sample.roundTables.flatMap((table) => table.guests);
  const users = guests.map(({ key, name }, place) => ({
    id: keys.person(key),
    name,
    email: null,
    password_hash: null,
    language: 'en',
    colour: SAMPLE_PEOPLE.length + place,
    administrator: 0,
    disabled: 0,
    created_at: at,
  }));
  await insertAll(tx, 'users', users);
  const members = users.map(({ id }) => ({ programme_id: programmeId, user_id: id, role: 'participant', joined_at: at, expires_at: null }));
  await insertAll(tx, 'memberships', members);
}

async function insertLinks(tx: Transaction, loading: Loading, sample: Sample, texts: ReturnType<typeof prepare>['texts']) {
  const cited = new Map(texts.map((text) => [text.key, text.citations]));
  const recommendations = sample.records.recommendation;
  const targets = await readTargets(tx, loading.programmeId, linkTargets(loading, recommendations, [...cited.values()].flat()));
  await keepSubstances(tx, [...targets.values()], loading.at);
  const seen = ({ id }: { readonly id: string }) => {
    const target = targets.get(id);
    if (!target) throw new Error('a link of the sample points at nothing');
    return seenNow(target, loading.at);
  };
  const links = recommendations.flatMap((record) => linkRows(loading, record, cited.get(record.key) ?? [], seen));
  await insertAll(tx, 'links', links);
  return links;
}

/** Many rows in one statement stay below the engines' limit of parameters; a row may name any other row of its statement. */
const ROWS_AT_ONCE = 500;

async function insertAll(tx: Transaction, table: keyof Tables, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    // The rows were built from the same table types; the compiler cannot follow that through a union of tables.
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + ROWS_AT_ONCE) as never)
      .execute();
  }
}
