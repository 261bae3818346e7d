import { randomInt } from 'node:crypto';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import { Problem } from '@concordance/shared/problems';
import { mayAccept, mayRead } from '@concordance/shared/threads/rules';
import type { SuggestionDraft, Thread } from '@concordance/shared/threads/schema';
import * as Y from 'yjs';
import { findSubject } from '../notices/subjects.ts';
import type { Transaction } from '../storage/database.ts';
import type { ThreadTable } from '../storage/tables.ts';
import { type ActingOn, actOn, requireVersion } from './acting.ts';
import { type Applied, applySuggestion } from './apply.ts';
import { isInText } from './in-text.ts';
import { readThread } from './reading.ts';
import { findThread, lockThread, saveThread, standingOf } from './store.ts';
import { tellOf } from './telling.ts';
import { anchorOf, atThread, authorOf, tableOf } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

interface How {
  /** The version that was looked at; null where all of somebody's are taken as they are. */
  readonly version: number | null;
  readonly reason: string;
}

/**
 * Puts proposed wording into the live text and ends its thread as accepted: one forward change that every open and
 * offline copy merges with, credited to the proposer where they may be named.
 *
 * The row and the document are two writes that must be seen as one. So the log decides: before the write, the row notes
 * under which Yjs client the words will come, an id never used before. The log keeps the client's id in the very
 * transaction that keeps the words, and a thread counts as accepted from the moment that id is in the log, for whoever
 * reads it then (`in-text.ts`); the row is only brought up to date afterwards. Where the write fails, the id never
 * appears, the note is taken away, and nothing was accepted. Where the process dies in between, `finishInterrupted` looks
 * the id up at the next start.
 *
 * Throws `suggestion-outdated` with the words that stand there now, `suggestion-decided`, `stale-version`, `archived`.
 */
export async function accept(world: ThreadWorld, asker: Asker, id: string, how: How): Promise<Thread> {
  const { document_id: documentId } = await findThread(world.database.reader, asker, id);
  if (documentId === null) throw new Problem('suggestion-decided');
  // One after the other: each is made against what the one before has left.
  await world.inTurn(`suggestions ${documentId}`, async () => {
    const row = await world.database.write((tx) => noteIntent(world, tx, asker, id, how));
    try {
      await putIn(world, asker, row);
    } catch (error) {
      if (!(await isInText(world.database.reader, row))) {
        await world.database.write((tx) => forgetIntent(tx, row));
        throw error;
      }
    }
    await finish(world, asker, row.id);
  });
  return readThread(world, asker, id);
}

async function noteIntent(world: ThreadWorld, tx: Transaction, asker: Asker, id: string, how: How): Promise<ThreadTable> {
  const row = await lockThread(tx, asker, id);
  const table = await tableOf(world, tx, asker, row);
  const who = atThread(asker, table);
  if (!mayRead(who) || (row.table_id !== null && table === null)) throw new Problem('not-found');
  const at = world.now().toISOString();
  const acting = { tx, asker, table, at, row };
  if (how.version !== null) await requireVersion(world, acting, how.version);
  if (row.accepting_client !== null || !mayAccept(who, standingOf(row))) throw new Problem('suggestion-decided');
  if ((await findSubject(tx, asker.programmeId, { kind: row.subject_kind, id: row.subject_id })).archived) throw new Problem('archived');
  const client = await freshClient(tx, row.document_id ?? '');
  const author = authorOf(row.created_by, new Map(), table, asker);
  await tx
    .insertInto('text_credits')
    .values({ document_id: row.document_id ?? '', client_id: client, user_id: author.kind === 'person' ? row.created_by : null })
    .execute();
  const values = { accepting_client: client, accepting_by: asker.userId, reason: how.reason, updated_at: at };
  return tx.updateTable('threads').set(values).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
}

async function freshClient(tx: Transaction, documentId: string): Promise<number> {
  for (;;) {
    const client = randomInt(1, 2 ** 32);
    const taken = tx.selectFrom('document_clients').select('user_id').where('document_id', '=', documentId);
    if (!(await taken.where('client_id', '=', client).executeTakeFirst())) return client;
  }
}

async function putIn({ texts }: ThreadWorld, asker: Asker, row: ThreadTable): Promise<void> {
  const anchor = anchorOf(row);
  if (anchor === null || row.accepting_client === null || row.document_id === null) throw new Problem('suggestion-decided');
  const client = Number(row.accepting_client);
  const suggestion = { kind: row.suggestion_kind as SuggestionDraft['kind'], text: row.suggestion_text };
  await texts.transact(row.document_id, asker.userId, (doc) => {
    doc.clientID = client;
    const fragment = doc.getXmlFragment(TEXT_ROOT);
    const applied: Applied = applySuggestion(fragment, anchor, suggestion);
    // Thrown inside the change: the copy it was made on is thrown away, and the text is as it was.
    if (applied.kind === 'outdated') throw new Problem('suggestion-outdated', { current: applied.words });
    if (suggestion.kind === 'delete') leaveTrace(fragment);
  });
}

/** A deletion writes nothing of its own, and the log would not know whose it was: one element comes and goes with it. */
function leaveTrace(fragment: Y.XmlFragment): void {
  fragment.insert(fragment.length, [new Y.XmlElement('paragraph')]);
  fragment.delete(fragment.length - 1, 1);
}

async function forgetIntent(tx: Transaction, row: ThreadTable): Promise<void> {
  const client = Number(row.accepting_client);
  await tx
    .deleteFrom('text_credits')
    .where('document_id', '=', row.document_id ?? '')
    .where('client_id', '=', client)
    .execute();
  await tx
    .updateTable('threads')
    .set({ accepting_client: null, accepting_by: null, reason: '' })
    .where('id', '=', row.id)
    .where('accepting_client', '=', client)
    .execute();
}

/** Brings the row up to date with the log. Doing it twice does it once. */
async function finish(world: ThreadWorld, asker: Asker, id: string): Promise<void> {
  await actOn(world, asker, id, async (acting: ActingOn) => {
    const { tx, row, at } = acting;
    if (row.accepting_client === null) return row;
    const ended = { state: 'ended', ended_at: at, ended_by: row.accepting_by, disposition: 'accepted', suggestion_state: 'accepted' };
    const after = await saveThread(tx, row, { ...ended, accepting_client: null, accepting_by: null }, at);
    await tellOf(acting, after, 'decision', [row.created_by]);
    return after;
  });
}

/** Accepts what somebody proposed in a text, as far as their name may be told, in the order it was proposed. */
export async function acceptAll(
  world: ThreadWorld,
  asker: Asker,
  { documentId, authorId }: { readonly documentId: string; readonly authorId: string },
): Promise<{ readonly accepted: string[]; readonly outdated: string[] }> {
  const { reader } = world.database;
  const rows = await reader
    .selectFrom('threads')
    .selectAll()
    .where('programme_id', '=', asker.programmeId)
    .where('document_id', '=', documentId)
    .where('created_by', '=', authorId)
    .where('state', '=', 'open')
    .where('suggestion_state', '=', 'proposed')
    .orderBy('number')
    .execute();
  const accepted: string[] = [];
  const outdated: string[] = [];
  for (const row of rows) {
    const table = await tableOf(world, reader, asker, row);
    // Where names are hidden, that these come from one person is hidden as well.
    if (authorOf(row.created_by, new Map(), table, asker).id === null) continue;
    try {
      await accept(world, asker, row.id, { version: null, reason: '' });
      accepted.push(row.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'suggestion-outdated') outdated.push(row.id);
      else if (error.code !== 'suggestion-decided') throw error;
    }
  }
  return { accepted, outdated };
}

/** What a stop in the middle of accepting left undone is done, or taken back, as the log says. Returns how many. */
export async function finishInterrupted(world: ThreadWorld): Promise<number> {
  const { reader } = world.database;
  const rows = await reader.selectFrom('threads').selectAll().where('accepting_client', 'is not', null).execute();
  for (const row of rows) {
    const asker: Asker = { programmeId: row.programme_id, userId: row.accepting_by ?? row.created_by, role: 'lead', seatAt: null };
    if (await isInText(reader, row)) await finish(world, asker, row.id);
    else await world.database.write((tx) => forgetIntent(tx, row));
  }
  return rows.length;
}
