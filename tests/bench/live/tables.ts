import type { Run } from './scenarios.ts';

export type Cell = string | number | null | undefined;

/** A number with as many digits as it deserves. */
export function figure(value: Cell): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return value.toLocaleString('en', { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2 });
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map(figure).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** What a run came to, on one line. */
export function briefly(run: Run): string {
  if (run.result === null) return 'nothing';
  switch (run.scenario) {
    case 'S1': {
      const { cpuPer1000, latency, share } = run.result;
      return `${shapeOf(run.settings)}: ${figure(cpuPer1000)} ms of server for 1,000 deliveries, p99 ${figure(latency.p99)} ms, foreign ${figure(share.foreign)}`;
    }
    case 'S2': {
      const { best, steps } = run.result;
      const why = steps.findLast(({ verdict }) => verdict !== 'good')?.why ?? 'the last step was good';
      return `${figure(best?.deliveredPerSecond)} deliveries/s (${steps.length} steps; ${why})`;
    }
    case 'S3':
      return `opened in ${run.result.opens.map(({ wholeMs }) => figure(wholeMs)).join(', ')} ms, ${figure(run.result.opens[0]?.bytesIn)} bytes`;
    case 'S4':
      return run.result
        .map((cycle) => `${cycle.how} ${figure(cycle.kibPerDocument)} KiB a document, ${figure(cycle.kibPerConnection)} a connection`)
        .join('; ');
    case 'S5': {
      const sum = (of: 'seen' | 'seenLost' | 'acknowledgedLost' | 'damaged') => run.result?.reduce((total, kill) => total + kill[of], 0);
      return `${run.result.length} kills, ${figure(sum('seen'))} seen, ${figure(sum('seenLost'))} of them lost, ${figure(sum('acknowledgedLost'))} acknowledged lost, ${figure(sum('damaged'))} damaged`;
    }
    case 'S6':
      return `${run.result.clients} back in ${figure(run.result.synced.max)} ms (half in ${figure(run.result.synced.p50)})`;
  }
}

export function shapeOf({ rooms, clients, rate }: { readonly rooms: number; readonly clients: number; readonly rate: number }): string {
  return `${rooms}x${clients}@${rate}`;
}
