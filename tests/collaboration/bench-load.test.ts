import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { RangeReader, rangesOf } from '../bench/live/clock-ranges.ts';
import { jobsOf, readLiveOptions } from '../bench/live/options.ts';
import { nextRate, type Ramp, type StepOutcome } from '../bench/live/ramp.ts';
import { maskedFrame } from '../bench/live/socket.ts';
import { median, percentile, sequence, spreadOf } from '../bench/live/statistics.ts';
import { targetCells, targetRows } from '../bench/live/targets.ts';
import { readTrace } from '../bench/live/trace.ts';

const RAMP: Ramp = { start: 10, factor: 2, mostSteps: 12, repeats: 2 };

/** Climbs with a server that is good up to `limit`. */
function climb(limit: number, disturbed: readonly number[] = []): readonly StepOutcome[] {
  const steps: StepOutcome[] = [];
  for (let rate = nextRate(RAMP, steps); rate !== null; rate = nextRate(RAMP, steps)) {
    const verdict = disturbed.includes(steps.length) ? 'disturbed' : rate <= limit ? 'good' : 'bad';
    steps.push({ rate, verdict });
  }
  return steps;
}

describe('a ramp', () => {
  it('climbs until a step is bad, then tries the middle once', () => {
    expect(climb(50).map(({ rate }) => Math.round(rate))).toEqual([10, 20, 40, 80, 57]);
    expect(climb(60).map(({ rate }) => Math.round(rate))).toEqual([10, 20, 40, 80, 57]);
  });

  it('climbs down where the first step is bad', () => {
    expect(climb(4).map(({ rate }) => rate.toFixed(1))).toEqual(['10.0', '2.5', '5.0', '3.5']);
  });

  it('tries a disturbed rate again, but not for ever', () => {
    expect(climb(15, [1]).map(({ rate }) => Math.round(rate))).toEqual([10, 20, 20, 14]);
    expect(climb(15, [1, 2, 3]).map(({ rate }) => Math.round(rate))).toEqual([10, 20, 20, 20, 40, 28]);
  });

  it('ends after so many steps', () => {
    expect(climb(Number.POSITIVE_INFINITY)).toHaveLength(12);
    expect(climb(0)).toHaveLength(12);
  });
});

describe('figures', () => {
  it('take the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
    expect(spreadOf([3, 1, 2])).toEqual({ n: 3, p50: 2, p95: 3, p99: 3, max: 3 });
  });

  it('are medians of what was measured', () => {
    expect(median([3, null, 1, undefined, 2])).toBe(2);
    expect(median([1, 2])).toBe(1.5);
    expect(median([])).toBeNull();
  });

  it('say that a target was missed, and by how much', () => {
    const steps = { steps: [], best: null };
    const best = (deliveredPerSecond: number) => ({ ...steps, best: { deliveredPerSecond, cpuPer1000: 10 } });
    const runs = [
      { scenario: 'S2', peer: 'concordance', result: best(150) },
      { scenario: 'S2', peer: 'hocuspocus', result: best(100) },
    ] as unknown as Parameters<typeof targetRows>[0];
    const [first] = targetRows(runs);
    expect(first && targetCells(first, ['concordance', 'hocuspocus'])).toEqual([
      'S2 most deliveries/s with p99 ≤ 100 ms, /s',
      '150',
      '100 (1.5 ×)',
      '≥ 2 × Hocuspocus: 200',
      'MISSED: 0.75 × of it',
    ]);
  });
});

describe('the load', () => {
  it('reads the same update once, wherever a client stands', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of 'abc') doc.getText('t').insert(0, letter);
    const reader = new RangeReader();
    const [ahead, behind] = [{ at: 0 }, { at: 0 }];
    const seen = updates.map((update) => reader.read(update, ahead));
    expect(seen.map(([range]) => [range?.from, range?.to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    // The second client is not sent the first update, which it wrote.
    expect(updates.slice(1).map((update) => reader.read(update, behind))).toEqual(seen.slice(1));
    expect(reader.read(updates[1] ?? new Uint8Array(), behind)).toEqual(rangesOf(updates[1] ?? new Uint8Array()));
  });

  it.each([0, 125, 126, 65_535, 65_536])('masks a frame of %i bytes', (length) => {
    const payload = Uint8Array.from({ length }, (_, index) => index & 0xff);
    const frame = maskedFrame(2, payload);
    const head = frame.length - length;
    const mask = frame.subarray(head - 4, head);
    const plain = frame.subarray(head).map((byte, index) => byte ^ (mask[index & 3] ?? 0));
    expect(Buffer.compare(plain, payload)).toBe(0);
  });

  it('generates the same history everywhere', () => {
    const [one, other] = [readTrace(null, 500), readTrace(null, 500)];
    expect(one).toEqual(other);
    expect(one.edits).toHaveLength(500);
    const below = sequence(1);
    expect([below(10), below(10), below(10)].every((value) => value >= 0 && value < 10)).toBe(true);
  });

  it('takes the servers in turn', () => {
    const options = readLiveOptions(['--scenarios', 'S1,S5', '--s1', '2x3@0.5', '--rounds', '2', '--kills', '7'], {
      size: 'tiny',
      peers: 'concordance,relay',
    });
    expect(jobsOf(options).map(({ round, job }) => `${job.scenario} ${round} ${job.peer}`)).toEqual([
      'S1 1 concordance',
      'S1 1 relay',
      'S1 2 concordance',
      'S1 2 relay',
      'S5 1 concordance',
      'S5 1 relay',
    ]);
    expect(options.settings.S5[0]?.kills).toBe(7);
  });

  it.each(['--s1 20', '--peers nobody', '--rounds 0', '--size huge'])('does not understand %s', (words) => {
    expect(() => readLiveOptions(words.split(' '), { size: 'short', peers: 'relay' })).toThrow();
  });
});
