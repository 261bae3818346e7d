import { connect } from 'node:net';
import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { ChangeNotice, EventMessage } from '@concordance/shared/events/schema';
import { PROBLEM_SENTENCES } from '@concordance/shared/problem-sentences';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveSocket, type Serving, serving } from '../support/serving.ts';
import type { Somebody } from '../support/world.ts';

const heard = (socket: LiveSocket) => socket.texts as readonly EventMessage[];
const hello = (socket: LiveSocket) => socket.until((one) => heard(one).find((message) => message.type === 'hello'));
const changes = (socket: LiveSocket): readonly ChangeNotice[] =>
  heard(socket).flatMap((message) => (message.type === 'change' ? [message.change] : []));
const change = (socket: LiveSocket, wanted: Partial<ChangeNotice>) =>
  socket.until((one) =>
    changes(one).find((notice) => Object.entries(wanted).every(([key, value]) => notice[key as keyof ChangeNotice] === value)),
  );

describe('the event feed', () => {
  let s: Serving;
  beforeAll(async () => {
    s = await serving();
  });
  afterAll(() => s.close());
  const listen = async (who: Somebody, query = '') => {
    const socket = s.open(who, `/events/${s.world.programmeId}${query}`);
    const { seq } = await hello(socket);
    return { socket, seq };
  };
  const make = async (title: string, who = s.world.lead) =>
    (await s.ask<{ id: string }>(who, 'POST', s.world.here('/trends'), { title })).body.id;

  it('tells every open screen of a programme what changed, and not what it says', async () => {
    const listening = await Promise.all([listen(s.world.lead), listen(s.world.observer)]);
    const id = await make('Canary of the content');
    for (const { socket, seq } of listening) {
      const notice = await change(socket, { id: id as ChangeNotice['id'] });
      expect(notice).toMatchObject({ kind: 'trend', id, version: 1, action: 'created', by: s.world.lead.id });
      expect(notice.seq).toBeGreaterThan(seq);
      expect(JSON.stringify(socket.texts)).not.toContain('Canary');
      await socket.close();
    }
  });

  it('tells nothing of another programme', async () => {
    const { socket } = await listen(s.world.lead);
    await s.ask(s.world.second.lead, 'POST', s.world.second.here('/trends'), { title: 'Elsewhere' });
    const id = await make('Here');
    await change(socket, { id: id as ChangeNotice['id'] });
    expect(changes(socket).map((notice) => notice.id)).toEqual([id]);
    await socket.close();
  });

  it('gives a screen that returns what it missed, in order', async () => {
    const { socket, seq } = await listen(s.world.researcher);
    await socket.close();
    const ids = [await make('Missed'), await make('Missed too')];
    const back = await listen(s.world.researcher, `?after=${seq}`);
    await change(back.socket, { id: ids[1] as ChangeNotice['id'] });
    expect(changes(back.socket).map((notice) => notice.id)).toEqual(ids);
    expect(back.seq).toBe(seq + 2);
    await back.socket.close();
  });

  it('asks a screen that missed very much to fetch everything', async () => {
    const { socket, seq } = await listen(s.world.researcher);
    await socket.close();
    await s.world.identity.journal.change(async (_tx, note) => {
      for (let n = 0; n < 501; n++)
        await note({
          programmeId: s.world.programmeId,
          kind: 'body',
          id: '0'.repeat(26),
          ref: '',
          title: '',
          version: 1,
          action: 'changed',
          by: null,
        });
    });
    const back = await listen(s.world.researcher, `?after=${seq}`);
    const refetch = await back.socket.until((one) => heard(one).find((message) => message.type === 'refetch'));
    expect(refetch).toEqual({ type: 'refetch', seq: seq + 501 });
    await back.socket.close();
  });

  it('tells a participant of nothing but their own membership', async () => {
    const who = await s.world.person('round-table-guest', { role: 'participant' });
    const { socket } = await listen(who);
    await make('Not for guests');
    await s.ask(s.world.lead, 'PATCH', s.world.here(`/people/${who.id}`), { role: 'observer' });
    await change(socket, { kind: 'person', id: who.id as ChangeNotice['id'] });
    expect(changes(socket)).toHaveLength(1);
    const id = await make('For observers');
    await change(socket, { id: id as ChangeNotice['id'] });
    await socket.close();
  });

  it('ends with the rights of who listens', async () => {
    const removed = await s.world.person('removed', { role: 'observer' });
    const out = await s.world.person('out', { role: 'observer' });
    const [first, second] = [await listen(removed), await listen(out)];
    await s.ask(s.world.lead, 'DELETE', s.world.here(`/people/${removed.id}`));
    expect(await first.socket.ended).toBe(CLOSE.noAccess);
    await s.ask(out, 'DELETE', '/session');
    expect(await second.socket.ended).toBe(CLOSE.signedOut);
  });

  it('opens to members who come from our own pages', async () => {
    const path = `/events/${s.world.programmeId}`;
    for (const origin of ['', 'null', 'https://evil.example', `${s.running.url}.evil.example`])
      expect(await s.open(s.world.lead, path, origin).ended).toBe(403);
    expect(await s.open(s.world.nobody, path).ended).toBe(401);
    for (const who of [s.world.stranger, s.world.second.lead, s.world.administrator]) expect(await s.open(who, path).ended).toBe(404);
    for (const other of [`/events/${'0'.repeat(26)}`, '/events/x', '/events/', '/elsewhere'])
      expect(await s.open(s.world.lead, other).ended).toBe(404);
  });

  it('tells our own pages why they may not listen, in the language of the reader', async () => {
    const path = `/events/${s.world.programmeId}?client=concordance`;
    const refusal = (socket: LiveSocket) => socket.until((one) => heard(one).find((message) => message.type === 'refused'));
    const out = s.open(s.world.nobody, path);
    expect(await refusal(out)).toMatchObject({ problem: { code: 'not-signed-in', title: PROBLEM_SENTENCES['not-signed-in'].en } });
    expect(await out.ended).toBe(CLOSE.signedOut);
    const stranger = s.open(s.world.stranger, path);
    expect(await refusal(stranger)).toMatchObject({ problem: { code: 'not-found' } });
    expect(await stranger.ended).toBe(CLOSE.unknownDocument);
    const screens = await s.world.person('screens', { role: 'observer' });
    const open = await Promise.all(Array.from({ length: 60 }, () => listen(screens)));
    const crowded = s.open(screens, path);
    expect(await refusal(crowded)).toMatchObject({ problem: { code: 'too-many-connections', retryAfter: 60 } });
    expect(await crowded.ended).toBe(CLOSE.tooManyRequests);
    await Promise.all(open.map(({ socket }) => socket.close()));
  });

  it('ends a screen that talks too much', async () => {
    const { socket } = await listen(s.world.lead);
    socket.send(new Uint8Array(4096));
    expect(await socket.ended).toBeGreaterThanOrEqual(1006);
  });
});

describe('the server on its port', () => {
  let s: Serving;
  beforeAll(async () => {
    s = await serving();
  });
  afterAll(() => s.close());

  /** Sends bytes as they are and gives back everything that comes until the other side ends. */
  const raw = (...parts: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(s.running.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(answer) : reject(error),
      );
      for (const part of parts) socket.write(part);
    });
  const post = (path: string, ...headers: readonly string[]) =>
    [
      `POST ${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Origin: ${s.running.url}`,
      `Cookie: ${s.world.lead.cookie}`,
      'Content-Type: application/json',
      ...(headers.some((header) => header.startsWith('Connection')) ? [] : ['Connection: close']),
      ...headers,
      '',
      '',
    ].join('\r\n');
  const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));
  const titles = async () => JSON.stringify((await s.ask(s.world.lead, 'GET', s.world.here('/trends'))).body);
  const trends = () => `/api${s.world.here('/trends')}`;

  it('does not believe a length that is too short', async () => {
    const answer = await raw(post(trends(), 'Content-Length: 10'), '{"title":"smuggled"}');
    expect(statuses(answer)[0]).toBe(400);
    expect(await titles()).not.toContain('smuggled');
  });

  it('does not wait for a length that is too large', async () => {
    expect(statuses(await raw(post(trends(), 'Content-Length: 999999999'), '{"title":"endless'))).toEqual([413]);
    expect(await titles()).not.toContain('endless');
  });

  it('says that the connection ends with a body that is too large', async () => {
    const answer = await raw(post(trends(), 'Connection: keep-alive', 'Content-Length: 999999'), '{"title":"large');
    expect(statuses(answer)).toEqual([413]);
    expect(answer).toMatch(/^connection: close\r$/im);
  });

  it('does not take a large body in pieces either', async () => {
    const piece = `${(65_536).toString(16)}\r\n${'a'.repeat(65_536)}\r\n`;
    const answer = await raw(post(trends(), 'Transfer-Encoding: chunked'), ...Array.from({ length: 8 }, () => piece), '0\r\n\r\n');
    expect(statuses(answer)).toEqual([413]);
  });

  it('does not take two lengths for one body', async () => {
    const answer = await raw(post(trends(), 'Transfer-Encoding: chunked', 'Content-Length: 4'), '0\r\n\r\n');
    expect(statuses(answer)).toEqual([400]);
  });

  it.each([
    ['who is not signed in', '', 401, 'not-signed-in'],
    ['a page of another address', '.evil.example', 403, 'foreign-origin'],
  ] as const)('says in the language of the reader why an upgrade is refused to %s', async (_, suffix, status, code) => {
    for (const path of [`/events/${s.world.programmeId}`, `/collaboration/${'0'.repeat(26)}`]) {
      const answer = await raw(
        [
          `GET ${path} HTTP/1.1`,
          'Host: x',
          `Origin: ${s.running.url}${suffix}`,
          'Accept-Language: kk',
          'Connection: Upgrade',
          'Upgrade: websocket',
          '\r\n',
        ].join('\r\n'),
      );
      expect(statuses(answer)).toEqual([status]);
      expect(answer).toContain('application/problem+json');
      expect(answer).toContain(PROBLEM_SENTENCES[code].kk);
    }
  });

  it('ends an upgrade to anything but a WebSocket', async () => {
    const answer = await raw(`GET /events/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`);
    expect(statuses(answer)).toEqual([426]);
  });

  it('counts failures by the address of the peer, not by what it says of itself', async () => {
    const claim = (n: number) => post('/api/session', `X-Forwarded-For: 10.0.0.${n}`, 'Content-Length: 60');
    const body = (n: number) => JSON.stringify({ email: `nobody${n}@example.org`, password: 'wrong' }).padEnd(60);
    const answers = [];
    for (let n = 10; n < 61; n++) answers.push(statuses(await raw(claim(n), body(n)))[0]);
    expect(answers.slice(0, 50).every((status) => status === 401)).toBe(true);
    expect(answers[50]).toBe(429);
  });

  it('tells the numbers of its rooms and listeners', async () => {
    const metrics = await (await fetch(`${s.running.url}/metrics`)).text();
    expect(metrics).toMatch(/^concordance_\w*(room|connection|listener|document)\w* \d/m);
  });

  it('logs nothing of what passed through it', () => {
    const log = s.log.join('');
    for (const secret of ['smuggled', 'nobody10', s.world.lead.cookie?.split('=')[1] ?? 'none', s.world.programmeId])
      expect(log).not.toContain(secret);
  });
});

describe('a client that never comes to the point', () => {
  let s: Serving;
  beforeAll(async () => {
    s = await serving({ patience: { headersMs: 200, wholeMs: 400, lookEveryMs: 50 } });
  });
  afterAll(() => s.close());

  it.each([
    ['its headers', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['its body', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'],
  ])('with %s is told so and sent away', async (_, beginning) => {
    const socket = connect(Number(new URL(s.running.url).port), '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => {
        text += data.toString();
      });
      socket.on('close', () => resolve(text));
      socket.write(beginning.replace('Host: x', `Host: x\r\nOrigin: ${s.running.url}`));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain(PROBLEM_SENTENCES['too-slow'].en);
    expect(s.log.join('')).not.toContain('unexpected failure');
  });
});

describe('a server that stops', () => {
  it('sends its live connections away with the word to come back, and stops once', async () => {
    const s = await serving();
    const made = await s.ask<{ documentId: string }>(s.world.lead, 'POST', s.world.here('/recommendations'), { title: 'Advice' });
    const events = s.open(s.world.lead, `/events/${s.world.programmeId}`);
    const text = s.open(s.world.lead, `/collaboration/${made.body.documentId}?client=concordance&schema=1`);
    await hello(events);
    await text.until((socket) => (socket.received.length > 0 ? true : undefined));
    await Promise.all([s.running.close(), s.running.close()]);
    expect([await events.ended, await text.ended]).toEqual([CLOSE.restart, CLOSE.restart]);
    await expect(fetch(s.running.url)).rejects.toThrow();
    await s.world.drop();
  });
});
