import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Files named by their content never change; the page itself is asked for every time. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The built client: its files, and the one page for every address that is not a file. */
export function pages(folder: string) {
  const app = new Hono();
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_path, c) => c.header('cache-control', FOREVER),
    }),
  );
  app.use('*', serveStatic({ root: folder, precompressed: true, onFound: (_path, c) => c.header('cache-control', 'no-cache') }));
  app.get('*', async (c, next) => {
    const isFile = /\.[a-z0-9]{1,8}$/i.test(c.req.path);
    if (isFile || !existsSync(join(folder, 'index.html'))) return c.notFound();
    return serveStatic({ path: join(folder, 'index.html'), onFound: (_path, at) => at.header('cache-control', 'no-cache') })(c, next);
  });
  return app;
}
