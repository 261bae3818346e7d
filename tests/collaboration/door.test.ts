import { once } from 'node:events';
import { connect } from 'node:net';
import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type OpenDoor, openDoor } from '../support/door.ts';
import { DOCUMENT } from '../support/live.ts';

let door: OpenDoor;

beforeEach(async () => {
  door = await openDoor({ limits: { socketsPerUserAndDocument: 2, socketsPerAddress: 6, fragments: 8 } });
  door.access.grant('anna');
});

afterEach(() => door.close());

interface Attempt {
  readonly origin?: string | null;
  readonly path?: string;
  readonly cookie?: string;
}

/** Tries to come in: `open`, an HTTP status, or the code of the close that followed at once. */
function attempt({ origin = 'http://app.test', path = DOCUMENT, cookie = 'session-anna' }: Attempt = {}): Promise<'open' | number> {
  const headers = { cookie, ...(origin === null ? {} : { origin }) };
  const ws = new WebSocket(door.url + path, { headers });
  return new Promise((resolve, reject) => {
    ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    ws.on('message', () => resolve('open'));
    ws.on('close', (code) => resolve(code));
    ws.on('error', reject);
  });
}

/** Says something that no WebSocket client says, and returns all that is answered until the end. */
function say(...lines: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(door.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

const HANDSHAKE = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='];

describe('the door of the live channel', () => {
  it('opens to a session from our own pages', async () => {
    expect(await attempt()).toBe('open');
  });

  it.each([
    ['a foreign', 'https://evil.example'],
    ['a null', 'null'],
    ['a look-alike', 'http://app.test.evil.example'],
    ['another port', 'http://app.test:8080'],
    ['no', null],
  ])('stays shut to %s Origin, before it asks who comes', async (_what, origin) => {
    expect(await attempt({ origin })).toBe(403);
    expect(await attempt({ origin, path: `${DOCUMENT}?client=concordance` })).toBe(403);
    expect(door.access.asked).toBe(0);
  });

  it('says in HTTP why it stays shut', async () => {
    door.access.grants.set('session-boris', { kind: 'refused', close: 4403 });
    door.access.grants.set('session-lost', { kind: 'refused', close: 4404 });
    expect(await attempt({ cookie: 'none' })).toBe(401);
    expect(await attempt({ cookie: 'session-boris' })).toBe(403);
    expect(await attempt({ cookie: 'session-lost' })).toBe(404);
  });

  it('says it with a close code to clients that announce themselves, for browsers hide the status', async () => {
    door.access.grants.set('session-boris', { kind: 'refused', close: 4403 });
    const query = '?client=concordance';
    expect(await attempt({ cookie: 'none', path: DOCUMENT + query })).toBe(4401);
    expect(await attempt({ cookie: 'session-boris', path: DOCUMENT + query })).toBe(4403);
    expect(await attempt({ path: `${'0'.repeat(26)}${query}` })).toBe(4404);
    expect(await attempt({ path: `nothing${query}` })).toBe(4404);
  });

  it.each(['', 'x', `${DOCUMENT}0`, DOCUMENT.toUpperCase(), `${DOCUMENT}/..`, `${DOCUMENT}%00`, `../collaboration/${DOCUMENT}/x`])(
    'knows no document called "%s"',
    async (path) => {
      expect(await attempt({ path })).toBe(404);
      expect(door.access.asked).toBe(0);
    },
  );

  it('sends a page older than the text to reload itself', async () => {
    expect(await attempt({ path: `${DOCUMENT}?client=concordance&schema=${SCHEMA_VERSION - 1}` })).toBe(4426);
    expect(await attempt({ path: `${DOCUMENT}?client=concordance&schema=${SCHEMA_VERSION}` })).toBe('open');
  });

  it('lets a person in a few times, not without end', async () => {
    expect([await attempt(), await attempt(), await attempt()]).toEqual(['open', 'open', 429]);
  });

  it('lets one address in some times, not without end, and again when others have left', async () => {
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g']) door.access.grant(name);
    const answers: ('open' | number)[] = [];
    for (const name of ['anna', 'b', 'c', 'd', 'e', 'f', 'g']) answers.push(await attempt({ cookie: `session-${name}` }));
    expect(answers).toEqual(['open', 'open', 'open', 'open', 'open', 'open', 429]);
    await door.rooms.rejudge({});
    door.access.grants.set('session-anna', { kind: 'refused', close: 4401 });
    await door.rooms.rejudge({ userIds: ['anna'] });
    await vi.waitFor(async () => expect(await attempt({ cookie: 'session-g' })).toBe('open'));
  });

  it('is not held open by those who ask for something else', async () => {
    const path = `/collaboration/${DOCUMENT}`;
    expect(await say(`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: Upgrade', 'Upgrade: h2c')).toContain(' 426 ');
    expect(await say('GET /elsewhere HTTP/1.1', 'Host: x', ...HANDSHAKE)).toContain(' 404 ');
    expect(await say(`POST ${path} HTTP/1.1`, 'Host: x', ...HANDSHAKE)).toContain(' 405 ');
    expect(await say('GET //[ HTTP/1.1', 'Host: x', ...HANDSHAKE)).toContain(' 404 ');
    const broken = ['Upgrade: websocket', 'Connection: Upgrade', 'Origin: http://app.test', 'Cookie: session-anna'];
    expect(await say(`GET ${path} HTTP/1.1`, 'Host: x', ...broken)).toContain(' 400 ');
  });

  it('waits for those who decide, and survives them failing', async () => {
    door.access.admit = async () => {
      throw new Error('the database is away');
    };
    expect(await attempt()).toBe(503);
    expect(await attempt({ path: `${DOCUMENT}?client=concordance` })).toBe(1013);
  });

  it('survives a visitor who leaves while it decides', async () => {
    const undecided: (() => void)[] = [];
    door.access.admit = async () => {
      await new Promise<void>((resolve) => undecided.push(resolve));
      return door.access.grant('anna');
    };
    const socket = connect(door.port, '127.0.0.1');
    socket.write([`GET /collaboration/${DOCUMENT} HTTP/1.1`, 'Host: x', 'Origin: http://app.test', ...HANDSHAKE, '', ''].join('\r\n'));
    await vi.waitFor(() => expect(undecided).toHaveLength(1));
    socket.resetAndDestroy();
    await new Promise((resolve) => socket.once('close', resolve));
    undecided[0]?.();
    door.access.admit = async () => door.access.grant('anna');
    expect(await attempt()).toBe('open');
    expect(door.rooms.metrics().connections).toBe(1);
  });

  it('ends whoever sends too large a frame, too many pieces, or words', async () => {
    const open = () => new WebSocket(door.url + DOCUMENT, { headers: door.headersOf('anna') });
    const endOf = (ws: WebSocket, act: () => void) =>
      new Promise<number>((resolve) => {
        ws.on('error', () => {});
        ws.once('message', act);
        ws.on('close', resolve);
      });
    const large = open();
    expect(await endOf(large, () => large.send(new Uint8Array(1_100_000)))).toBe(1009);
    const pieces = open();
    const inPieces = () => {
      for (let i = 0; i < 100; i++) pieces.send(new Uint8Array([0]), { fin: false });
    };
    expect([1008, 1009]).toContain(await endOf(pieces, inPieces));
    const words = open();
    expect(await endOf(words, () => words.send('hello'))).toBe(4400);
  });

  it('closes for good with 1012, and lets nobody in after that', async () => {
    const ws = new WebSocket(door.url + DOCUMENT, { headers: door.headersOf('anna') });
    const closed = new Promise((resolve) => ws.on('close', resolve));
    await new Promise((resolve) => ws.once('message', resolve));
    await door.door.close();
    expect(await closed).toBe(1012);
    expect(await attempt()).toBe(503);
  });
});

it('compresses nothing, whatever a visitor offers: secrets and words of others never share one context', async () => {
  const ws = new WebSocket(door.url + DOCUMENT, { perMessageDeflate: true, headers: door.headersOf('anna') });
  await once(ws, 'open');
  expect(ws.extensions).toBe('');
  ws.terminate();
});
