import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { cookieName, cookieOf, isOwnOrigin, requestAddress } from './door.ts';

const request = (headers: Record<string, string | string[]>, peer = '127.0.0.1') =>
  ({ headers, socket: { remoteAddress: peer } }) as unknown as IncomingMessage;

describe('the session cookie of a raw request', () => {
  it.each([
    ['session=abc', 'abc'],
    ['a=1; session=abc; b=2', 'abc'],
    ['session=a=b', 'a=b'],
    ['xsession=abc', null],
    ['session', ''],
    ['Session=abc', null],
    ['', null],
  ])('in %j is %j', (cookie, token) => {
    expect(cookieOf(request({ cookie }), 'session')).toBe(token);
  });

  it('is none where there are no cookies', () => {
    expect(cookieOf(request({}), 'session')).toBeNull();
  });

  it('is bound to the host where the connection is encrypted', () => {
    expect([cookieName(true), cookieName(false)]).toEqual(['__Host-session', 'session']);
  });
});

describe('an origin', () => {
  const own = ['https://a.example', 'http://localhost:4800'];

  it('is ours as a whole or not at all', () => {
    for (const origin of own) expect(isOwnOrigin(origin, own)).toBe(true);
    for (const origin of [undefined, '', 'null', 'https://a.example.evil', 'https://a.exampl', 'https://a.example/', 'http://a.example'])
      expect(isOwnOrigin(origin, own)).toBe(false);
  });
});

describe('the address of a client', () => {
  it('is the peer’s where no proxy of ours stands in front, whatever the client says', () => {
    expect(requestAddress(request({ 'x-forwarded-for': '1.1.1.1' }, '9.9.9.9'), 0)).toBe('9.9.9.9');
  });

  it.each([
    [1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
    [2, '6.6.6.6, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
    [1, '', 'unknown'],
    [3, '1.1.1.1', 'unknown'],
  ])('behind %i proxies that noted %j is %s', (proxies, noted, address) => {
    expect(requestAddress(request({ 'x-forwarded-for': noted }), proxies)).toBe(address);
  });
});
