import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most of a test's time goes into waiting for a disk, a database or a hash: with one worker a core stands idle.
    maxWorkers: 2,
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
          // After everything else: a browser takes the whole machine.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
