import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import { type Anchor, threadDraft } from '@concordance/shared/threads/schema';
import { applyUpdate, Doc } from 'yjs';
import { newId } from '../ids.ts';
import type { CommentTable, ThreadTable } from '../storage/tables.ts';
import type { SampleRemark } from './files.ts';
import type { Loading } from './register-rows.ts';
import type { TextRows } from './text-rows.ts';

export interface ThreadRows {
  readonly thread: ThreadTable;
  readonly comments: readonly CommentTable[];
}

/** A remark of the sample on the text it is about. Throws when the text does not say its words, or it does not fit its schema. */
export function threadRows({ programmeId, at, keys }: Loading, remark: SampleRemark, text: TextRows, place: number): ThreadRows {
  const { recommendationKey, tableKey, suggestion = null, end, answers = [] } = remark;
  const anchor = anchorIn(text, remark);
  const draft = threadDraft.parse({
    subjectKind: 'recommendation',
    subjectId: keys.record(recommendationKey).id,
    anchor,
    roundTableId: tableKey === undefined ? null : keys.table(tableKey),
    text: remark.text,
    suggestion,
    assigneeId: remark.assignee === undefined ? null : keys.person(remark.assignee),
  });
  const accepted = end?.disposition === 'accepted';
  const thread: ThreadTable = {
    id: newId(),
    programme_id: programmeId,
    number: place + 1,
    version: end ? 2 : 1,
    subject_kind: draft.subjectKind,
    subject_id: draft.subjectId,
    document_id: anchor ? text.document.id : null,
    anchor_start: anchor?.start ?? null,
    anchor_end: anchor?.end ?? null,
    quote: anchor?.quote ?? '',
    prefix: anchor?.prefix ?? '',
    suffix: anchor?.suffix ?? '',
    table_id: draft.roundTableId,
    state: end ? 'ended' : 'open',
    disposition: end?.disposition ?? null,
    reason: end?.reason ?? '',
    ended_at: end ? at : null,
    ended_by: end ? keys.person(end.by) : null,
    assignee_id: draft.assigneeId,
    suggestion_kind: suggestion?.kind ?? null,
    suggestion_text: suggestion?.text ?? '',
    suggestion_state: suggestion && (end ? (accepted ? 'accepted' : 'declined') : 'proposed'),
    accepting_client: null,
    accepting_by: null,
    last_position: answers.length + 1,
    created_by: keys.person(remark.author),
    created_at: at,
    updated_at: at,
  };
  const comments = [{ author: remark.author, text: draft.text }, ...answers].map(({ author, text: words }, before) => ({
    id: newId(),
    thread_id: thread.id,
    position: before + 1,
    version: 1,
    author_id: keys.person(author),
    text: words,
    mentions: '[]',
    created_at: at,
    edited_at: null,
    deleted: 0 as const,
    sent_as: null,
  }));
  return { thread, comments };
}

/** The place in a text that a remark of the sample is about; null for the text as a whole. */
function anchorIn({ update }: TextRows, { quote, now, after }: SampleRemark): Anchor | null {
  const words = now ?? quote ?? after;
  if (words === undefined) return null;
  const doc = new Doc();
  applyUpdate(doc, update.bytes);
  const read = readText(doc.getXmlFragment(TEXT_ROOT));
  const from = read.text.indexOf(words);
  if (from < 0) throw new Error(`a remark of the sample is about "${words}", and its text does not say so`);
  const to = from + words.length;
  const anchor = after === undefined ? anchorAt(read, from, to) : anchorAt(read, to, to);
  doc.destroy();
  return { ...anchor, quote: quote ?? '' };
}
