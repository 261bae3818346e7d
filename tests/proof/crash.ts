import { ALL_POINTS, crash } from './crash-run.ts';
import { readProofOptions } from './options.ts';

/** Kills a real server at named points and at random moments; exits with 1 when anything promised is not there. */
const { minutes, seed, count } = readProofOptions({ minutes: 10, counted: 'kills', count: 200 });
const report = await crash({ kills: count, seed, rooms: 3, writers: 3, points: ALL_POINTS, end: Date.now() + minutes * 60_000 }, (line) =>
  console.log(line),
);
const kills = [...report.kills.values()].reduce((sum, one) => sum + one, 0);
console.log(`seed ${seed}: ${kills} kills (${[...report.kills].map(([point, times]) => `${point} ${times}`).join(', ')})`);
console.log(`words acknowledged ${report.acknowledged}, seen by others ${report.seen}, deleted for good ${report.deleted}`);
console.log(`faults ${report.faults.length}; the file: ${report.file}`);
for (const { kill, point, fault } of report.faults.slice(0, 30)) console.log(`  kill ${kill} at ${point}: ${fault.what} ${fault.word}`);
if (report.faults.length > 0 || !report.file.startsWith('sound')) process.exitCode = 1;
