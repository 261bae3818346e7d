import type { Logger } from 'pino';
import { keepVersion } from './keep.ts';
import { tell } from './keeper.ts';
import type { HistoryWorld, KeepMoment } from './ports.ts';

/**
 * Keeps texts at the acts from which people ask what has changed since. The act itself is done: that a version of a text
 * could not be kept is logged and does not say otherwise.
 */
export function keepMoments(world: HistoryWorld, log: Logger): KeepMoment {
  return async ({ cause, by, note, recommendationIds }) => {
    if (recommendationIds.length === 0) return;
    const rows = await world.database.reader
      .selectFrom('recommendations')
      .select('document_id')
      .where('id', 'in', [...new Set(recommendationIds)])
      .execute();
    // One after the other: a set of fifty must not hold everything else up.
    for (const { document_id: documentId } of rows) {
      try {
        await keepVersion(world, documentId, { cause, by, note });
        await tell(world, documentId);
      } catch (error) {
        log.error({ err: error, documentId }, 'a version could not be kept');
      }
    }
  };
}
