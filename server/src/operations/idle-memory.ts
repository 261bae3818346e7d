import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What is looked at, once in `LOOK_EVERY_MS`. */
export interface Look {
  /** Share of one processor that the process used since the last look. */
  readonly busy: number;
  /** Bytes that the heap holds from the system, used or not. */
  readonly heapBytes: number;
}

const LOOK_EVERY_MS = 5_000;
/** Below this share nobody waits for the loop, or only somebody who will not notice a pause. */
const QUIET = 0.05;
/** So many quiet looks in a row make an idle server. */
const QUIET_LOOKS = 2;
/** Less than this is not worth a pause. */
const WORTH_BYTES = 48 * 2 ** 20;

/**
 * Says when an idle server should collect its garbage: V8 leaves that to the next time it needs room, which after a burst
 * may be never, and so keeps what the burst took. Once after each time that the heap has grown.
 */
export function collectingTimes(): (look: Look) => boolean {
  let quiet = 0;
  let least = Number.POSITIVE_INFINITY;
  let asked = false;
  return ({ busy, heapBytes }) => {
    // The look after a collection shows what it has left.
    least = asked ? heapBytes : Math.min(least, heapBytes);
    asked = false;
    quiet = busy < QUIET ? quiet + 1 : 0;
    if (quiet < QUIET_LOOKS || heapBytes < least + WORTH_BYTES) return false;
    asked = true;
    quiet = 0;
    return true;
  };
}

/** Watches this process until the returned function is called. */
export function giveMemoryBackWhenIdle(): () => void {
  const isTime = collectingTimes();
  const collect = collector();
  let cpu = process.cpuUsage();
  let at = performance.now();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const now = performance.now();
    const busy = (user + system) / 1000 / (now - at);
    cpu = process.cpuUsage();
    at = now;
    if (isTime({ busy, heapBytes: process.memoryUsage().heapTotal })) collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

type Collector = (how: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;

/**
 * V8's own function, which a context made while the flag is set has. An inspector session can ask for the same, but its
 * end was seen to stand still for ever beside running threads.
 */
function collector(): Collector {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collector;
  setFlagsFromString('--no-expose-gc');
  return collect;
}
