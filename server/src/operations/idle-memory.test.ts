import { describe, expect, it } from 'vitest';
import { collectingTimes, type Look } from './idle-memory.ts';

const MIB = 2 ** 20;
const look = (busy: number, heap: number): Look => ({ busy, heapBytes: heap * MIB });

describe('an idle server', () => {
  it('collects once after a burst, when it has been quiet for two looks', () => {
    const isTime = collectingTimes();
    const looks = [look(0.01, 100), look(0.9, 260), look(0.01, 260), look(0.01, 260), look(0.01, 120), look(0.01, 120), look(0.01, 121)];
    expect(looks.map(isTime)).toEqual([false, false, false, true, false, false, false]);
  });

  it('collects nothing while somebody works, however much there is', () => {
    const isTime = collectingTimes();
    isTime(look(0.01, 100));
    expect([look(0.3, 400), look(0.04, 500), look(0.3, 500), look(0.04, 500)].some(isTime)).toBe(false);
  });

  it('does not go on where memory is needed and does not come down', () => {
    const isTime = collectingTimes();
    isTime(look(0.01, 100));
    expect([look(0, 300), look(0, 300), look(0, 295), look(0, 296), look(0, 300)].map(isTime)).toEqual([true, false, false, false, false]);
  });

  it('leaves a little more than before as it is', () => {
    const isTime = collectingTimes();
    isTime(look(0.01, 100));
    expect([look(0, 140), look(0, 140), look(0, 140)].some(isTime)).toBe(false);
  });
});
