import type { RecordKind } from '@concordance/shared/ids';
import { newId } from '../ids.ts';
import type { Sample, SampleRecord } from './files.ts';
import { SAMPLE_PEOPLE } from './people.ts';

/** A record of the sample with the identity it gets in the database. */
export interface Known {
  readonly id: string;
  readonly kind: RecordKind;
  /** Its place in its file, from 1: TRD-1 is the first trend. */
  readonly number: number;
}

export interface Keys {
  /** Throws when nothing has this key. */
  record(key: string): Known;
  /** The kind of the record with this id. */
  kindOf(id: string): RecordKind | undefined;
  /** Of the team, or a guest. */
  person(key: string): string;
  table(key: string): string;
}

/** Gives every record and person of the sample an id. Throws when a key is used twice. */
export function giveIds(sample: Sample): Keys {
  const records = new Map<string, Known>();
  for (const [kind, list] of Object.entries(sample.records)) {
    list.forEach(({ key }, place) => {
      if (records.has(key)) throw new Error(`the sample has two records called ${key}`);
      records.set(key, { id: newId(), kind: kind as RecordKind, number: place + 1 });
    });
  }
  const kinds = new Map([...records.values()].map(({ id, kind }) => [id, kind]));
  const guests = sample.roundTables.flatMap((table) => table.guests);
  const people = new Map<string, string>([...SAMPLE_PEOPLE, ...guests].map(({ key }) => [key, newId()]));
  const tables = new Map<string, string>(sample.roundTables.map(({ key }) => [key, newId()]));
  return {
    record: (key) => known(records, key),
    kindOf: (id) => kinds.get(id),
    person: (key) => known(people, key),
    table: (key) => known(tables, key),
  };
}

function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the sample names ${key} and has no such record`);
  return value;
}

/** The fields of a record with ids in place of keys: `bodyKeys` becomes `bodyIds`, `owner` becomes `ownerId`. */
export function withIds(record: Readonly<Record<string, unknown>>, keys: Keys): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record)) {
    if (field === 'key') continue;
    if (field === 'owner') fields['ownerId'] = keys.person(String(value));
    else if (field.endsWith('Key')) fields[`${field.slice(0, -'Key'.length)}Id`] = keys.record(String(value)).id;
    else if (field.endsWith('Keys'))
      fields[`${field.slice(0, -'Keys'.length)}Ids`] = (value as readonly string[]).map((key) => keys.record(key).id);
    else fields[field] = Array.isArray(value) ? value.map((item) => (isRecord(item) ? withIds(item, keys) : item)) : value;
  }
  return fields;
}

function isRecord(value: unknown): value is SampleRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
