import { describe, expect, it } from 'vitest';
import { attemptLimit } from './rate-limit.ts';

describe('a limit of three failures in a minute', () => {
  function limit() {
    let now = 0;
    const one = attemptLimit(3, 60, () => now);
    return {
      ...one,
      after(seconds: number) {
        now += seconds * 1000;
      },
    };
  }

  it('lets three failures pass and then says how long to wait', () => {
    const attempts = limit();
    for (const _ of [1, 2, 3]) {
      expect(attempts.wait('a')).toBe(0);
      attempts.fail('a');
    }
    attempts.after(15);
    expect(attempts.wait('a')).toBe(45);
  });

  it('keeps others out of it', () => {
    const attempts = limit();
    for (const _ of [1, 2, 3]) attempts.fail('a');
    expect(attempts.wait('b')).toBe(0);
  });

  it('ends with the window, however often one tries meanwhile', () => {
    const attempts = limit();
    for (const _ of [1, 2, 3, 4, 5]) attempts.fail('a');
    attempts.after(60);
    expect(attempts.wait('a')).toBe(0);
  });

  it('is forgiven by a success', () => {
    const attempts = limit();
    for (const _ of [1, 2, 3]) attempts.fail('a');
    attempts.forgive('a');
    expect(attempts.wait('a')).toBe(0);
  });

  it('remembers a bounded number of keys', () => {
    const attempts = limit();
    for (const _ of [1, 2, 3]) attempts.fail('first');
    for (let key = 0; key < 50_000; key++) attempts.fail(`key ${key}`);
    expect(attempts.wait('first')).toBe(0);
  });
});
