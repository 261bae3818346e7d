import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { markRemovable } from './scripts/lazy-schemas.ts';

const server = process.env['CONCORDANCE_SERVER'] ?? 'http://127.0.0.1:4800';
const live = { target: server.replace(/^http/, 'ws'), ws: true, changeOrigin: true };

/** Leaves the schemas that the client does not use, and their validator, out of the build. */
const lazySchemas: Plugin = {
  name: 'lazy-schemas',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\/shared\/src\/.+\.ts$/u },
    handler(code) {
      return { code: markRemovable(code, this.parse(code).body), map: null };
    },
  },
};

const GUESTS_START = fileURLToPath(new URL('src/roundtables/guest/start.tsx', import.meta.url));
/** So many pages have to import a module, for it to be put together with others like it. */
const SHARED_BY = 8;

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

let guests: Set<string> | null = null;

/** Everything that a guest's page imports, which is to stay as small as it is. */
function importedByGuests(modules: Modules): Set<string> {
  const found = new Set([GUESTS_START]);
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/**
 * One file for what most pages share, where the bundler would make one for every combination of pages: a slow machine
 * spends more on fetching a hundred small files than on what is in them.
 */
function sharedName(id: string, modules: Modules): string | null {
  guests ??= importedByGuests(modules);
  return guests.has(id) ? 'base' : 'shared';
}

export default defineConfig({
  plugins: [react(), lazySchemas],
  build: {
    target: 'es2023',
    manifest: true,
    // A strict content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: sharedName, minShareCount: SHARED_BY }] } } },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true }, '/collaboration': live, '/events': live } },
});
