import type { Disposition } from '@concordance/shared/threads/rules';
import type { Author, Thread } from '@concordance/shared/threads/schema';

interface Wish {
  readonly anchor?: null;
  readonly ended?: Disposition | null;
  readonly proposal?: string;
  readonly text?: string;
  readonly mine?: boolean;
  readonly atTable?: boolean;
}

const AT = '2026-05-04T09:12:00.000Z';

/** A thread about the words `exports fell`, as the server would tell it. */
export function sampleThread(id: string, wish: Wish = {}): Thread {
  const author: Author = { kind: 'person', label: 'Madina Ospanova', id: 'madina' as Author['id'], mine: wish.mine ?? false };
  const ended = wish.ended !== undefined;
  const anchor = { start: 'AAAA', end: 'AAAA', quote: 'exports fell', prefix: 'In the east ', suffix: '.' };
  return {
    id,
    version: 1,
    subject: { kind: 'recommendation', id: 'rec' as Thread['subject']['id'], ref: 'REC-7', title: 'Open the union market' },
    documentId: 'doc' as Thread['documentId'],
    anchor: wish.anchor === null ? null : anchor,
    roundTable: wish.atTable ? { id: 'table', ref: 'RTB-2', title: 'Union market' } : null,
    life: ended ? { state: 'ended', at: AT, by: author, disposition: wish.ended ?? null, reason: 'Because.' } : { state: 'open' },
    suggestion: wish.proposal === undefined ? null : { kind: 'replace', text: wish.proposal, state: ended ? 'declined' : 'proposed' },
    assignee: null,
    comments: [
      {
        id: `${id}-1`,
        version: 1,
        author,
        text: wish.text ?? 'Where is this from?',
        mentions: [],
        at: AT,
        editedAt: null,
        deleted: false,
        unread: false,
        mayChange: wish.mine ?? false,
      },
    ],
    unread: 0,
    may: { reply: !ended, reanchor: !ended, decide: true, accept: wish.proposal !== undefined && !ended },
    at: AT,
    updatedAt: AT,
  };
}
