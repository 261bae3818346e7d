import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['CONCORDANCE_SERVER'] ?? 'http://127.0.0.1:4800';
const live = { target: server.replace(/^http/, 'ws'), ws: true, changeOrigin: true };

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    manifest: true,
    // A strict content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true }, '/collaboration': live, '/events': live } },
});
