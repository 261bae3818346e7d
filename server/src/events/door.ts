import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@concordance/shared/collaboration/wire';
import { Problem } from '@concordance/shared/problems';
import { cookieName, cookieOf, isOwnOrigin } from '../identity/door.ts';
import type { AuthSessions } from '../identity/sessions.ts';
import type { EventFeed } from './feed.ts';

export const EVENTS_PATH = /^\/events\/([0-9a-z]{26})$/;

export interface EventsDoorOptions {
  readonly secure: boolean;
  readonly origins: () => readonly string[];
  /** Answers in plain HTTP, with words, and ends the socket. */
  readonly refuse: (request: IncomingMessage, socket: Duplex, status: number) => void;
}

/**
 * The door of `/events/{programmeId}?after={seq}`: Origin first, then who is asking, then whether they may listen. A
 * browser cannot read why a handshake was refused: our own pages (`client=concordance`) are let in, told, and sent away.
 */
export function eventsDoor(feed: EventFeed, sessions: AuthSessions, options: EventsDoorOptions) {
  return async (request: IncomingMessage, socket: Duplex, head: Buffer, match: RegExpExecArray): Promise<void> => {
    const programmeId = match[1] ?? '';
    const plainly = (status: number) => options.refuse(request, socket, status);
    if (!isOwnOrigin(request.headers.origin, options.origins())) return plainly(403);
    const query = new URL(request.url ?? '/', 'http://local').searchParams;
    const refuse = (problem: Problem, close: number) => {
      if (query.get('client') === 'concordance') feed.sendAway(request, socket, head, problem, close);
      else plainly(problem.status);
    };
    const token = cookieOf(request, cookieName(options.secure));
    const session = token ? await sessions.validate(token) : null;
    if (!session) return refuse(new Problem('not-signed-in'), CLOSE.signedOut);
    if (!(await feed.admits(session, programmeId))) return refuse(new Problem('not-found'), CLOSE.unknownDocument);
    if (feed.crowded(session)) return refuse(new Problem('too-many-connections', { retryAfter: 60 }), CLOSE.tooManyRequests);
    const after = Number(query.get('after') ?? '');
    feed.open(request, socket, head, programmeId, session, Number.isSafeInteger(after) && after > 0 ? after : null);
  };
}
