import { crc32 } from 'node:zlib';
import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { CITED_KINDS, type CitationAttributes } from '@concordance/shared/editor/citation';
import { blocks, citations, countWords, plainText } from '@concordance/shared/editor/read';
import type { Insertable } from 'kysely';
import { newId } from '../ids.ts';
import { firstUpdate } from '../recommendations/first-update.ts';
import type { ClientTable, DocumentTable, UpdateTable } from '../storage/tables.ts';
import type { Sample, SampleRecord } from './files.ts';
import type { Keys } from './keys.ts';
import { type Cited, readMarkdown } from './markdown.ts';
import type { Loading } from './register-rows.ts';

/** The text of one recommendation in all its forms: the live document, and what is derived from it. */
export interface TextRows {
  readonly document: DocumentTable;
  readonly update: Insertable<UpdateTable>;
  readonly client: ClientTable;
  /** Columns of the recommendation. */
  readonly derived: {
    readonly document_id: string;
    readonly words: number;
    readonly text: string;
    readonly text_seq: number;
    readonly blocks: string;
    readonly blocks_seq: number;
  };
  /** In the order of the text. */
  readonly citations: readonly CitationAttributes[];
}

/** The document of a recommendation, with the person who owns it as its writer. */
export function textRows(loading: Loading, sample: Sample, recommendation: SampleRecord): TextRows {
  const { programmeId, at, keys } = loading;
  const id = newId();
  const json = readMarkdown(sample.texts.get(recommendation.key) ?? '', (key) => citedBy(keys, key));
  const { update, clientId } = firstUpdate(json);
  const writer = keys.person(String(recommendation['owner'] ?? 'lead'));
  return {
    document: {
      id,
      programme_id: programmeId,
      kind: 'recommendation',
      owner_id: keys.record(recommendation.key).id,
      epoch: 1,
      schema: SCHEMA_VERSION,
      seq: 1,
      created_at: at,
    },
    update: { document_id: id, seq: 1, user_id: writer, bytes: update, checksum: crc32(update), at },
    client: { document_id: id, client_id: clientId, user_id: writer },
    derived: {
      document_id: id,
      words: countWords(json),
      text: plainText(json),
      text_seq: 1,
      blocks: JSON.stringify(blocks(json).map(({ bare: _, ...block }) => block)),
      blocks_seq: 1,
    },
    citations: citations(json),
  };
}

function citedBy(keys: Keys, key: string): Cited {
  const { id, kind } = keys.record(key);
  const cited = CITED_KINDS.find((one) => one === kind);
  if (!cited) throw new Error(`a text of the sample cites ${key}, and a ${kind} cannot be cited`);
  return { id, kind: cited };
}
