import { describe, expect, it } from 'vitest';
import { baseOf, chainOf, pack, unpack } from './pack.ts';

describe('packed versions', () => {
  it('each lean on an earlier one, and some stand alone', () => {
    expect([0, 1, 15, 16, 17, 256, 272, 1024].map(baseOf)).toEqual([null, 0, 14, 0, 16, 0, 256, null]);
    for (let number = 0; number < 6000; number++) {
      const chain = chainOf(number);
      expect(chain.at(-1)).toBe(number);
      expect(chain.length).toBeLessThanOrEqual(40);
      expect([...chain].sort((one, other) => one - other)).toEqual(chain);
    }
  });

  it('come back as they were, in any language', async () => {
    const [one, two] = ['Бірінші нұсқа. '.repeat(2000), `${'Бірінші нұсқа. '.repeat(2000)}Тағы.`];
    const first = await pack(one, null);
    const second = await pack(two, one);
    expect(unpack(first, null)).toBe(one);
    expect(unpack(second, unpack(first, null))).toBe(two);
    expect(second.bytes.length).toBeLessThan(80);
  });

  it('say so when a bit has flipped', async () => {
    const { bytes, checksum } = await pack('words', null);
    const broken = Uint8Array.from(bytes);
    broken[3] = (broken[3] ?? 0) ^ 1;
    expect(() => unpack({ bytes: broken, checksum }, null)).toThrow('damaged');
  });
});
