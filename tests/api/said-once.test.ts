import { randomBytes } from 'node:crypto';
import { ID_BYTES, idFrom } from '@concordance/shared/new-id';
import type { Table } from '@concordance/shared/roundtables/schema';
import type { Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openTable, sharedLink } from '../support/round-table.ts';
import { anchorOn, beginOn, type Written, writtenBy } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';

const newKey = () => idFrom<never>(randomBytes(ID_BYTES));

describe.each(DIALECTS)('a remark that is sent again on $name', (dialect) => {
  let w: World;
  let text: Written;
  let table: Table;
  let guest: Guest;

  beforeAll(async () => {
    w = await world({ dialect });
    text = await writtenBy(w, w.lead, 'A text', 'The state shall act soon.');
    table = await openTable(w.lead, w.programmeId, { agenda: [{ recommendationId: text.id }] }, 0);
    guest = await guestOf(w, await sharedLink(w.lead, table), 'Somebody');
  });
  afterAll(() => w.drop());
  // Nobody makes so many remarks within a minute.
  beforeEach(() => w.clock.advance(61_000));

  const seat = (rest = '') => w.here(`/round-tables/${table.id}/seat/threads${rest}`);
  const count = async (who: Somebody, path: string) => (await who.get<{ readonly threads: readonly Thread[] }>(path)).body.threads.length;

  /** Sends the same several times at once, and once more afterwards. Returns the ids of the threads that were answered. */
  async function again(who: Somebody, path: string, draft: object): Promise<readonly Thread[]> {
    const answers = await Promise.all([1, 2, 3, 4].map(() => who.post<Thread>(path, draft)));
    answers.push(await who.post<Thread>(path, draft));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    return answers.map(({ body }) => body);
  }

  it('begins one thread, whether it comes at once or later', async () => {
    const before = await count(w.lead, w.here('/threads'));
    const anchor = await anchorOn(w, text.documentId, 'shall act');
    const suggestion = { kind: 'replace', text: 'acts' };
    const draft = { key: newKey(), subjectKind: 'recommendation', subjectId: text.id, anchor, suggestion, text: 'Why wait?' };
    const threads = await again(w.researcher, w.here('/threads'), draft);
    expect(new Set(threads.map(({ id }) => id)).size).toBe(1);
    expect(await count(w.lead, w.here('/threads'))).toBe(before + 1);
    const [next] = await again(w.researcher, w.here('/threads'), { ...draft, key: newKey() });
    expect(next?.id).not.toBe(threads[0]?.id);
  });

  it('answers once, and tells once', async () => {
    const thread = await beginOn(w.lead, w, text);
    const path = w.here(`/threads/${thread.id}/comments`);
    const unread = async () => (await w.lead.get<{ unread: number }>(w.here('/notices'))).body.unread;
    const before = await unread();
    const [, , , , last] = await again(w.researcher, path, { key: newKey(), text: 'Once' });
    expect(last?.comments.map((comment) => comment.text)).toEqual(['A remark', 'Once']);
    expect(await unread()).toBe(before + 1);
  });

  it('is stored once for a guest as well, and found again when nobody may speak any more', async () => {
    const draft = { key: newKey(), subjectId: text.id, text: 'From the hall' };
    const threads = await again(guest, seat(), draft);
    expect(await count(guest, seat())).toBe(1);
    const key = newKey();
    const path = seat(`/${threads[0]?.id}/comments`);
    const [, , , , answered] = await again(guest, path, { key, text: 'And more' });
    expect(answered?.comments).toHaveLength(2);
    expect((await w.lead.post(w.here(`/round-tables/${table.id}/state`), { version: table.version, to: 'closed' })).status).toBe(200);
    expect((await guest.post<Thread>(seat(), draft)).body.id).toBe(threads[0]?.id);
    expect((await guest.post<Thread>(path, { key, text: 'And more' })).body.comments).toHaveLength(2);
    expect((await guest.post(path, { key: newKey(), text: 'Later' })).body).toMatchObject({ code: 'table-not-open' });
  });

  it('is another remark under another key, by somebody else, or without one', async () => {
    const thread = await beginOn(w.lead, w, text);
    const path = w.here(`/threads/${thread.id}/comments`);
    const key = newKey();
    for (const [who, draft] of [
      [w.lead, { key, text: 'Yes' }],
      [w.researcher, { key, text: 'Yes' }],
      [w.lead, { key: newKey(), text: 'Yes' }],
      [w.lead, { text: 'Yes' }],
      [w.lead, { text: 'Yes' }],
    ] as const)
      await who.make(path, draft);
    expect((await w.lead.get<Thread>(w.here(`/threads/${thread.id}`))).body.comments).toHaveLength(6);
  });

  it('does not pass for something else that was said under its key', async () => {
    const key = newKey();
    const [one, other] = [await beginOn(w.lead, w, text, { key }), await beginOn(w.lead, w, text)];
    for (const { id } of [one, other])
      expect((await w.lead.post(w.here(`/threads/${id}/comments`), { key, text: 'x' })).body).toMatchObject({ code: 'invalid' });
  });
});
