import { CHECK_CODES, findingSchema, programmeChecks, SEVERITIES } from '@concordance/shared/checks/schema';
import { createRoute, json, refused, z } from '../http/describe.ts';
import { routes, shared } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { programmeParams, recordParams } from '../registers/routes.ts';
import { checkOne, checkProgramme } from './actions.ts';
import type { CheckPorts } from './ports.ts';

const checked = z.object({
  facts: z.record(z.string(), z.unknown()),
  rules: z.record(z.enum(CHECK_CODES), z.enum(SEVERITIES)),
  findings: z.array(findingSchema),
});

/** What the checks find, in one recommendation and in the programme. */
export function checkRoutes(world: RegisterWorld, ports: CheckPorts) {
  const tags = ['checks'];
  const middleware = inProgramme(world.database, 'recommendation.read');
  const { reader } = world.database;
  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/recommendations/{id}/checks',
        tags,
        middleware,
        request: { params: recordParams },
        responses: { 200: json(checked, 'The facts, the rules and what they find'), ...refused },
      }),
      async (c) => {
        const programmeId = c.var.programme.id;
        const { id } = c.req.valid('param');
        return shared(c, await world.answers.json(programmeId, `checks ${id}`, () => checkOne(reader, ports, programmeId, id))) as never;
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/programmes/{programme}/checks',
        tags,
        middleware,
        request: { params: programmeParams },
        responses: { 200: json(programmeChecks, 'What the programme leaves open'), ...refused },
      }),
      async (c) => {
        const programmeId = c.var.programme.id;
        return shared(c, await world.answers.json(programmeId, 'checks', () => checkProgramme(reader, ports, programmeId))) as never;
      },
    );
}
