import process from 'node:process';
import type { Running } from './serve.ts';

/** Ends cleanly on the signals of a terminal and of a supervisor; a second one ends at once. */
export function stopOnSignals(running: Running): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
