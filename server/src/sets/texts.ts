import { canonicalText } from '@concordance/shared/editions/text';
import type { EditorJson } from '@concordance/shared/editor/json';
import * as Y from 'yjs';
import { editorJson } from '../recommendations/editor-json.ts';
import type { Reader } from '../storage/database.ts';

/** Texts by document, each read once for every state of its log. */
export interface TextCache {
  /** The canonical text of each document as the log holds it in this transaction. A document that is not there is absent. */
  read(reader: Reader, documentIds: readonly string[]): Promise<ReadonlyMap<string, EditorJson>>;
}

/** Kept texts together stay below this, in characters of JSON. */
const MOST_KEPT = 24_000_000;

interface Kept {
  readonly seq: number;
  readonly text: EditorJson;
  readonly size: number;
}

/** Reads texts from the log: what is there is durable, and nothing else was ever shown to anybody. */
export function textCache(): TextCache {
  const kept = new Map<string, Kept>();
  let size = 0;

  function keep(documentId: string, entry: Kept): void {
    size += entry.size - (kept.get(documentId)?.size ?? 0);
    kept.delete(documentId);
    kept.set(documentId, entry);
    for (const [oldest, { size: its }] of kept) {
      if (size <= MOST_KEPT || oldest === documentId) break;
      kept.delete(oldest);
      size -= its;
    }
  }

  return {
    async read(reader, documentIds) {
      if (documentIds.length === 0) return new Map();
      const documents = await reader.selectFrom('documents').select(['id', 'seq']).where('id', 'in', documentIds).execute();
      const behind = documents.filter(({ id, seq }) => kept.get(id)?.seq !== Number(seq));
      for (const [id, { text, seq }] of await readLogs(
        reader,
        behind.map(({ id }) => id),
      ))
        keep(id, { text, seq, size: JSON.stringify(text).length });
      return new Map(documents.flatMap(({ id }) => (kept.has(id) ? [[id, kept.get(id)?.text as EditorJson] as const] : [])));
    },
  };
}

async function readLogs(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, { text: EditorJson; seq: number }>> {
  const texts = new Map<string, { text: EditorJson; seq: number }>();
  if (ids.length === 0) return texts;
  const snapshots = await reader.selectFrom('snapshots').selectAll().where('document_id', 'in', ids).orderBy('upto_seq').execute();
  const updates = await reader
    .selectFrom('updates')
    .select(['document_id', 'seq', 'bytes'])
    .where('document_id', 'in', ids)
    .orderBy('seq')
    .execute();
  const log = Map.groupBy(updates, (row) => row.document_id);
  for (const id of ids) {
    const snapshot = snapshots.findLast((row) => row.document_id === id);
    const since = Number(snapshot?.upto_seq ?? 0);
    const tail = (log.get(id) ?? []).filter((row) => Number(row.seq) > since);
    const parts = [...(snapshot ? [snapshot.bytes] : []), ...tail.map((row) => row.bytes)];
    const text = canonicalText(parts.length === 0 ? { type: 'doc' } : editorJson(Y.mergeUpdates(parts)));
    texts.set(id, { text, seq: Number(tail.at(-1)?.seq ?? since) });
  }
  return texts;
}
