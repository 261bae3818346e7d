import { expect, it } from 'vitest';
import { CRASH_POINTS } from '../proof/crash-points.ts';
import { crash } from '../proof/crash-run.ts';

it('a server killed at every named point loses nothing that anybody was shown or told is safe', async () => {
  const points = [...CRASH_POINTS, 'random'] as const;
  const report = await crash({ kills: points.length, seed: 20_261_125, rooms: 2, writers: 2, points, end: Number.POSITIVE_INFINITY });
  expect(report.faults).toEqual([]);
  expect([...report.kills.keys()]).toEqual(points);
  expect(report.file).toMatch(/^sound/);
  expect(report.acknowledged).toBeGreaterThan(100);
  expect(report.deleted).toBeGreaterThan(10);
}, 180_000);
