import { linkAnswer, linkChanges, linkDraft, linkSchema, suspectLink, targetChange } from '@concordance/shared/links/schema';
import { changeOf, seenVersion } from '@concordance/shared/registers/schema';
import { createRoute, json, jsonBody, noContent, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { changeLink, createLink, removeLink } from './actions.ts';
import { answerLink, readTargetChange } from './suspects.ts';

const PATH = '/programmes/{programme}/recommendations/{id}/links';
const linkParams = recordParams.extend({ link: z.string().max(40) });

/** What a recommendation answers, treats and rests on. */
export function linkRoutes(world: RegisterWorld) {
  const tags = ['links'];
  const read = inProgramme(world.database, 'recommendation.read');
  const write = inProgramme(world.database, 'recommendation.link');
  const answer = { 200: json(linkSchema, 'The link as it is now'), ...refused };
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: PATH,
        tags,
        middleware: read,
        request: { params: recordParams },
        responses: { 200: json(z.array(linkSchema), 'All links, those cited in the text included'), ...refused },
      }),
      async (c) => {
        const programmeId = c.var.programme.id;
        const { id } = c.req.valid('param');
        const list = () => world.reading.ask('links', programmeId, id);
        return shared(c, await world.answers.bytes(programmeId, `links ${id}`, list, 'rows')) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: PATH,
        tags,
        middleware: write,
        request: { params: recordParams, ...jsonBody(linkDraft) },
        responses: { 201: json(linkSchema, 'Linked'), ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        return c.json(await createLink(world, act, c.req.valid('param').id, c.req.valid('json')), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: `${PATH}/{link}`,
        tags,
        middleware: write,
        request: { params: linkParams, ...jsonBody(changeOf(linkChanges)) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        const { id, link } = c.req.valid('param');
        const { version, changes } = c.req.valid('json');
        return c.json(await changeLink(world, act, id, link, version, changes), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: `${PATH}/{link}`,
        tags,
        middleware: write,
        request: { params: linkParams, query: z.object({ version: z.coerce.number().pipe(seenVersion) }) },
        responses: { ...noContent, ...refused },
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        const { id, link } = c.req.valid('param');
        await removeLink(world, act, id, link, c.req.valid('query').version);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${PATH}/{link}/change`,
        tags,
        middleware: read,
        request: { params: linkParams },
        responses: { 200: json(targetChange, 'What the target was and is, who changed it and why'), ...refused },
      }),
      async (c) => {
        const { id, link } = c.req.valid('param');
        return c.json((await readTargetChange(world.database.reader, c.var.programme.id, id, link)) as never, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${PATH}/{link}/answer`,
        tags,
        middleware: write,
        request: { params: linkParams, ...jsonBody(linkAnswer) },
        responses: answer,
      }),
      async (c) => {
        const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
        const { id, link } = c.req.valid('param');
        return c.json(await answerLink(world, act, id, link, c.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/suspect-links',
        tags,
        middleware: read,
        request: { params: programmeParams },
        responses: { 200: json(z.array(suspectLink), 'Links whose target has changed, the latest change first'), ...refused },
      }),
      async (c) => {
        const programmeId = c.var.programme.id;
        const list = () => world.reading.ask('suspectLinks', programmeId);
        return shared(c, await world.answers.bytes(programmeId, 'suspect links', list, 'rows')) as never;
      },
    );
}
