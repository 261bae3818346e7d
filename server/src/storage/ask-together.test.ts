import { describe, expect, it } from 'vitest';
import { askTogether } from './ask-together.ts';

/** A store that answers when the test says so, with the capital of each key; `x` is unknown to it. */
function heldStore() {
  const asked: (readonly string[])[] = [];
  const held: PromiseWithResolvers<ReadonlyMap<string, string>>[] = [];
  const ask = askTogether<string>((keys) => {
    asked.push(keys);
    const answer = Promise.withResolvers<ReadonlyMap<string, string>>();
    held.push(answer);
    return answer.promise;
  });
  const answer = () =>
    held.shift()?.resolve(new Map(asked.at(-held.length - 1)?.flatMap((key) => (key === 'x' ? [] : [[key, key.toUpperCase()]]))));
  return { ask, asked, answer, fail: () => held.shift()?.reject(new Error('away')) };
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('questions asked at the same time', () => {
  it('go in one query, each key once', async () => {
    const store = heldStore();
    const answers = Promise.all([store.ask('a'), store.ask('b'), store.ask('a'), store.ask('x')]);
    await soon();
    store.answer();
    expect(await answers).toEqual(['A', 'B', 'A', undefined]);
    expect(store.asked).toEqual([['a', 'b', 'x']]);
  });

  it('while a query is on its way wait for the next, so that no answer is older than its question', async () => {
    const store = heldStore();
    const first = store.ask('a');
    await soon();
    const again = store.ask('a');
    await soon();
    expect(store.asked).toEqual([['a']]);
    store.answer();
    expect(await first).toBe('A');
    await soon();
    store.answer();
    expect(await again).toBe('A');
    expect(store.asked).toEqual([['a'], ['a']]);
  });

  it('fail together, and those after them do not', async () => {
    const store = heldStore();
    const first = store.ask('a');
    await soon();
    const second = store.ask('b');
    store.fail();
    await expect(first).rejects.toThrow('away');
    await soon();
    store.answer();
    expect(await second).toBe('B');
  });

  it('are never more than a query takes', async () => {
    const store = heldStore();
    const all = Promise.all(Array.from({ length: 900 }, (_, index) => store.ask(`k${index}`)));
    for (let turn = 0; turn < 3; turn++) {
      await soon();
      store.answer();
    }
    expect(await all).toHaveLength(900);
    expect(store.asked.map((keys) => keys.length)).toEqual([400, 400, 100]);
  });
});
