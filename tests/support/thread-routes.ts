import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { Action } from '@concordance/shared/identity/rules';
import type { Table } from '@concordance/shared/roundtables/schema';
import { anchorAt } from '@concordance/shared/threads/anchors';
import { readText } from '@concordance/shared/threads/flat-text';
import type { Anchor, Thread } from '@concordance/shared/threads/schema';
import * as Y from 'yjs';
import type { Home, Params, Route } from './route-table.ts';
import type { Somebody } from './world.ts';

const P = '/programmes/{programme}';
const SEAT = `${P}/round-tables/{id}/seat`;
const WORDS = 'Made for a request';

/** What the routes of threads and notices ask. */
export const THREAD_NEEDS: Readonly<Record<string, Action | 'signed-in'>> = {
  [`GET ${P}/threads`]: 'thread.read',
  [`POST ${P}/threads`]: 'thread.write',
  [`POST ${P}/threads/seen`]: 'thread.read',
  [`POST ${P}/threads/accept-all`]: 'thread.decide',
  [`GET ${P}/threads/{id}`]: 'thread.read',
  [`POST ${P}/threads/{id}/comments`]: 'thread.write',
  [`PATCH ${P}/threads/{id}/comments/{comment}`]: 'thread.write',
  [`DELETE ${P}/threads/{id}/comments/{comment}`]: 'thread.write',
  [`PUT ${P}/threads/{id}/anchor`]: 'thread.write',
  [`PUT ${P}/threads/{id}/assignee`]: 'thread.decide',
  [`POST ${P}/threads/{id}/end`]: 'thread.decide',
  [`POST ${P}/threads/{id}/reopen`]: 'thread.decide',
  [`POST ${P}/threads/{id}/accept`]: 'thread.decide',
  [`POST ${P}/threads/{id}/decline`]: 'thread.decide',
  [`GET ${P}/dispositions`]: 'thread.read',
  [`GET ${P}/dispositions.csv`]: 'thread.read',
  [`GET ${P}/dispositions.docx`]: 'thread.read',
  [`GET ${P}/notices`]: 'notice.read',
  [`POST ${P}/notices/seen`]: 'notice.read',
  [`GET ${P}/watches`]: 'notice.read',
  [`PUT ${P}/watches/{id}`]: 'notice.read',
  'GET /me/mail': 'signed-in',
  'PUT /me/mail': 'signed-in',
  [`GET ${SEAT}/threads`]: 'roundtable.attend',
  [`POST ${SEAT}/threads`]: 'roundtable.attend',
  [`POST ${SEAT}/threads/seen`]: 'roundtable.attend',
  [`POST ${SEAT}/threads/{thread}/comments`]: 'roundtable.attend',
  [`PATCH ${SEAT}/threads/{thread}/comments/{comment}`]: 'roundtable.attend',
  [`DELETE ${SEAT}/threads/{thread}/comments/{comment}`]: 'roundtable.attend',
  [`PUT ${SEAT}/threads/{thread}/anchor`]: 'roundtable.attend',
  [`GET ${SEAT}/remarks`]: 'roundtable.attend',
  [`GET ${SEAT}/notices`]: 'roundtable.attend',
  [`POST ${SEAT}/notices/seen`]: 'roundtable.attend',
};

/** Routes of the team about threads, what became of them, and watching. */
export const isAboutThreads = ({ path }: Route): boolean => /^\/programmes\/\{programme\}\/(threads|dispositions|watches)/.test(path);

/** A recommendation, and where the route names one a thread on its words, which proposes others. */
export async function threadFor(route: Route, { world, programmeId, lead, caller }: Home): Promise<Params> {
  const here = (path: string) => `/programmes/${programmeId}${path}`;
  // Nobody makes so many remarks within a minute.
  world.clock.advance(61_000);
  const made = await lead.make<{ id: string; documentId: string }>(here('/recommendations'), { title: WORDS });
  if (!route.path.includes('/threads')) return { id: made.id };
  let anchor: Anchor | null = null;
  await world.write(made.documentId, lead.id, (doc) => {
    const root = doc.getXmlFragment(TEXT_ROOT);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(WORDS)]);
    root.insert(0, [paragraph]);
    const read = readText(root);
    const from = read.text.indexOf(WORDS);
    anchor = anchorAt(read, from, from + WORDS.length);
  });
  const suggestion = /(accept|decline)$/.test(route.path) ? { kind: 'replace', text: 'Something else' } : null;
  const draft = { subjectKind: 'recommendation', subjectId: made.id, text: 'A remark', anchor, suggestion };
  const thread = await lead.make<Thread>(here('/threads'), draft);
  if (route.path.endsWith('/reopen')) await lead.post(here(`/threads/${thread.id}/end`), { version: 1 });
  const own = route.path.endsWith('{comment}')
    ? await caller?.post<Thread>(here(`/threads/${thread.id}/comments`), { text: 'My own' })
    : null;
  const answered = own?.status === 201 ? own.body : thread;
  const about = route.path.includes('{id}') ? thread.id : made.id;
  return { id: about, subject: made.id, document: made.documentId, thread: thread.id, comment: answered.comments.at(-1)?.id ?? '' };
}

/** A guest's remark on the first item of a table. */
export async function guestThread(guest: Somebody, table: Table): Promise<Params> {
  const path = `/programmes/${table.programmeId}/round-tables/${table.id}/seat/threads`;
  const subjectId = table.agenda[0]?.recommendationId ?? '';
  const thread = await guest.make<Thread>(path, { subjectId, text: 'A remark', anchor: someAnchor });
  return { thread: thread.id, comment: thread.comments[0]?.id ?? '', subject: subjectId };
}

const someAnchor: Anchor = { start: 'AAAA', end: 'AAAA', quote: WORDS, prefix: '', suffix: '' };

/** What to send to a route of threads, so that whoever may do this succeeds; undefined for other routes. */
export function threadBody({ key, method }: Route, params: Params): object | undefined {
  const subject = { subjectKind: 'recommendation', subjectId: params['subject'] ?? params['id'], text: 'A remark' };
  switch (key) {
    case `POST ${P}/threads`:
      return subject;
    case `POST ${SEAT}/threads`:
      return { subjectId: params['subject'], text: 'A remark' };
    case `POST ${P}/threads/accept-all`:
      return { documentId: params['document'], authorId: params['subject'] };
    case `POST ${P}/threads/{id}/decline`:
      return { version: 1, reason: 'For a request' };
    case `POST ${P}/threads/{id}/reopen`:
      return { version: 2 };
    case `PUT ${P}/threads/{id}/assignee`:
      return { version: 1, assigneeId: null };
    case `PUT ${P}/watches/{id}`:
      return { kind: 'recommendation', state: 'watching' };
    case 'PUT /me/mail':
      return { digest: 'daily' };
  }
  if (/\/(threads|notices)\/seen$/.test(key)) return { ids: [params['thread'] ?? '0'.repeat(26)] };
  if (/threads\/\{\w+\}\/comments/.test(key)) return method === 'POST' ? { text: 'An answer' } : { version: 1, text: 'Said better' };
  if (/threads\/\{\w+\}\/anchor$/.test(key)) return { version: 1, anchor: someAnchor };
  return /threads\/\{\w+\}\/(end|accept)$/.test(key) ? { version: 1 } : undefined;
}
