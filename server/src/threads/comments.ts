import { Problem } from '@concordance/shared/problems';
import { mayChangeComment } from '@concordance/shared/threads/rules';
import { COMMENTS_MOST, type commentChange, type commentDraft, type Thread } from '@concordance/shared/threads/schema';
import type { z } from 'zod';
import { newId } from '../ids.ts';
import type { CommentTable, ThreadTable } from '../storage/tables.ts';
import { type ActingOn, actOn, changeThread, refusal, requireMentionable, requireReply, requireUndecided, staleThread } from './acting.ts';
import { SaidAlready, saidOnce } from './said-once.ts';
import { commentsOf, removeThread, saveThread, standingOf } from './store.ts';
import { type Acting, partnersIn, tellOf } from './telling.ts';
import { atThread } from './view.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** Writes the newest comment of a thread. Throws `SaidAlready` where the same one got there first. */
export async function insertComment(
  { tx, asker, at }: Acting,
  row: Pick<ThreadTable, 'id' | 'last_position'>,
  { key, text, mentions }: Pick<z.output<typeof commentDraft>, 'key' | 'text' | 'mentions'>,
): Promise<void> {
  const comment: CommentTable = {
    id: newId(),
    thread_id: row.id,
    position: row.last_position,
    version: 1,
    author_id: asker.userId,
    text,
    mentions: JSON.stringify(mentions),
    created_at: at,
    edited_at: null,
    deleted: 0,
    sent_as: key ?? null,
  };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('comments')
    .values(comment)
    .onConflict((conflict) => conflict.columns(['author_id', 'sent_as']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw new SaidAlready();
}

/** Answers in a thread. Throws `thread-ended`, `table-not-open`. */
export async function reply(world: ThreadWorld, asker: Asker, id: string, draft: z.output<typeof commentDraft>): Promise<Thread> {
  return saidOnce(world, asker, { key: draft.key, threadId: id }, () => insertReply(world, asker, id, draft));
}

function insertReply(world: ThreadWorld, asker: Asker, id: string, draft: z.output<typeof commentDraft>): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    requireReply(acting);
    if (row.last_position >= COMMENTS_MOST) throw new Problem('too-large');
    await requireMentionable(tx, asker, draft.mentions);
    const partners = await partnersIn(tx, row);
    const after = await tx
      .updateTable('threads')
      .set({ last_position: row.last_position + 1, updated_at: at })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await insertComment(acting, after, draft);
    await tellOf(acting, row, 'mention', draft.mentions);
    await tellOf(
      acting,
      row,
      'reply',
      partners.filter((one) => !draft.mentions.includes(one)),
    );
    return after;
  });
}

async function ownComment({ tx, asker, table, row }: ActingOn, commentId: string): Promise<CommentTable> {
  const comment = await tx
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', commentId)
    .where('thread_id', '=', row.id)
    .where('deleted', '=', 0)
    .executeTakeFirst();
  if (!comment) throw new Problem('not-found');
  if (mayChangeComment(atThread(asker, table), standingOf(row), { authorId: comment.author_id })) return comment;
  if (comment.author_id !== asker.userId) throw new Problem('no-right');
  throw row.state === 'ended' ? new Problem('thread-ended') : refusal(asker, table);
}

/** Writes one's own comment anew. Who is named in it only now is told. */
export async function changeComment(
  world: ThreadWorld,
  asker: Asker,
  id: string,
  commentId: string,
  change: z.output<typeof commentChange>,
): Promise<Thread> {
  return changeThread(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    const comment = await ownComment(acting, commentId);
    if (comment.version !== change.version) throw await staleThread(world, tx, asker, row);
    const speaksForItself = comment.position === 1 && row.suggestion_state !== null;
    if (change.text === '' && !speaksForItself) throw new Problem('invalid', { fields: [{ path: 'text', rule: 'required' }] });
    const before = JSON.parse(comment.mentions) as readonly string[];
    const fresh = change.mentions.filter((one) => !before.includes(one));
    await requireMentionable(tx, asker, fresh);
    const values = { text: change.text, mentions: JSON.stringify(change.mentions), version: comment.version + 1, edited_at: at };
    await tx.updateTable('comments').set(values).where('id', '=', comment.id).execute();
    await tellOf(acting, row, 'mention', fresh);
    return tx.updateTable('threads').set({ updated_at: at }).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
  });
}

/**
 * Takes one's own comment back: its words go for good. Where somebody has answered, a mark stays; the last comment goes
 * without one, and with the only one the thread.
 */
export async function removeComment(world: ThreadWorld, asker: Asker, id: string, commentId: string): Promise<Thread | null> {
  return actOn(world, asker, id, async (acting) => {
    const { tx, row, at } = acting;
    const comment = await ownComment(acting, commentId);
    requireUndecided(acting);
    const others = ((await commentsOf(tx, [row.id])).get(row.id) ?? []).filter((one) => one.id !== comment.id);
    if (others.every((one) => one.deleted === 1)) {
      await removeThread(tx, row.id);
      return null;
    }
    if (others.some((one) => one.position > comment.position)) {
      const values = { text: '', mentions: '[]', deleted: 1, version: comment.version + 1 };
      await tx.updateTable('comments').set(values).where('id', '=', comment.id).execute();
    } else {
      // Its position is not given again, or who has read this far would never see the next one as new.
      await tx.deleteFrom('comments').where('id', '=', comment.id).execute();
    }
    const withdrawn = comment.position === 1 && row.suggestion_state === 'proposed';
    return saveThread(tx, row, withdrawn ? { suggestion_state: 'withdrawn' } : {}, at);
  });
}
