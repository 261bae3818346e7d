import { Problem } from '@concordance/shared/problems';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { ownOriginOnly, requireSignedIn, whoIsAsking } from '../identity/door.ts';
import type { AuthSessions } from '../identity/sessions.ts';
import type { Metrics } from '../operations/metrics.ts';
import type { Reader } from '../storage/database.ts';
import { answerProblem, problemResponse } from './problems.ts';
import { routes } from './server-env.ts';

/** The largest JSON body, in bytes; a file has its own limit. */
const JSON_MAX = 256 * 1024;
const FILE_MAX = 21 * 1024 * 1024;

export interface EdgeOptions {
  readonly secure: boolean;
  readonly trustedProxies: number;
  readonly origins: () => readonly string[];
}

/** The pattern that answered. Those that end in a star only pass requests on, or say that there is nothing. */
function patternOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*';
}

/** What every request passes: headers, limits, who is asking, whether it came from our pages, and one place for failures. */
export function edge(reader: Reader, sessions: AuthSessions, metrics: Metrics, log: Logger, options: EdgeOptions) {
  const app = routes();
  app.onError(answerProblem(log));
  app.notFound((c) => problemResponse(new Problem('not-found'), c.req.header('accept-language')));
  app.use(async (c, next) => {
    const began = performance.now();
    await next();
    const route = patternOf(c);
    metrics.answered(c.req.method, route, c.res.status, (performance.now() - began) / 1000);
    log.debug({ method: c.req.method, route, status: c.res.status }, 'answered');
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
      strictTransportSecurity: options.secure ? 'max-age=31536000' : false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
  );
  const tooLarge = () => {
    throw new Problem('too-large');
  };
  const json = bodyLimit({ maxSize: JSON_MAX, onError: tooLarge });
  const file = bodyLimit({ maxSize: FILE_MAX, onError: tooLarge });
  app.use('/api/*', async (c, next) => {
    await next();
    // On the answer itself: by way of the context its body would be wrapped, and encoded twice.
    c.res.headers.set('cache-control', 'no-store');
  });
  app.use('/api/*', async (c, next) => {
    // PostgreSQL fails on a null character, so no address may carry one as far as a query.
    if (c.req.url.includes('%00')) throw new Problem('not-found');
    await next();
  });
  app.use('/api/*', ownOriginOnly(options.origins));
  app.use('/api/*', whoIsAsking(reader, sessions, options));
  app.use('/api/*', (c, next) => {
    if (!c.req.path.endsWith('/attachment')) return json(c, next);
    // Nobody makes us hold a large body without having signed in.
    requireSignedIn(c);
    return file(c, next);
  });
  app.use('/api/*', async (c, next) => {
    const method = c.req.method;
    const [type] = (c.req.header('content-type') ?? '').toLowerCase().split(/\s*;/);
    const hasBody = method === 'POST' || method === 'PATCH' || (method === 'PUT' && !c.req.path.endsWith('/attachment'));
    // A body of another kind would pass by the validator as if there were none.
    if (hasBody && type !== 'application/json') throw new Problem('unsupported-media');
    await next();
  });
  return app;
}
