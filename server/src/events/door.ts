import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { cookieName, cookieOf, isOwnOrigin } from '../identity/door.ts';
import type { AuthSessions } from '../identity/sessions.ts';
import type { EventFeed } from './feed.ts';

export const EVENTS_PATH = /^\/events\/([0-9a-z]{26})$/;

export interface EventsDoorOptions {
  readonly secure: boolean;
  readonly origins: () => readonly string[];
}

function refuse(socket: Duplex, status: '401 Unauthorized' | '403 Forbidden' | '404 Not Found'): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The door of `/events/{programmeId}?after={seq}`: Origin first, then who is asking, then whether they may listen. */
export function eventsDoor(feed: EventFeed, sessions: AuthSessions, options: EventsDoorOptions) {
  return async (request: IncomingMessage, socket: Duplex, head: Buffer, match: RegExpExecArray): Promise<void> => {
    const programmeId = match[1] ?? '';
    if (!isOwnOrigin(request.headers.origin, options.origins())) return refuse(socket, '403 Forbidden');
    const token = cookieOf(request, cookieName(options.secure));
    const session = token ? await sessions.validate(token) : null;
    if (!session) return refuse(socket, '401 Unauthorized');
    if (!(await feed.admits(session, programmeId))) return refuse(socket, '404 Not Found');
    const after = Number(new URL(request.url ?? '/', 'http://local').searchParams.get('after') ?? '');
    feed.open(request, socket, head, programmeId, session, Number.isSafeInteger(after) && after > 0 ? after : null);
  };
}
