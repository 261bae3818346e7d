import { cpus, release, totalmem } from 'node:os';
import { canPin, DISTURBED_CORES } from './machine.ts';
import { PEER_NAMES, type PeerName, peerNamed } from './peers.ts';
import { type Run, SCENARIOS, type Scenario } from './scenarios.ts';
import { type Cell, figure, shapeOf, table } from './tables.ts';
import { targetCells, targetRows } from './targets.ts';
import { SHAPE } from './text-shape.ts';

const TITLES: Readonly<Record<Scenario, string>> = {
  S1: 'S1 fan-out (rooms x people @ characters a second each)',
  S2: 'S2 saturation (10 rooms of 20; faster until p99 > 100 ms)',
  S3: 'S3 cold open of a document with a long history, the server restarted before each',
  S4: 'S4 memory, resident MiB',
  S5: 'S5 kill -9 while a writer and a receiver are in each of 10 rooms',
  S6: 'S6 everybody comes back after kill -9 and a restart',
};

const HEADS: Readonly<Record<Scenario, readonly string[]>> = {
  S1: [
    'shape',
    'p50 ms',
    'p95',
    'p99',
    'max',
    'delivered/s',
    'CPU ms / 1,000',
    'messages / delivery',
    'bytes / delivery',
    'server cores',
    'load cores',
    'foreign',
    'RSS MiB',
  ],
  S2: [
    'characters/s each',
    'delivered/s',
    'p50 ms',
    'p99',
    'CPU ms / 1,000',
    'messages / delivery',
    'server cores',
    'load cores',
    'foreign',
    'verdict',
  ],
  S3: [
    'edits',
    'document bytes',
    'feed ms',
    'synced ms',
    'whole ms',
    'of it apply',
    'server CPU ms',
    'bytes to client',
    'RSS before',
    'RSS after',
    'foreign',
  ],
  S4: ['cycle', 'before', 'one connection each', 'all connections', 'after leaving', 'KiB / document', 'KiB / connection'],
  S5: [
    'kills',
    'sent',
    'seen',
    'seen and lost',
    'kills with loss',
    'worst room, s of typing',
    'acknowledged',
    'acknowledged and lost',
    'damaged',
  ],
  S6: ['clients', 'start ms', 'half back ms', 'p99', 'all back ms', 'attempts', 'server CPU s', 'load cores', 'foreign', 'RSS MiB'],
};

/** The whole report as Markdown: figures to reach, then every run. */
export function reportOf(runs: readonly Run[], skipped: readonly string[], began: Date): string {
  const peers = PEER_NAMES.filter((name) => runs.some(({ peer }) => peer === name));
  const [cpu] = cpus();
  const parts = [
    '# The live core beside its peers',
    `${cpus().length} cores (${cpu?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, Linux ${release()}, begun ${began.toISOString().slice(0, 16)}Z. ` +
      (canPin ? 'Server on core 0, load on core 1. ' : 'Nothing pinned. ') +
      `Documents: ${SHAPE}.`,
    peers.map((name) => `- \`${name}\`: ${peerNamed(name).version()}`).join('\n'),
    '## Figures to reach\n\nMedians of the rounds; in brackets: ours by theirs, in the same run.',
    table(
      ['work', ...peers, 'wanted', ''],
      targetRows(runs).map((row) => targetCells(row, peers)),
    ),
    ...SCENARIOS.flatMap((scenario) => sectionOf(runs, scenario)),
    ...remarks(runs, skipped),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionOf(runs: readonly Run[], scenario: Scenario): string[] {
  const rows = runs
    .filter((run) => run.scenario === scenario)
    .flatMap((run) => cellsOf(run).map((cells) => [run.peer, run.round, ...cells]));
  return rows.length === 0 ? [] : [`## ${TITLES[scenario]}`, table(['server', 'round', ...HEADS[scenario]], rows)];
}

/** The rows of one run, without its server and round. */
function cellsOf(run: Run): readonly (readonly Cell[])[] {
  if (run.result === null) return [];
  switch (run.scenario) {
    case 'S1': {
      const { latency, share, ...typing } = run.result;
      const perDelivery = (value: number) => value / typing.delivered;
      const spread = [latency.p50, latency.p95, latency.p99, latency.max, typing.deliveredPerSecond, typing.cpuPer1000];
      return [
        [
          shapeOf(run.settings),
          ...spread,
          perDelivery(typing.messages),
          perDelivery(typing.bytes),
          share.server,
          share.load,
          share.foreign,
          typing.rss,
        ],
      ];
    }
    case 'S2':
      return run.result.steps.map(({ rate, latency, share, ...step }) => [
        rate,
        ...[step.deliveredPerSecond, latency.p50, latency.p99, step.cpuPer1000, step.messages / step.delivered],
        ...[share.server, share.load, share.foreign, step.why || step.verdict],
      ]);
    case 'S3': {
      const { edits, bytes, feedMs, applyMs, opens } = run.result;
      return opens.map((open) => [
        ...[
          edits,
          bytes,
          feedMs,
          open.syncedMs,
          open.wholeMs,
          applyMs,
          open.serverMs,
          open.bytesIn,
          open.rssBefore,
          open.rssAfter,
          open.foreign,
        ],
      ]);
    }
    case 'S4':
      return run.result.map(({ how, before, oneEach, all, afterLeaving, kibPerDocument, kibPerConnection }, index) => [
        ...[`${index + 1} ${how}`, before, oneEach, all, afterLeaving, kibPerDocument, kibPerConnection],
      ]);
    case 'S5': {
      const kills = run.result;
      const sum = (of: (kill: (typeof kills)[number]) => number) => kills.reduce((total, kill) => total + of(kill), 0);
      const worst = Math.max(...kills.map(({ worstRoom }) => worstRoom)) / run.settings.rate;
      return [
        [
          ...[kills.length, sum(({ sent }) => sent), sum(({ seen }) => seen), sum(({ seenLost }) => seenLost)],
          ...[sum(({ seenLost }) => Math.sign(seenLost)), worst, sum(({ acknowledged }) => acknowledged)],
          ...[sum(({ acknowledgedLost }) => acknowledgedLost), sum(({ damaged }) => damaged)],
        ],
      ];
    }
    case 'S6': {
      const { clients, startMs, synced, attempts, share, rss } = run.result;
      return [[clients, startMs, synced.p50, synced.p99, synced.max, attempts, share.serverSeconds, share.load, share.foreign, rss]];
    }
  }
}

function remarks(runs: readonly Run[], skipped: readonly string[]): string[] {
  const named = ({ scenario, peer, round }: { scenario: Scenario; peer: PeerName; round: number }) => `${scenario} ${peer} round ${round}`;
  const failed = runs.filter(({ error }) => error).map((run) => `- ${named(run)} FAILED: ${run.error.split('\n')[0]}`);
  const lost = runs.filter(({ lost: why }) => why).map((run) => `- ${named(run)} lost sockets: ${run.lost}`);
  const lines = [...failed, ...lost, ...skipped.map((line) => `- not measured: ${line}`)];
  return [
    ...(lines.length > 0 ? ['## What went wrong', lines.join('\n')] : []),
    '## How to read this',
    [
      '- A delivery is one typed character at one other client, however messages are put together. Latency runs from before the insert until the receiver has read it, in one process: the load’s own queueing is part of it, the same for all.',
      `- “foreign” is what others used of the machine, in cores; above ${figure(DISTURBED_CORES)} a window is repeated a few times. “load cores” near 1 means that the load, not the server, was the limit.`,
      '- Every run checks itself: nothing missing before an update, everybody has everything, full documents the same, and the server gives the same to a newcomer. A run that does not is an error, not a figure.',
      '- The relay knows and stores nothing: its S3 is a copy from another client, its S6 opens sockets only. They are floors.',
      '- S5 ends the process, not the power: what survives a power cut depends on fsync, which this does not see.',
    ].join('\n'),
  ];
}
