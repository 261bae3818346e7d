import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { ChangeNotice } from '@concordance/shared/events/schema';
import { describe, expect, it } from 'vitest';
import { EventFeed, type FeedSocket, type FeedState, waitBefore } from './event-feed.ts';

/** A feed whose sockets and clock are moved by hand. */
function handCranked(after: number | null = 0) {
  const sockets: (FeedSocket & { readonly after: number | null; closed: boolean })[] = [];
  const log: string[] = [];
  const states: FeedState[] = [];
  let waiting: (() => void) | null = null;
  const feed = new EventFeed({
    open: (seq) => {
      const socket = {
        after: seq,
        closed: false,
        onopen: null,
        onmessage: null,
        onclose: null,
        close() {
          this.closed = true;
        },
      };
      sockets.push(socket);
      return socket;
    },
    after,
    onChange: (change) => log.push(`${change.kind} ${change.seq}`),
    onRefetch: () => log.push('refetch'),
    onState: (state) => states.push(state),
    onSignedOut: () => log.push('signed out'),
    onNoAccess: () => log.push('no access'),
    later: (act) => {
      waiting = act;
      return () => {
        waiting = null;
      };
    },
    random: () => 0.5,
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return {
    feed,
    sockets,
    log,
    states,
    say: (message: unknown) => last().onmessage?.({ data: JSON.stringify(message) }),
    end: (code: number) => last().onclose?.({ code }),
    waitOver: () => waiting?.(),
    isWaiting: () => waiting !== null,
  };
}

const change = (seq: number, kind: ChangeNotice['kind'] = 'trend'): unknown => ({
  type: 'change',
  change: { seq, kind, id: '0'.repeat(26), version: 1, action: 'changed', by: null },
});

describe('the event feed', () => {
  it('asks for what came after the newest change it knows', () => {
    const world = handCranked(7);
    world.feed.start();
    world.say({ type: 'hello', seq: 7 });
    world.say(change(8));
    world.end(CLOSE.restart);
    world.waitOver();
    expect(world.sockets.map((socket) => socket.after)).toEqual([7, 8]);
  });

  it('tells a repeated notice once', () => {
    const world = handCranked();
    world.feed.start();
    world.say(change(1));
    world.say(change(1));
    world.say(change(2));
    expect(world.log).toEqual(['trend 1', 'trend 2']);
  });

  it('tells every notice that has no place in the journal', () => {
    const world = handCranked(5);
    world.feed.start();
    world.say(change(0, 'text'));
    world.say(change(0, 'text'));
    expect(world.log).toEqual(['text 0', 'text 0']);
  });

  it('fetches everything again when the gap is too large, and goes on from there', () => {
    const world = handCranked(3);
    world.feed.start();
    world.say({ type: 'refetch', seq: 9000 });
    world.end(1006);
    world.waitOver();
    expect(world.log).toEqual(['refetch']);
    expect(world.sockets.at(-1)?.after).toBe(9000);
  });

  it('begins with now for a person who may not ask where things stand', () => {
    const world = handCranked(null);
    world.feed.start();
    world.say({ type: 'hello', seq: 40 });
    world.end(1006);
    world.waitOver();
    expect(world.sockets.map((socket) => socket.after)).toEqual([null, 40]);
  });

  it('stays away after the session has ended', () => {
    const world = handCranked();
    world.feed.start();
    world.end(CLOSE.signedOut);
    expect(world.log).toEqual(['signed out']);
    expect(world.isWaiting()).toBe(false);
    expect(world.states.at(-1)).toBe('closed');
  });

  it('stays away from a programme it may not see', () => {
    const world = handCranked();
    world.feed.start();
    world.end(CLOSE.noAccess);
    expect(world.log).toEqual(['no access']);
    expect(world.isWaiting()).toBe(false);
  });

  it('returns and fetches again when rights were judged anew', () => {
    const world = handCranked();
    world.feed.start();
    world.end(CLOSE.judgeAnew);
    world.waitOver();
    expect(world.log).toEqual(['refetch']);
    expect(world.sockets).toHaveLength(2);
  });

  it('does not sit out the wait when the network is back', () => {
    const world = handCranked();
    world.feed.start();
    world.end(1006);
    world.feed.hurry();
    expect(world.sockets).toHaveLength(2);
  });

  it('hears nothing once it is stopped', () => {
    const world = handCranked();
    world.feed.start();
    world.feed.stop();
    world.say(change(1));
    expect(world.log).toEqual([]);
    expect(world.sockets[0]?.closed).toBe(true);
  });
});

describe('the wait before a return', () => {
  it('doubles up to fifteen seconds', () => {
    expect([0, 1, 2, 9].map((tries) => waitBefore(tries, () => 1))).toEqual([500, 1000, 2000, 15_000]);
  });

  it('is at least half of the whole', () => {
    expect(waitBefore(1, () => 0)).toBe(500);
  });
});
