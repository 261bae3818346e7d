import { type ColdOpen, type ColdOpenResult, coldOpen } from './cold-open.ts';
import type { Typing } from './crowd.ts';
import { type FanOut, fanOut, type Saturation, type SaturationResult, saturate } from './fan-out.ts';
import { type KillOutcome, type Kills, survive } from './kills.ts';
import { type Memory, type MemoryCycle, memory } from './memory.ts';
import type { PeerName } from './peers.ts';
import { type Storm, type StormResult, storm } from './storm.ts';

export const SCENARIOS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** What each scenario is told and what it finds. */
export interface Settings {
  readonly S1: FanOut;
  readonly S2: Saturation;
  readonly S3: ColdOpen;
  readonly S4: Memory;
  readonly S5: Kills;
  readonly S6: Storm;
}
export interface Results {
  readonly S1: Typing;
  readonly S2: SaturationResult;
  readonly S3: ColdOpenResult;
  readonly S4: readonly MemoryCycle[];
  readonly S5: readonly KillOutcome[];
  readonly S6: StormResult;
}

/** One scenario against one server. */
export type Job<S extends Scenario = Scenario> = {
  readonly [K in S]: { readonly scenario: K; readonly peer: PeerName; readonly settings: Settings[K] };
}[S];

/** What a job came to. `lost` names sockets that the server closed while it should have kept them. */
export type Run<S extends Scenario = Scenario> = {
  readonly [K in S]: {
    readonly scenario: K;
    readonly peer: PeerName;
    readonly round: number;
    readonly settings: Settings[K];
    readonly result: Results[K] | null;
    readonly error: string;
    readonly lost: string;
  };
}[S];

type Perform = { readonly [S in Scenario]: (peer: PeerName, settings: Settings[S]) => Promise<Results[S]> };

export const PERFORM: Perform = { S1: fanOut, S2: saturate, S3: coldOpen, S4: memory, S5: survive, S6: storm };

/** Whether a scenario says anything about a server: one that stores nothing has nothing to lose. */
export function applies(scenario: Scenario, peer: PeerName): boolean {
  return scenario !== 'S5' || peer !== 'relay';
}

/** A job may take so long before it is ended and counted as failed. */
export function mostMsOf({ scenario, settings }: Job): number {
  switch (scenario) {
    case 'S4':
      return 120_000 + (settings.cycles + 1) * (settings.settleMs * 2 + settings.leaveMs + 120_000);
    case 'S5':
      return 120_000 + settings.kills * (settings.lastMs + 30_000);
    case 'S1':
    case 'S2':
    case 'S3':
    case 'S6':
      return 400_000;
  }
}
