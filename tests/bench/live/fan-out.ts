import { closeAll } from './client.ts';
import { gather, mustConverge, type Typing, typeFor } from './crowd.ts';
import { DISTURBED_CORES, waitCalm } from './machine.ts';
import type { PeerName } from './peers.ts';
import { nextRate, type Ramp, type StepOutcome } from './ramp.ts';
import { mustHold, onStage } from './stage.ts';

/** So many rooms of so many people who all type so many characters a second. */
export interface FanOut {
  readonly rooms: number;
  readonly clients: number;
  readonly rate: number;
  readonly seconds: number;
}

/** A fresh process spends its first seconds compiling; nobody runs a server for six seconds. */
const WARM_UP_SECONDS = 6;
const TRIES = 3;
const DRAIN_MS = 10_000;

/** S1: what it costs, and how long it takes, to show everybody what everybody types. */
export async function fanOut(peer: PeerName, { rooms, clients, rate, seconds }: FanOut): Promise<Typing> {
  return onStage(peer, rooms, async (stage) => {
    const crowd = await gather(stage, { rooms, clients, full: 2 });
    await typeFor(stage, crowd, { rate, seconds: WARM_UP_SECONDS, drainMs: DRAIN_MS });
    const windows: Typing[] = [];
    while (windows.length < TRIES && !windows.some(isCalm)) {
      await waitCalm(stage.pid);
      const typing = await typeFor(stage, crowd, { rate, seconds, drainMs: DRAIN_MS });
      mustHold(typing.complete, `all delivered (${typing.delivered} of ${typing.expected})`);
      windows.push(typing);
    }
    await mustConverge(stage, crowd);
    closeAll(crowd.clients);
    const [calmest] = windows.sort((one, other) => one.share.foreign - other.share.foreign);
    if (calmest === undefined) throw new Error('nothing was measured');
    return calmest;
  });
}

const isCalm = ({ share }: Typing): boolean => share.foreign <= DISTURBED_CORES;

export interface Saturation {
  readonly rooms: number;
  readonly clients: number;
  readonly seconds: number;
  /** A step with a p99 above this is bad. */
  readonly mostP99Ms: number;
  readonly ramp: Ramp;
}

export interface SaturationStep extends Typing {
  readonly rate: number;
  readonly verdict: StepOutcome['verdict'];
  readonly why: string;
}

export interface SaturationResult {
  readonly steps: readonly SaturationStep[];
  /** The good step with the most deliveries; null when none was good. */
  readonly best: SaturationStep | null;
}

/** S2: everybody types faster, step by step, until what they type arrives too late. */
export async function saturate(peer: PeerName, settings: Saturation): Promise<SaturationResult> {
  const { rooms, clients, ramp } = settings;
  return onStage(peer, rooms, async (stage) => {
    const crowd = await gather(stage, { rooms, clients, full: 1 });
    await typeFor(stage, crowd, { rate: ramp.start, seconds: WARM_UP_SECONDS, drainMs: DRAIN_MS });
    const steps: SaturationStep[] = [];
    for (let rate = nextRate(ramp, steps); rate !== null; rate = nextRate(ramp, steps)) {
      await waitCalm(stage.pid);
      const typing = await typeFor(stage, crowd, { rate, seconds: settings.seconds, drainMs: 30_000 });
      mustHold(typing.complete, `all delivered at ${rate.toFixed(1)} characters a second each (${typing.delivered} of ${typing.expected})`);
      steps.push({ rate, ...typing, ...judged(settings, rate, typing) });
    }
    await mustConverge(stage, crowd);
    closeAll(crowd.clients);
    const good = steps.filter(({ verdict }) => verdict === 'good');
    const best = good.sort((one, other) => other.deliveredPerSecond - one.deliveredPerSecond)[0] ?? null;
    return { steps, best };
  });
}

function judged({ rooms, clients, mostP99Ms }: Saturation, rate: number, typing: Typing): Pick<SaturationStep, 'verdict' | 'why'> {
  const wanted = rooms * clients * (clients - 1) * rate;
  const late = (typing.latency.p99 ?? 0) > mostP99Ms;
  const short = typing.offeredPerSecond < wanted * 0.95;
  if (!late && !short) return { verdict: 'good', why: '' };
  if (!isCalm(typing)) return { verdict: 'disturbed', why: 'others used the machine' };
  if (short && typing.share.load > 0.9) return { verdict: 'bad', why: 'the load could not type faster' };
  return { verdict: 'bad', why: late ? `p99 above ${mostP99Ms} ms` : 'less was offered than wanted' };
}
