import { readdir, readFile } from 'node:fs/promises';
import type { RecordKind } from '@concordance/shared/ids';

/** A record as it stands in a file: fields of its schema, with keys in place of ids. See `server/sample/README.md`. */
export interface SampleRecord {
  readonly key: string;
  readonly [field: string]: unknown;
}

export interface Sample {
  readonly programme: SampleRecord;
  /** In the order that gives the references. */
  readonly records: Readonly<Record<RecordKind, readonly SampleRecord[]>>;
  /** In the order that gives the references. */
  readonly roundTables: readonly SampleRecord[];
  /** Markdown by the key of its recommendation. */
  readonly texts: ReadonlyMap<string, string>;
}

const FOLDER = new URL('../../sample/', import.meta.url);

/** Reads the folder of the sample programme. Throws when a recommendation has no text or a text no recommendation. */
export async function readSample(): Promise<Sample> {
  const [programmes, body, trend, risk, source, evidence, recommendation, roundTables, texts] = await Promise.all([
    readRecords('programme'),
    readRecords('bodies'),
    readRecords('trends'),
    readRecords('risks'),
    readRecords('sources'),
    readRecords('evidence'),
    readRecords('recommendations'),
    readRecords('round-tables'),
    readTexts(),
  ]);
  const programme = programmes[0];
  if (!programme) throw new Error('the sample has no programme');
  const silent = recommendation.filter(({ key }) => !texts.has(key));
  if (silent.length > 0 || texts.size !== recommendation.length)
    throw new Error('the sample does not have one text for each recommendation');
  return { programme, records: { body, trend, risk, source, evidence, recommendation }, roundTables, texts };
}

async function readRecords(name: string): Promise<readonly SampleRecord[]> {
  return JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), 'utf8')) as SampleRecord[];
}

async function readTexts(): Promise<ReadonlyMap<string, string>> {
  const folder = new URL('texts/', FOLDER);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return new Map(names.map((name, place) => [name.slice(0, -'.md'.length), texts[place] ?? '']));
}
