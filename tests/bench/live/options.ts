import { parseArgs } from 'node:util';
import { PEER_NAMES, type PeerName } from './peers.ts';
import { type Job, SCENARIOS, type Scenario, type Settings } from './scenarios.ts';

export interface LiveOptions {
  readonly peers: readonly PeerName[];
  readonly scenarios: readonly Scenario[];
  readonly rounds: number;
  readonly mostMinutes: number;
  readonly out: string;
  /** Where each server leaves a processor profile; null for none. Profiling costs: the figures are not to be kept. */
  readonly profile: string | null;
  /** The variants of each scenario. */
  readonly settings: { readonly [S in Scenario]: readonly Settings[S][] };
}

export const LIVE_USAGE = `npm run bench -- live [options]
  --peers ${PEER_NAMES.join(',')}
  --scenarios S1,S2,S3,S4,S5,S6   what each measures: tests/bench/README.md
  --rounds 2                      the servers take turns within a round
  --size tiny|short|full          tiny only tries the bench itself out
  --s1 20x5@5,1x200@0.5,1x50@2    rooms x people @ characters a second each
  --kills 10 --kill-after 1-13    S5: how many, and the span of seconds that they are spread over
  --trace FILE.json.gz            S3: a history of the editing-traces collection; else one is generated
  --max-minutes 70                no new measurement begins after this
  --profile FOLDER                a processor profile of each server, for what the figures do not say
  --out .artifacts/bench-live.md  the report; the raw figures go beside it as .json`;

const SIZES = {
  tiny: {
    s1: '2x3@5,1x10@2',
    s1Seconds: 1,
    s2: [2, 4, 1, 3],
    s3: [2_000, 1],
    s4: [5, 20, 1, 3_000, 3_000],
    kills: [1, '1-1.5'],
    s6: [5, 4],
  },
  short: {
    s1: '20x5@5,1x200@0.5',
    s1Seconds: 3,
    s2: [10, 20, 2, 9],
    s3: [260_000, 1],
    s4: [100, 500, 1, 22_000, 40_000],
    kills: [2, '1-5'],
    s6: [100, 10],
  },
  full: {
    s1: '20x5@5,1x200@0.5,1x50@2',
    s1Seconds: 4,
    s2: [10, 20, 3, 16],
    s3: [260_000, 3],
    s4: [500, 2_000, 2, 25_000, 45_000],
    kills: [10, '1-13'],
    s6: [100, 10],
  },
} as const;

/** Reads the options of the live bench. Throws a sentence for what it does not understand. */
export function readLiveOptions(
  args: readonly string[],
  defaults: { readonly size: keyof typeof SIZES; readonly peers: string },
): LiveOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      peers: text,
      scenarios: text,
      rounds: text,
      size: text,
      s1: text,
      kills: text,
      'kill-after': text,
      trace: text,
      'max-minutes': text,
      out: text,
      profile: text,
    },
  });
  const sizeName = oneOf(Object.keys(SIZES) as (keyof typeof SIZES)[], values.size ?? defaults.size);
  const size = SIZES[sizeName];
  const [first = 1, last = 13] = (values['kill-after'] ?? size.kills[1]).split('-').map(Number);
  const trace = values.trace ?? null;
  const [s2Rooms, s2Clients, s2Seconds, mostSteps] = size.s2;
  const [documents, connections, cycles, settleMs, leaveMs] = size.s4;
  const tiny = sizeName === 'tiny';
  return {
    peers: listOf(PEER_NAMES, values.peers ?? defaults.peers),
    scenarios: listOf(SCENARIOS, values.scenarios ?? SCENARIOS.join(',')),
    rounds: positive(values.rounds ?? (sizeName === 'full' ? '2' : '1')),
    mostMinutes: positive(values['max-minutes'] ?? '70'),
    profile: values.profile ?? null,
    out: values.out ?? '.artifacts/bench-live.md',
    settings: {
      S1: (values.s1 ?? size.s1).split(',').map((shape) => ({ ...fanOutOf(shape), seconds: size.s1Seconds })),
      S2: [
        { rooms: s2Rooms, clients: s2Clients, seconds: s2Seconds, mostP99Ms: 100, ramp: { start: 8, factor: 1.4, mostSteps, repeats: 3 } },
      ],
      S3: [{ trace, edits: size.s3[0], opens: size.s3[1] }],
      S4: [{ documents, connections, characters: tiny ? 1_000 : 20_000, cycles, settleMs, leaveMs }],
      S5: [{ rooms: 10, rate: 10, kills: positive(values.kills ?? String(size.kills[0])), firstMs: first * 1000, lastMs: last * 1000 }],
      S6: [{ documents: size.s6[0], perDocument: size.s6[1], characters: 5_000 }],
    },
  };
}

/** Everything to do, in order: in each round of each scenario the servers take turns. */
export function jobsOf({ peers, scenarios, rounds, settings }: LiveOptions): readonly { readonly round: number; readonly job: Job }[] {
  return scenarios.flatMap((scenario) =>
    // Kills and memory have their own repetitions.
    Array.from({ length: scenario === 'S4' || scenario === 'S5' ? 1 : rounds }, (_, index) => index + 1).flatMap((round) =>
      settings[scenario].flatMap((variant) => peers.map((peer) => ({ round, job: { scenario, peer, settings: variant } as Job }))),
    ),
  );
}

function fanOutOf(shape: string): { readonly rooms: number; readonly clients: number; readonly rate: number } {
  const [, rooms, clients, rate] = /^(\d+)x(\d+)@(\d+(?:\.\d+)?)$/.exec(shape) ?? [];
  if (rate === undefined) throw new Error(`--s1 ${shape}: say it like 20x5@5`);
  return { rooms: Number(rooms), clients: Number(clients), rate: Number(rate) };
}

function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new Error(`${value} is none of ${known.join(', ')}`);
  return found;
}

function listOf<T extends string>(known: readonly T[], values: string): readonly T[] {
  return values.split(',').map((value) => oneOf(known, value));
}

function positive(value: string): number {
  if (!(Number(value) > 0)) throw new Error(`${value} is not a number above zero`);
  return Number(value);
}
