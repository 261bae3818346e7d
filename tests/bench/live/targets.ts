import { PEER_NAMES, type PeerName } from './peers.ts';
import type { Results, Run, Scenario } from './scenarios.ts';
import { median } from './statistics.ts';
import { type Cell, figure, shapeOf } from './tables.ts';

/** A figure of each server, and what ours is measured by. */
export interface TargetRow {
  readonly work: string;
  readonly unit: string;
  readonly of: Readonly<Partial<Record<PeerName, number>>>;
  readonly wanted: string;
  /** The limit that ours is held to, from the others of the same run; null where they were not measured. */
  readonly limit: number | null;
  readonly more: boolean;
}

type RunOf<S extends Scenario> = Extract<Run, { readonly scenario: S }> & { readonly result: Results[S] };

function runsOf<S extends Scenario>(runs: readonly Run[], scenario: S): readonly RunOf<S>[] {
  return runs.filter((run): run is RunOf<S> => run.scenario === scenario && run.result !== null);
}

function medians<R extends { readonly peer: PeerName }>(runs: readonly R[], of: (run: R) => number | null | undefined): TargetRow['of'] {
  const found: Partial<Record<PeerName, number>> = {};
  for (const name of PEER_NAMES) {
    const value = median(runs.filter(({ peer }) => peer === name).map(of));
    if (value !== null) found[name] = value;
  }
  return found;
}

function row(work: string, unit: string, of: TargetRow['of'], wanted: string, limit: number | null | undefined, more = false): TargetRow[] {
  return Object.keys(of).length === 0 ? [] : [{ work, unit, of, wanted, limit: limit ?? null, more }];
}

const times = (value: number | undefined, factor: number): number | null => (value === undefined ? null : value * factor);

/** The table of figures to reach, as far as it was measured. */
export function targetRows(runs: readonly Run[]): readonly TargetRow[] {
  return [...fanOutRows(runs), ...saturationRows(runs), ...openRows(runs), ...memoryRows(runs), ...killRows(runs), ...stormRows(runs)];
}

function fanOutRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S1');
  return [...new Set(all.map(({ settings }) => shapeOf(settings)))].flatMap((shape) => {
    const these = all.filter(({ settings }) => shapeOf(settings) === shape);
    const cpu = medians(these, ({ result }) => result.cpuPer1000);
    const late = medians(these, ({ result }) => result.latency.p99);
    const crowd = (these[0]?.settings.clients ?? 0) >= 50;
    const [wanted, limit, most] = crowd
      ? (['≤ 0.6 × relay', times(cpu.relay, 0.6), 50] as const)
      : (['≤ 0.9 × Hocuspocus', times(cpu.hocuspocus, 0.9), 25] as const);
    return [
      ...row(`S1 ${shape}: server CPU per 1,000 deliveries`, 'ms', cpu, wanted, limit),
      ...row(`S1 ${shape}: p99`, 'ms', late, `≤ ${most} ms`, most),
    ];
  });
}

function saturationRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S2');
  const most = medians(all, ({ result }) => result.best?.deliveredPerSecond);
  const cpu = medians(all, ({ result }) => result.best?.cpuPer1000);
  return [
    ...row('S2 most deliveries/s with p99 ≤ 100 ms', '/s', most, '≥ 2 × Hocuspocus', times(most.hocuspocus, 2), true),
    ...row('S2 server CPU per 1,000 deliveries there', 'ms', cpu, '≤ 0.5 × Hocuspocus', times(cpu.hocuspocus, 0.5)),
  ];
}

function openRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S3');
  const whole = medians(all, ({ result }) => median(result.opens.map(({ wholeMs }) => wholeMs)));
  const bytes = medians(all, ({ result }) => median(result.opens.map(({ bytesIn }) => bytesIn)));
  return [
    ...row('S3 cold open of a long history', 'ms', whole, '≤ 1.5 × floor (relay)', times(whole.relay, 1.5)),
    ...row('S3 bytes to the client', 'bytes', bytes, 'once', times(median(all.map(({ result }) => result.bytes)) ?? undefined, 1.02)),
  ];
}

function memoryRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S4');
  const first = (how: string, of: 'kibPerDocument' | 'kibPerConnection') =>
    medians(all, ({ result }) => result.find((cycle) => cycle.how === how)?.[of]);
  const kept = medians(all, ({ result }) => {
    const cycle = result.find(({ how }) => how === 'reopened') ?? result[0];
    return cycle === undefined ? null : ((cycle.afterLeaving - cycle.before) / (cycle.all - cycle.before)) * 100;
  });
  return [
    ...row('S4 memory per open document, after filling', 'KiB', first('filled', 'kibPerDocument'), '≤ 60 KiB', 60),
    ...row('S4 memory per open document, after a restart', 'KiB', first('reopened', 'kibPerDocument'), '≤ 60 KiB', 60),
    ...row('S4 memory per connection', 'KiB', first('filled', 'kibPerConnection'), '≤ 10 KiB', 10),
    ...row('S4 of that still held after all have left', '%', kept, 'falls back', 50),
  ];
}

function killRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S5');
  const total = (of: 'seenLost' | 'acknowledgedLost' | 'damaged') =>
    medians(all, ({ result }) => result.reduce((sum, kill) => sum + kill[of], 0));
  const kills = all[0]?.result.length ?? 0;
  const seconds = medians(all, ({ result, settings }) => Math.max(...result.map(({ worstRoom }) => worstRoom)) / settings.rate);
  return [
    ...row(`S5 seen edits lost in ${kills} kills`, 'edits', total('seenLost'), '0', 0),
    ...row('S5 typing lost in the worst room', 's', seconds, '0', 0),
    ...row('S5 acknowledged edits lost', 'edits', total('acknowledgedLost'), '0', 0),
    ...row('S5 documents damaged', '', total('damaged'), '0', 0),
  ];
}

function stormRows(runs: readonly Run[]): TargetRow[] {
  const all = runsOf(runs, 'S6');
  const back = medians(all, ({ result }) => result.synced.max);
  const clients = all[0]?.result.clients ?? 0;
  return row(`S6 ${figure(clients)} clients return after a restart`, 'ms', back, '≤ 2 × sockets alone (relay)', times(back.relay, 2));
}

/** Cells of a row: each server's figure and its ratio to ours, then whether ours is where it should be. */
export function targetCells({ work, unit, of, wanted, limit, more }: TargetRow, peers: readonly PeerName[]): readonly Cell[] {
  const ours = of.concordance;
  const cells = peers.map((name) => {
    const value = of[name];
    if (value === undefined) return '–';
    const ratio = name === 'concordance' || ours === undefined || value <= 0 ? '' : ` (${figure(ours / value)} ×)`;
    return `${figure(value)}${ratio}`;
  });
  return [unit ? `${work}, ${unit}` : work, ...cells, limit === null ? wanted : `${wanted}: ${figure(limit)}`, verdict(ours, limit, more)];
}

function verdict(ours: number | undefined, limit: number | null, more: boolean): string {
  if (ours === undefined || limit === null) return 'not measured';
  if (more ? ours >= limit : ours <= limit) return 'reached';
  return limit === 0 ? 'MISSED' : `MISSED: ${figure(ours / limit)} × of it`;
}
