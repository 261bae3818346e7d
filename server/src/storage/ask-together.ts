/** So many keys go into one query: both engines take far more parameters than that. */
const MOST_KEYS = 400;

interface Asker<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes few queries of many single questions that are asked at the same time: while one query is on its way, whatever is
 * asked meanwhile gathers and goes with the next. Every answer is read after its question was asked, never before, so it
 * is as fresh as that of a query of its own. A key without an answer gives `undefined`; a query that fails, fails those who
 * were in it and nobody else.
 */
export function askTogether<Value>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let waiting = new Map<string, Asker<Value>[]>();
  let busy = false;

  function take(): Map<string, Asker<Value>[]> {
    const keys = [...waiting.keys()].slice(0, MOST_KEYS);
    const taken = new Map(keys.map((key) => [key, waiting.get(key) ?? []]));
    waiting = new Map([...waiting].slice(keys.length));
    return taken;
  }

  async function run(): Promise<void> {
    busy = true;
    // Not at once: all that this turn of the loop asks shall go together.
    await Promise.resolve();
    while (waiting.size > 0) {
      const askers = take();
      try {
        const answers = await ask([...askers.keys()]);
        for (const [key, some] of askers) for (const { resolve } of some) resolve(answers.get(key));
      } catch (error) {
        for (const some of askers.values()) for (const { reject } of some) reject(error);
      }
    }
    busy = false;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }]);
      if (!busy) void run();
    });
}
