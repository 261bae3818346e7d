import { readdir, readFile } from 'node:fs/promises';
import type { RecordKind } from '@concordance/shared/ids';
import type { Disposition } from '@concordance/shared/threads/rules';
import type { SuggestionDraft } from '@concordance/shared/threads/schema';

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
  readonly roundTables: readonly SampleTable[];
  /** In the order in which they were made. */
  readonly remarks: readonly SampleRemark[];
  /** Markdown by the key of its recommendation. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Somebody who came to a round table. All of them are invented. */
export interface SampleGuest {
  readonly key: string;
  readonly name: string;
  readonly organisation: string;
}

export interface SampleTable extends SampleRecord {
  readonly guests: readonly SampleGuest[];
}

/** What somebody said about a text, and what became of it. */
export interface SampleRemark {
  readonly recommendationKey: string;
  /** At which table; left out for the team's own talk. */
  readonly tableKey?: string;
  readonly author: string;
  /** The words it is about, as they were when it was made; left out for the text as a whole. */
  readonly quote?: string;
  /** What stands there now, where proposed wording was accepted. */
  readonly now?: string;
  /** The words behind which some are proposed to be put. */
  readonly after?: string;
  readonly text: string;
  readonly suggestion?: SuggestionDraft;
  readonly assignee?: string;
  readonly answers?: readonly { readonly author: string; readonly text: string }[];
  readonly end?: { readonly by: string; readonly disposition: Disposition; readonly reason: string };
}

const FOLDER = new URL('../../sample/', import.meta.url);

/** Reads the folder of the sample programme. Throws when a recommendation has no text or a text no recommendation. */
export async function readSample(): Promise<Sample> {
  const [programmes, body, trend, risk, source, evidence, recommendation, roundTables, remarks, texts] = await Promise.all([
    readRecords('programme'),
    readRecords('bodies'),
    readRecords('trends'),
    readRecords('risks'),
    readRecords('sources'),
    readRecords('evidence'),
    readRecords('recommendations'),
    readList<SampleTable>('round-tables'),
    readList<SampleRemark>('remarks'),
    readTexts(),
  ]);
  const programme = programmes[0];
  if (!programme) throw new Error('the sample has no programme');
  const silent = recommendation.filter(({ key }) => !texts.has(key));
  if (silent.length > 0 || texts.size !== recommendation.length)
    throw new Error('the sample does not have one text for each recommendation');
  return { programme, records: { body, trend, risk, source, evidence, recommendation }, roundTables, remarks, texts };
}

const readRecords = (name: string) => readList<SampleRecord>(name);

async function readList<Item>(name: string): Promise<readonly Item[]> {
  return JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), 'utf8')) as Item[];
}

async function readTexts(): Promise<ReadonlyMap<string, string>> {
  const folder = new URL('texts/', FOLDER);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return new Map(names.map((name, place) => [name.slice(0, -'.md'.length), texts[place] ?? '']));
}
