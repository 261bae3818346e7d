import type { Notice } from '@concordance/shared/notices/schema';
import { expect, it } from 'vitest';
import { noticeAddress } from './notice-address.ts';

const about = (kind: Notice['subject']['kind'], ref: string) => ({ kind, id: 'x' as Notice['subject']['id'], ref, title: '' });

it('a notice leads to the thread on the page of its record', () => {
  expect(noticeAddress('p', { subject: about('recommendation', 'REC-7'), threadId: 't' })).toEqual({
    to: '/p/$programme/recommendations/$ref',
    params: { programme: 'p', ref: 'REC-7' },
    search: { thread: 't' },
  });
  expect(noticeAddress('p', { subject: about('risk', 'RSK-4'), threadId: 't' })).toEqual({
    to: '/p/$programme/risks',
    params: { programme: 'p' },
    search: { open: 'RSK-4', thread: 't' },
  });
});

it('a notice of a table leads to the table', () => {
  expect(noticeAddress('p', { subject: about('round-table', 'RTB-2'), threadId: null })).toMatchObject({
    search: {},
    params: { ref: 'RTB-2' },
  });
});
