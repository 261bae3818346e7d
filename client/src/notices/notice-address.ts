import type { Notice } from '@concordance/shared/notices/schema';
import type { Address } from '../ui/address.ts';
import { recordAddress } from '../ui/RecordLink.tsx';

/** The page of what a notice is about, with its thread brought forward. */
export function noticeAddress(programme: string, { subject, threadId }: Pick<Notice, 'subject' | 'threadId'>): Address {
  const thread = threadId === null ? {} : { thread: threadId };
  const params = { programme, ref: subject.ref };
  switch (subject.kind) {
    case 'recommendation':
      return { to: '/p/$programme/recommendations/$ref', params, search: thread } as Address;
    case 'set':
      return { to: '/p/$programme/sets/$ref', params, search: thread } as Address;
    case 'round-table':
      // What is said about a table as such is said beside its minutes.
      return { to: `/p/$programme/round-tables/$ref${threadId === null ? '' : '/minutes'}`, params, search: thread } as Address;
    default: {
      const address = recordAddress(programme, subject.kind, subject.ref);
      return { ...address, search: { ...(address.search as object), ...thread } } as Address;
    }
  }
}
