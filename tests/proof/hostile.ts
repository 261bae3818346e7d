import { hostile } from './hostile-run.ts';
import { readProofOptions } from './options.ts';

const OTHERS_MOST_MS = 100;
const RSS_MOST = 1.5;

const { minutes, seed, count } = readProofOptions({ minutes: 20, counted: 'frames', count: 1_000_000 });
const report = await hostile({ frames: count, seed, minutes, restMs: 90_000, calmMs: 6_000 }, (line) => console.log(line));
const { attack, others, othersBefore, probes } = report;
console.log(
  `seed ${seed}: ${attack.frames} frames on ${attack.connections} connections in ${report.seconds.toFixed(0)} s; ` +
    `${attack.closedByServer} of them closed by the server, ${attack.refused} ended otherwise`,
);
const ms = (value: number | null) => `${value?.toFixed(1) ?? '–'} ms`;
console.log(
  `other rooms: p50 ${ms(others.p50)}, p99 ${ms(others.p99)}, max ${ms(others.max)} (before: p99 ${ms(othersBefore.p99)}; ${others.n} letters)`,
);
console.log(`healthz: p50 ${ms(probes.p50)}, p99 ${ms(probes.p99)}, max ${ms(probes.max)}`);
console.log(
  `memory: idle ${report.rssIdle.toFixed(0)} MiB, most ${report.rssMost.toFixed(0)}, afterwards ${report.rssAfter.toFixed(0)} (${(report.rssAfter / report.rssIdle).toFixed(2)} × idle)`,
);
const held = {
  'all frames sent': attack.frames >= count,
  'the process lives': report.alive,
  'the text under attack is unchanged': report.victimUnchanged,
  'the text that the attacker may write in is whole': report.playgroundFaults.length === 0,
  [`other rooms' p99 below ${OTHERS_MOST_MS} ms`]: (others.p99 ?? Number.POSITIVE_INFINITY) < OTHERS_MOST_MS,
  [`memory within ${RSS_MOST} × idle`]: report.rssAfter <= report.rssIdle * RSS_MOST,
};
for (const fault of report.playgroundFaults) console.log(`at fault: ${fault}`);
for (const [what, holds] of Object.entries(held)) console.log(`${holds ? 'held' : 'NOT HELD'}: ${what}`);
if (Object.values(held).includes(false)) process.exitCode = 1;
