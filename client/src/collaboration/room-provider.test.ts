import 'fake-indexeddb/auto';
import { CLOSE, NOTICE } from '@concordance/shared/collaboration/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { RoomMember } from './contract.ts';
import { FakeSocket } from './fake-server.test-support.ts';
import { clearKeptEdits } from './kept-edits.ts';
import { ACKNOWLEDGE_WITHIN_MS, CALM_MS, GRACE_MS, LiveRoom } from './room-provider.ts';

const ASEL: RoomMember = { id: 'asel', name: 'Әсел', colour: 2 };
let rooms: LiveRoom[] = [];

async function enter(me: RoomMember = ASEL): Promise<LiveRoom> {
  const room = new LiveRoom({
    address: 'ws://test/collaboration',
    documentId: 'rec-7',
    epoch: 1,
    me,
    random: () => 0,
    WebSocket: FakeSocket as unknown as typeof WebSocket,
    clock: {
      now: () => Date.now(),
      next: (callback) => {
        const timer = setTimeout(callback, 0);
        return () => clearTimeout(timer);
      },
    },
  });
  rooms.push(room);
  await room.open();
  return room;
}
const type = (room: LiveRoom, words: string) => room.doc.getText('t').insert(0, words);
const saying = (room: LiveRoom) => room.snapshot().saveState;
const rest = () => vi.advanceTimersByTime(CALM_MS);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  FakeSocket.opened.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const room of rooms) await room.close();
  rooms = [];
  await clearKeptEdits();
});

describe('the word Saved', () => {
  it('is loading until the server has answered, then saved', async () => {
    const room = await enter();
    expect(saying(room)).toEqual({ kind: 'loading' });
    FakeSocket.last.welcome();
    expect(saying(room)).toEqual({ kind: 'saved' });
    expect(FakeSocket.last.url).toBe('ws://test/collaboration/rec-7?client=concordance&schema=1&epoch=1');
  });
  it('is never said while acknowledgements are held', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    expect(saying(room)).toEqual({ kind: 'saving', changes: 1 });
    rest();
    expect(saying(room).kind).toBe('saving');
    FakeSocket.last.durable();
    rest();
    expect(saying(room)).toEqual({ kind: 'saved' });
  });
  it('waits for the last frame, not for the one before', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    type(room, 'b');
    FakeSocket.last.durable(2);
    rest();
    expect(saying(room)).toEqual({ kind: 'saving', changes: 1 });
  });
  it('does not count a frame sent before the first answer for what was typed offline', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    FakeSocket.last.end(1006);
    type(room, 'offline ');
    vi.advanceTimersByTime(GRACE_MS + 500);
    FakeSocket.last.accept();
    type(room, 'x');
    expect(FakeSocket.last.carried).toEqual(['update']);
    FakeSocket.last.durable();
    rest();
    expect(saying(room).kind).not.toBe('saved');
    FakeSocket.last.exchange();
    FakeSocket.last.durable();
    rest();
    expect(saying(room)).toEqual({ kind: 'saved' });
  });
  it('gives way to not saving when nothing is acknowledged for ten seconds', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    vi.advanceTimersByTime(ACKNOWLEDGE_WITHIN_MS - 1);
    expect(saying(room).kind).toBe('saving');
    vi.advanceTimersByTime(1);
    expect(saying(room)).toEqual({ kind: 'not-saving', changes: 1, kept: true, why: 'no-answer' });
  });
  it('comes back when the acknowledgement comes late', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    vi.advanceTimersByTime(ACKNOWLEDGE_WITHIN_MS - 1_000);
    FakeSocket.last.presenceOf(encodeAwarenessUpdate(new Awareness(new Y.Doc()), []));
    vi.advanceTimersByTime(1_000);
    expect(saying(room).kind).toBe('not-saving');
    FakeSocket.last.durable();
    rest();
    expect(saying(room)).toEqual({ kind: 'saved' });
  });
  it('a connection that is silent altogether is replaced', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    vi.advanceTimersByTime(ACKNOWLEDGE_WITHIN_MS + 1_000);
    expect(FakeSocket.opened).toHaveLength(2);
    FakeSocket.last.welcome();
    rest();
    expect(saying(room)).toEqual({ kind: 'saved' });
    expect(FakeSocket.last.server.getText('t').toString()).toBe('a');
  });
  it('a store that cannot write is said, and taken back', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'a');
    FakeSocket.last.notice(NOTICE.notSaving);
    expect(saying(room)).toMatchObject({ kind: 'not-saving', why: 'store' });
    FakeSocket.last.notice(NOTICE.saving);
    expect(saying(room).kind).toBe('saving');
  });
});

describe('coming back', () => {
  /** A text that many deletions have gone through; all of it is confirmed. */
  async function worn(): Promise<LiveRoom> {
    const room = await enter();
    FakeSocket.last.welcome();
    for (let i = 0; i < 300; i++) type(room, 'word');
    for (let i = 0; i < 300; i++) room.doc.getText('t').delete(i * 2, 1);
    FakeSocket.last.durable();
    return room;
  }
  function comeBack(): FakeSocket {
    const before = FakeSocket.last;
    before.end(1006);
    vi.advanceTimersByTime(GRACE_MS + 500);
    Y.applyUpdate(FakeSocket.last.server, Y.encodeStateAsUpdate(before.server));
    FakeSocket.last.accept();
    return FakeSocket.last;
  }

  it('asks by the last position it was told, and by the state vector alone before it was told any', async () => {
    await worn();
    expect(FakeSocket.last.asked).toEqual([{ kind: 'step1' }]);
    expect(comeBack().asked).toEqual([{ kind: 'step1' }]);
    FakeSocket.last.position(41);
    FakeSocket.last.position(42);
    expect(comeBack().asked).toEqual([{ kind: 'resume', position: 42 }]);
  });
  it('asks by the state vector alone after something could not be read', async () => {
    await worn();
    FakeSocket.last.position(42);
    FakeSocket.last.update(new Uint8Array([1, 2, 3]));
    vi.advanceTimersByTime(1_000);
    expect(FakeSocket.last.asked.at(-1)).toEqual({ kind: 'step1' });
    expect(comeBack().asked).toEqual([{ kind: 'step1' }]);
  });
  it('answers with what was not confirmed, and not with every deletion there ever was', async () => {
    const room = await worn();
    FakeSocket.last.end(1006);
    type(room, 'offline');
    room.doc.getText('t').delete(20, 3);
    const again = comeBack();
    again.ask();
    expect(again.carried).toEqual(['step2']);
    expect(again.carriedBytes[0]).toBeLessThan(60);
    expect(again.server.getText('t').toString()).toBe(room.doc.getText('t').toString());
    again.exchange();
    again.durable();
    rest();
    expect(saying(room)).toEqual({ kind: 'saved' });
  });
  it('answers in full when the server asks once more, or has less than it had confirmed', async () => {
    const room = await worn();
    const again = comeBack();
    again.ask();
    again.ask();
    expect(again.carriedBytes[0]).toBeLessThan(10);
    expect(again.carriedBytes[1]).toBeGreaterThan(300);
    again.end(1006);
    vi.advanceTimersByTime(GRACE_MS + 5_000);
    FakeSocket.last.accept();
    FakeSocket.last.ask();
    expect(FakeSocket.last.server.getText('t').toString()).toBe(room.doc.getText('t').toString());
  });
});

describe('losing the connection', () => {
  it('says offline with the number of edits, after a short grace', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    FakeSocket.last.end(1006);
    type(room, 'a');
    type(room, 'b');
    expect(saying(room).kind).toBe('saving');
    vi.advanceTimersByTime(GRACE_MS);
    expect(saying(room)).toEqual({ kind: 'offline', changes: 2, kept: true });
  });
  it('says offline at once when the browser knows', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    window.dispatchEvent(new Event('offline'));
    expect(saying(room).kind).toBe('offline');
  });
  it('returns at once when the browser is back', async () => {
    await enter();
    FakeSocket.last.welcome();
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
    expect(FakeSocket.opened).toHaveLength(2);
  });
  it('merges what both sides wrote', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    FakeSocket.last.end(1006);
    type(room, 'mine');
    vi.advanceTimersByTime(500);
    FakeSocket.last.server.getText('t').insert(0, 'theirs ');
    FakeSocket.last.welcome();
    expect(room.doc.getText('t').toString()).toBe(FakeSocket.last.server.getText('t').toString());
    expect(room.doc.getText('t').toString()).toHaveLength('minetheirs '.length);
  });
  it('gives up a server that does not answer the handshake', async () => {
    await enter();
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.last.readyState).toBe(3);
  });
  it('asks a silent server for a sign of life', async () => {
    await enter();
    FakeSocket.last.welcome();
    vi.advanceTimersByTime(20_000);
    expect(FakeSocket.last.queries.length).toBeGreaterThan(0);
  });
});

describe('what the server decides', () => {
  it.each([
    [CLOSE.signedOut, 'signed-out'],
    [CLOSE.noAccess, 'no-access'],
    [CLOSE.unknownDocument, 'unknown-document'],
    [CLOSE.reload, 'reload'],
    [CLOSE.otherEpoch, 'replaced'],
  ])('close code %i ends the room', async (code, why) => {
    const room = await enter();
    FakeSocket.last.welcome();
    FakeSocket.last.end(code);
    vi.advanceTimersByTime(120_000);
    expect(saying(room)).toEqual({ kind: 'ended', changes: 0, why });
    expect(FakeSocket.opened).toHaveLength(1);
  });
  it.each([CLOSE.judgeAnew, CLOSE.restart, CLOSE.busy, CLOSE.slowReader])('close code %i brings the client back', async (code) => {
    await enter();
    FakeSocket.last.welcome();
    FakeSocket.last.end(code);
    vi.advanceTimersByTime(2_000);
    expect(FakeSocket.opened).toHaveLength(2);
  });
  it('a reader is told so and nothing of the reader leaves', async () => {
    const room = await enter();
    FakeSocket.last.welcome(0);
    expect(saying(room)).toEqual({ kind: 'read-only', changes: 0 });
    type(room, 'x');
    expect(FakeSocket.last.carried).toEqual(['step2']);
  });
  it('edits refused again and again are not called saving', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    type(room, 'bad');
    for (let refusal = 0; refusal < 3; refusal += 1) {
      FakeSocket.last.end(CLOSE.badMessage);
      vi.advanceTimersByTime(2_000);
      FakeSocket.last.accept();
      FakeSocket.last.exchange();
    }
    expect(saying(room)).toMatchObject({ kind: 'not-saving', why: 'refused' });
  });
});

describe('leaving the window', () => {
  const asked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  it('is questioned while edits are open, and not after', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    expect(asked()).toBe(false);
    type(room, 'a');
    expect(asked()).toBe(true);
    FakeSocket.last.durable();
    expect(asked()).toBe(false);
  });
  it('keeps what was typed offline for the next visit, and sends it then', async () => {
    const before = await enter();
    FakeSocket.last.end(1006);
    type(before, 'on the train');
    vi.useRealTimers();
    await before.close();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const after = await enter();
    expect(after.doc.getText('t').toString()).toBe('on the train');
    expect(after.snapshot().synced).toBe(true);
    FakeSocket.last.accept();
    FakeSocket.last.exchange();
    expect(saying(after)).toEqual({ kind: 'saving', changes: 1 });
    FakeSocket.last.durable();
    rest();
    expect(saying(after)).toEqual({ kind: 'saved' });
    expect(FakeSocket.last.server.getText('t').toString()).toBe('on the train');
  });
});

describe('other people', () => {
  it('are listed with the colour of their account, I first', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    const other = new Awareness(new Y.Doc());
    other.setLocalState({ user: { id: 'madina', name: 'Madina', colour: 0 } });
    FakeSocket.last.presenceOf(encodeAwarenessUpdate(other, [other.clientID]));
    vi.advanceTimersByTime(50);
    expect(room.snapshot().peers).toEqual([
      { id: 'asel', name: 'Әсел', colour: '#3F5C74', viewer: false, me: true },
      { id: 'madina', name: 'Madina', colour: '#A3305F', viewer: false, me: false },
    ]);
    other.destroy();
  });
  it('are not repeated back to the server', async () => {
    await enter();
    FakeSocket.last.welcome();
    vi.advanceTimersByTime(200);
    const sent = FakeSocket.last.presence.length;
    const other = new Awareness(new Y.Doc());
    other.setLocalState({ user: { id: 'madina', name: 'Madina', colour: 0 } });
    FakeSocket.last.presenceOf(encodeAwarenessUpdate(other, [other.clientID]));
    vi.advanceTimersByTime(1_000);
    expect(FakeSocket.last.presence).toHaveLength(sent);
    other.destroy();
  });
  it('a caret that moves often is sent ten times a second at most', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    vi.advanceTimersByTime(200);
    const before = FakeSocket.last.presence.length;
    for (let step = 0; step < 100; step += 1) {
      room.awareness.setLocalStateField('cursor', { step });
      vi.advanceTimersByTime(10);
    }
    expect(FakeSocket.last.presence.length - before).toBeLessThanOrEqual(11);
  });
});

describe('rendering', () => {
  it('a burst of typing changes what is shown once, and once more when it rests', async () => {
    const room = await enter();
    FakeSocket.last.welcome();
    let shown = 0;
    room.subscribe(() => {
      shown += 1;
    });
    for (let key = 0; key < 50; key += 1) {
      type(room, 'x');
      FakeSocket.last.durable();
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(CALM_MS * 2);
    expect(shown).toBeLessThanOrEqual(6);
    expect(saying(room)).toEqual({ kind: 'saved' });
  });
});
