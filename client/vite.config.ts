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

export default defineConfig({
  plugins: [react(), lazySchemas],
  build: {
    target: 'es2023',
    manifest: true,
    // A strict content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true }, '/collaboration': live, '/events': live } },
});
