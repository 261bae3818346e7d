import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomMember } from './contract.ts';
import type { LiveRoom } from './room-provider.ts';
import { Rooms } from './rooms.ts';

const ASEL: RoomMember = { id: 'asel', name: 'Asel', colour: 0 };

function setting() {
  const calls: string[] = [];
  const state = { mayClose: true };
  let made = 0;
  const rooms = new Rooms((documentId) => {
    made += 1;
    const name = `${documentId}#${made}`;
    const room = {
      open: async () => {
        calls.push(`open ${name}`);
      },
      close: async () => {
        calls.push(`close ${name}`);
      },
      get mayClose() {
        return state.mayClose;
      },
    };
    return room as unknown as LiveRoom;
  });
  return { rooms, calls, state };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the rooms of a window', () => {
  it('one document is opened once, however many hold it', () => {
    const { rooms, calls } = setting();
    const one = rooms.get('a', ASEL);
    rooms.hold('a', ASEL);
    rooms.hold('a', ASEL);
    expect(rooms.get('a', ASEL)).toBe(one);
    expect(calls).toEqual(['open a#1']);
  });
  it('a page that is left and entered at once keeps its room', () => {
    const { rooms, calls } = setting();
    rooms.hold('a', ASEL)();
    rooms.hold('a', ASEL);
    vi.advanceTimersByTime(60_000);
    expect(calls).toEqual(['open a#1']);
  });
  it('a room is closed a moment after the last holder', () => {
    const { rooms, calls } = setting();
    const [first, second] = [rooms.hold('a', ASEL), rooms.hold('a', ASEL)];
    first();
    vi.advanceTimersByTime(60_000);
    second();
    vi.advanceTimersByTime(1_000);
    expect(calls).toEqual(['open a#1', 'close a#1']);
  });
  it('a room with words still on their way stays until they have arrived', () => {
    const { rooms, calls, state } = setting();
    state.mayClose = false;
    rooms.hold('a', ASEL)();
    vi.advanceTimersByTime(10_000);
    expect(calls).toEqual(['open a#1']);
    state.mayClose = true;
    vi.advanceTimersByTime(1_000);
    expect(calls).toEqual(['open a#1', 'close a#1']);
  });
  it('another person at the same screen gets another room', () => {
    const { rooms } = setting();
    expect(rooms.get('a', { ...ASEL, id: 'madina' })).not.toBe(rooms.get('a', ASEL));
  });
  it('a hundred quick visits leave nothing behind', () => {
    const { rooms } = setting();
    for (let visit = 0; visit < 100; visit += 1) rooms.hold(`doc-${visit}`, ASEL)();
    vi.advanceTimersByTime(1_000);
    expect(rooms.size).toBe(0);
  });
});
