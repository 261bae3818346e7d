import { simulate } from './convergence.ts';
import { keepSeed } from './kept-seeds.ts';
import { readProofOptions } from './options.ts';

const FAILURES_MOST = 20;

/** Runs one seed after the other until the time is over. A seed that fails is printed and kept: `npm test` replays it. */
async function main(): Promise<void> {
  const { minutes, seed, count } = readProofOptions({ minutes: 5, counted: 'seeds', count: 1e9 });
  const end = Date.now() + minutes * 60_000;
  const failed: number[] = [];
  let done = 0;
  for (; done < count && Date.now() < end && failed.length < FAILURES_MOST; done++) {
    try {
      await simulate(seed + done);
    } catch (error) {
      failed.push(seed + done);
      console.log(`seed ${seed + done}: ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`);
      keepSeed(seed + done);
    }
    if (done % 500 === 499) console.log(`${done + 1} seeds, ${failed.length} failed`);
  }
  console.log(`${done} seeds from ${seed} on, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
  if (failed.length > 0) process.exitCode = 1;
}

await main();
