import { LANGUAGES } from '@concordance/shared/programmes/schema';
import { recommendationSchema, type Status, statusChange } from '@concordance/shared/recommendations/schema';
import { translationDraft } from '@concordance/shared/recommendations/translations';
import { createRoute, json, jsonBody, refused, z } from '../http/describe.ts';
import { routes } from '../http/server-env.ts';
import { inProgramme } from '../identity/door.ts';
import type { RegisterWorld } from '../registers/actions.ts';
import { recordParams, registerRoutes } from '../registers/routes.ts';
import { createRecommendation, moveStatus } from './actions.ts';
import { recommendations } from './register.ts';
import { putTranslation } from './translations.ts';

const translationParams = recordParams.extend({ language: z.enum(LANGUAGES) });

/** What follows a change of status, once it is saved. */
export interface StatusHooks {
  moved(documentId: string, userId: string, to: Status): Promise<void>;
}

/** Recommendations: a register whose records are born with a document, and that have a status. */
export function recommendationRoutes(world: RegisterWorld, hooks: StatusHooks) {
  const write = inProgramme(world.database, 'recommendation.write');
  const tags = ['recommendations'];
  const own = routes().openapi(
    createRoute({
      method: 'post',
      path: '/programmes/{programme}/recommendations/{id}/status',
      tags,
      middleware: write,
      request: { params: recordParams, ...jsonBody(statusChange) },
      responses: { 200: json(recommendationSchema, 'Moved'), ...refused },
    }),
    async (c) => {
      const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
      const { version, to, reason } = c.req.valid('json');
      const record = await moveStatus(world, act, c.req.valid('param').id, version, to, reason);
      await hooks.moved(String(record['documentId']), act.userId, to);
      return c.json(record as never, 200);
    },
  );
  own.openapi(
    createRoute({
      method: 'put',
      path: '/programmes/{programme}/recommendations/{id}/translations/{language}',
      tags,
      middleware: write,
      request: { params: translationParams, ...jsonBody(translationDraft) },
      responses: { 200: json(recommendationSchema, 'Written'), ...refused },
    }),
    async (c) => {
      const act = { programmeId: c.var.programme.id, userId: c.var.me?.userId ?? '' };
      const { id, language } = c.req.valid('param');
      return c.json((await putTranslation(world, act, id, language, c.req.valid('json'))) as never, 200);
    },
  );
  own.route('/', registerRoutes(world, recommendations, { create: (act, draft) => createRecommendation(world, act, draft) }));
  return own;
}
