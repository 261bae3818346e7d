import { expect, it } from 'vitest';
import { hostile } from '../proof/hostile-run.ts';

it('a real server under thousands of hostile frames stays up, and its texts stay whole', async () => {
  const report = await hostile({ frames: 4_000, seed: 7, minutes: 1, restMs: 0, calmMs: 500 });
  expect(report).toMatchObject({ alive: true, victimUnchanged: true, playgroundFaults: [] });
  expect(report.attack.frames).toBeGreaterThanOrEqual(4_000);
  expect(report.attack.closedByServer).toBeGreaterThan(100);
  expect(report.others.n).toBeGreaterThan(0);
}, 120_000);
