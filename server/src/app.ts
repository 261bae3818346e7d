import { Problem } from '@concordance/shared/problems';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { approvalRoutes } from './approvals/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bodies } from './bodies/register.ts';
import { checkRoutes } from './checks/routes.ts';
import { editionRoutes } from './editions/routes.ts';
import type { Journal } from './events/journal.ts';
import { attachmentRoutes } from './evidence/attachments.ts';
import { refuseMovingGround } from './evidence/guard.ts';
import { evidence } from './evidence/register.ts';
import { findRoutes } from './find/routes.ts';
import { followUpRoutes } from './follow-up/routes.ts';
import { groundRoutes } from './ground/routes.ts';
import { keepVersion } from './history/keep.ts';
import type { LiveTexts } from './history/ports.ts';
import { historyRoutes } from './history/routes.ts';
import type { StateReader } from './history/state-reader.ts';
import { type EdgeOptions, edge } from './http/api.ts';
import { pages } from './http/pages.ts';
import { problemResponse } from './http/problems.ts';
import { peopleRoutes } from './identity/people-routes.ts';
import { serverRoutes } from './identity/server-routes.ts';
import { sessionRoutes, signIn } from './identity/session-routes.ts';
import type { IdentityWorld } from './identity/world.ts';
import { linkRoutes } from './links/routes.ts';
import { mailRoutes, noticeRoutes } from './notices/routes.ts';
import type { Metrics } from './operations/metrics.ts';
import { operationRoutes } from './operations/routes.ts';
import { programmeRoutes } from './programmes/routes.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import type { RegisterWorld } from './registers/actions.ts';
import { registerRoutes } from './registers/routes.ts';
import { risks } from './risks/register.ts';
import { guestRoutes } from './roundtables/guest-routes.ts';
import { minutesRoutes } from './roundtables/minutes-routes.ts';
import { ratingRoutes } from './roundtables/rating-routes.ts';
import { roundTableRoutes, tableDoorRoutes } from './roundtables/routes.ts';
import type { TableWorld } from './roundtables/world.ts';
import { checkPorts } from './sets/check-ports.ts';
import { setRoutes } from './sets/routes.ts';
import { type EndedRemarks, setPorts } from './sets/set-ports.ts';
import { textCache } from './sets/texts.ts';
import type { SetWorld } from './sets/world.ts';
import { judgedBy } from './sources/judged.ts';
import { sources } from './sources/register.ts';
import { dispositionRoutes } from './threads/disposition-routes.ts';
import { guestThreadRoutes } from './threads/guest-routes.ts';
import { decisionRoutes, threadRoutes } from './threads/routes.ts';
import { endedRemarks, talkOf } from './threads/talk.ts';
import { threadWorld } from './threads/world.ts';
import { trends } from './trends/register.ts';

/** The parts the HTTP edge is made of. */
export interface AppParts {
  readonly identity: IdentityWorld;
  readonly journal: Journal;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly edge: EdgeOptions;
  readonly stopping: () => boolean;
  readonly tables: TableWorld;
  readonly texts: LiveTexts;
  readonly states: StateReader;
  /** Whether digests of notices go out by mail. */
  readonly sendsMail: boolean;
  /** Folder of the built client; null where only the API is wanted. */
  readonly client: string | null;
}

const unknownAddress = (c: Context): Response => problemResponse(new Problem('not-found'), c.req.header('accept-language'));

/** Joins every feature's routes. No logic: what a route does stands in its feature. */
export function createApp(parts: AppParts): OpenAPIHono {
  const { identity, metrics, tables } = parts;
  const world: RegisterWorld = tables;
  const threads = threadWorld(tables, parts.texts);
  const checks = checkPorts(talkOf);
  const ended: EndedRemarks = (reader, programmeId, ids) => endedRemarks(reader, threads.gate, programmeId, ids);
  const sets: SetWorld = { ...world, texts: textCache(), ports: setPorts(checks, ended), keep: tables.keep };
  const history = { ...world, texts: parts.texts, states: parts.states };
  const app = edge(identity.database.reader, identity.sessions, metrics, parts.log, parts.edge);
  app.route('/', operationRoutes(identity.database, metrics, parts.stopping));
  for (const feature of [
    sessionRoutes(identity),
    serverRoutes(identity),
    peopleRoutes(identity),
    programmeRoutes(world),
    findRoutes(world),
    registerRoutes(world, bodies),
    registerRoutes(world, trends),
    registerRoutes(world, risks),
    registerRoutes(world, sources, { alongside: judgedBy }),
    attachmentRoutes(world),
    registerRoutes(world, evidence, { guard: refuseMovingGround }),
    recommendationRoutes(world, {
      moved: async (documentId, userId, to) => {
        // The status is saved; that its version could not be kept must not say otherwise.
        await keepVersion(history, documentId, { cause: 'status', by: userId, note: to }).catch((error: unknown) =>
          parts.log.error({ err: error, documentId }, 'a version could not be kept'),
        );
      },
    }),
    linkRoutes(world),
    roundTableRoutes(tables),
    tableDoorRoutes(tables, (c, userId) => signIn(c, identity, userId)),
    guestRoutes(tables),
    ratingRoutes(tables),
    minutesRoutes(tables),
    setRoutes(sets),
    approvalRoutes(sets, identity),
    editionRoutes(world.database),
    auditRoutes(world.database),
    followUpRoutes(world),
    groundRoutes(world),
    checkRoutes(world, checks),
    historyRoutes(history),
    threadRoutes(threads),
    decisionRoutes(threads),
    guestThreadRoutes(threads),
    dispositionRoutes(threads),
    noticeRoutes(world),
    mailRoutes(world, parts.sendsMail),
  ]) {
    app.route('/api', feature);
  }
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Concordance', version: '0.1.0', license: { name: 'MIT' } } });
  // An address below these that no route answers is a mistake to be told, not a page.
  for (const reserved of ['/api/*', '/collaboration/*', '/events/*']) app.all(reserved, unknownAddress);
  if (parts.client) app.route('/', pages(parts.client));
  return app as unknown as OpenAPIHono;
}
