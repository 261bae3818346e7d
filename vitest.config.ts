import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'] } },
      { extends: true, test: { name: 'server', root: 'server', include: ['src/**/*.test.ts'] } },
      'client',
      {
        extends: true,
        test: {
          name: 'api',
          root: 'tests',
          include: ['api/**/*.test.ts', 'collaboration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          root: 'tests',
          include: ['browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // A wait is for what must come, however busy the machine is; it is never a figure.
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
