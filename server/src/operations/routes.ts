import { Hono } from 'hono';
import type { Database } from '../storage/database.ts';
import type { Metrics } from './metrics.ts';

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: numbers for Prometheus. */
export function operationRoutes(database: Database, metrics: Metrics, stopping: () => boolean) {
  return new Hono()
    .get('/healthz', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => {
      if (stopping()) return c.text('stopping\n', 503);
      try {
        await database.ping();
        return c.text('ready\n');
      } catch {
        return c.text('the database does not answer\n', 503);
      }
    })
    .get('/metrics', async (c) => c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }));
}
