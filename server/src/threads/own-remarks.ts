import type { OwnRemark, Thread } from '@concordance/shared/threads/schema';
import { readThreads } from './reading.ts';
import type { Asker, ThreadWorld } from './world.ts';

/** What became of somebody's own remarks at the table where they sit, open or closed. */
export async function ownRemarks(world: ThreadWorld, asker: Asker): Promise<readonly OwnRemark[]> {
  const { threads } = await readThreads(world, asker, { state: 'all' });
  return threads.filter(beganBySelf).map(({ id, subject, anchor, comments, suggestion, life, at }) => ({
    threadId: id,
    subject: { id: subject.id, ref: subject.ref, title: subject.title },
    quote: anchor?.quote ?? '',
    text: comments[0]?.text ?? '',
    suggestion,
    life,
    answers: comments.filter((comment) => !comment.author.mine && !comment.deleted).length,
    at,
  }));
}

const beganBySelf = ({ comments: [first] }: Thread): boolean => first?.author.mine === true;
