import { CLOSE, SYNC } from '@concordance/shared/collaboration/wire';
import { may } from '@concordance/shared/identity/rules';
import type { Role } from '@concordance/shared/identity/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIALECTS } from '../support/dialects.ts';
import { encodeSync } from '../support/raw-client.ts';
import { type LiveSocket, type Serving, serving } from '../support/serving.ts';
import type { Somebody } from '../support/world.ts';

interface Caller {
  readonly name: string;
  readonly who: (s: Serving) => Somebody;
  readonly role: Role | null;
  /** How the door refuses who may not read: the close code, and the status for clients that are not ours. */
  readonly refusal: readonly [close: number, status: number];
}
const member = (role: Role): Caller => ({
  name: `a ${role}`,
  who: ({ world }) => world[role],
  role,
  refusal: [CLOSE.noAccess, 403],
});
const outsider = (name: string, who: Caller['who']): Caller => ({ name, who, role: null, refusal: [CLOSE.unknownDocument, 404] });
const CALLERS: readonly Caller[] = [
  member('lead'),
  member('researcher'),
  member('participant'),
  member('observer'),
  outsider('an administrator who is no member', ({ world }) => world.administrator),
  outsider('the lead of another programme', ({ world }) => world.second.lead),
  outsider('a stranger', ({ world }) => world.stranger),
  { ...outsider('nobody', ({ world }) => world.nobody), refusal: [CLOSE.signedOut, 401] },
];

/** One paragraph, as a writer with a client id of their own sends it. */
function paragraph(text: string): Uint8Array {
  const doc = new Y.Doc();
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('default').insert(0, [element]);
  return Y.encodeStateAsUpdate(doc);
}
const EMPTY_STATE = new Uint8Array([0]);
const rights = (socket: LiveSocket) => socket.until(({ messages }) => messages.find((message) => message.kind === 'rights'));
const durable = (socket: LiveSocket) => socket.until(({ messages }) => messages.find((message) => message.kind === 'durable'));

describe.each(DIALECTS)('the live text on $name', (dialect) => {
  let s: Serving;
  beforeAll(async () => {
    s = await serving({ dialect });
  });
  afterAll(() => s.close());

  async function text(): Promise<{ readonly id: string; readonly documentId: string }> {
    const made = await s.ask<{ id: string; documentId: string }>(s.world.lead, 'POST', s.world.here('/recommendations'), {
      title: 'Advice',
    });
    return made.body;
  }
  const address = (documentId: string) => `/collaboration/${documentId}`;
  const ours = (documentId: string) => `${address(documentId)}?client=concordance&schema=1`;
  const stored = async (documentId: string) =>
    (await s.world.database.reader.selectFrom('updates').select('user_id').where('document_id', '=', documentId).execute()).map(
      (row) => row.user_id,
    );

  describe.each(CALLERS)('for $name', ({ who, role, refusal: [close, status] }) => {
    const actor = { role, administrator: false };

    if (!may(actor, 'text.read')) {
      it('is closed, and says why to our own client and to any other', async () => {
        const { documentId } = await text();
        expect(await s.open(who(s), ours(documentId)).ended).toBe(close);
        expect(await s.open(who(s), address(documentId)).ended).toBe(status);
      });
      return;
    }

    it(`is open, ${may(actor, 'text.write') ? 'and what is written is kept' : 'and whatever is sent changes nothing'}`, async () => {
      const { documentId } = await text();
      const witness = s.open(s.world.lead, ours(documentId));
      await rights(witness);
      witness.send(encodeSync(SYNC.step1, EMPTY_STATE));
      const socket = s.open(who(s), ours(documentId));
      expect(await rights(socket)).toEqual({ kind: 'rights', value: may(actor, 'text.write') ? 1 : 0 });
      if (may(actor, 'text.write')) {
        socket.send(encodeSync(SYNC.update, paragraph('canary')));
        await durable(socket);
        await witness.until(({ messages }) => messages.find((message) => message.kind === 'update'));
        expect(new Set(await stored(documentId))).toEqual(new Set([who(s).id]));
      } else {
        for (const kind of [SYNC.update, SYNC.step2]) socket.send(encodeSync(kind, paragraph('canary')));
        // Messages of one connection are done in order: when this is answered, the others are over.
        socket.send(encodeSync(SYNC.step1, EMPTY_STATE));
        const answered = ({ messages }: LiveSocket) =>
          messages.filter((message) => message.kind === 'step2').length >= 1 ? true : undefined;
        await socket.until(answered);
        const state = await s.running.rooms.read(documentId);
        expect(Buffer.from(state ?? []).toString('latin1')).not.toContain('canary');
        expect(await stored(documentId)).toEqual([]);
        expect(socket.messages.some((message) => message.kind === 'durable')).toBe(false);
      }
      await Promise.all([socket.close(), witness.close()]);
    });
  });

  it.each(['', 'null', 'https://evil.example', 'http://127.0.0.1'])('is refused before the handshake to a page from %j', async (origin) => {
    const { documentId } = await text();
    expect(await s.open(s.world.lead, ours(documentId), origin).ended).toBe(403);
  });

  it.each(['0'.repeat(26), 'x', '..%2f', '%00', 'REC-1'])('that does not exist is not made by asking for it: %s', async (documentId) => {
    const before = (await s.world.database.reader.selectFrom('documents').select('id').execute()).length;
    expect(await s.open(s.world.lead, ours(documentId)).ended).toBe(CLOSE.unknownDocument);
    expect((await s.world.database.reader.selectFrom('documents').select('id').execute()).length).toBe(before);
  });

  describe('loses', () => {
    /** A member of their own, with an open connection that writes. */
    async function writer(name: string) {
      const who = await s.world.person(name, { role: 'researcher', password: 'four unrelated wooden words' });
      const { id, documentId } = await text();
      const socket = s.open(who, ours(documentId));
      expect(await rights(socket)).toMatchObject({ value: 1 });
      return { who, id, documentId, socket };
    }

    it.each([
      [
        'made an observer',
        CLOSE.judgeAnew,
        (who: Somebody) => s.ask(s.world.lead, 'PATCH', s.world.here(`/people/${who.id}`), { role: 'observer' }),
      ],
      [
        'made a participant',
        CLOSE.noAccess,
        (who: Somebody) => s.ask(s.world.lead, 'PATCH', s.world.here(`/people/${who.id}`), { role: 'participant' }),
      ],
      [
        'removed from the programme',
        CLOSE.unknownDocument,
        (who: Somebody) => s.ask(s.world.lead, 'DELETE', s.world.here(`/people/${who.id}`)),
      ],
      [
        'disabled',
        CLOSE.signedOut,
        (who: Somebody) => s.ask(s.world.administrator, 'PATCH', `/server/people/${who.id}`, { disabled: true }),
      ],
      ['signed out here', CLOSE.signedOut, (who: Somebody) => s.ask(who, 'DELETE', '/session')],
      ['signed out everywhere', CLOSE.signedOut, (who: Somebody) => s.ask(who, 'DELETE', '/sessions')],
      [
        'given a new password',
        CLOSE.signedOut,
        (who: Somebody) =>
          s.ask(who, 'POST', '/password', { current: 'four unrelated wooden words', next: 'five quite different wooden words' }),
      ],
    ] as const)('at once a person who is %s', async (name, code, act) => {
      const { who, documentId, socket } = await writer(name.replaceAll(' ', '-'));
      expect((await act(who)).status).toBeLessThan(300);
      expect(await socket.ended).toBe(code);
      expect(await stored(documentId)).toEqual([]);
    });

    it('nobody who signs out in another browser', async () => {
      const { who, socket, documentId } = await writer('two-browsers');
      await s.ask(await s.world.browserOf(who.id), 'DELETE', '/session');
      socket.send(encodeSync(SYNC.update, paragraph('still here')));
      await durable(socket);
      expect(await stored(documentId)).toEqual([who.id]);
      await socket.close();
    });

    it('its writers when the recommendation is archived, and has them back when it is restored', async () => {
      const { who, id, documentId, socket } = await writer('archivist');
      await s.ask(s.world.lead, 'POST', s.world.here(`/recommendations/${id}/archive`), { version: 1 });
      expect(await socket.ended).toBe(CLOSE.judgeAnew);
      const again = s.open(who, ours(documentId));
      expect(await rights(again)).toMatchObject({ value: 0 });
      await s.ask(s.world.lead, 'POST', s.world.here(`/recommendations/${id}/restore`), { version: 2 });
      expect(await again.ended).toBe(CLOSE.judgeAnew);
      const once = s.open(who, ours(documentId));
      expect(await rights(once)).toMatchObject({ value: 1 });
      await once.close();
    });
  });
});
