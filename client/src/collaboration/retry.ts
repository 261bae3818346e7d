import { CLOSE, RETRY_SPREAD_MS } from '@concordance/shared/collaboration/wire';
import type { EndReason, NotSavingReason } from './contract.ts';

export const RETRY_MIN_MS = 500;
export const RETRY_MAX_MS = 30_000;

/** Closings after which coming back is pointless or forbidden. */
const ENDS: ReadonlyMap<number, EndReason> = new Map([
  [CLOSE.signedOut, 'signed-out'],
  [CLOSE.noAccess, 'no-access'],
  [CLOSE.unknownDocument, 'unknown-document'],
  [CLOSE.reload, 'reload'],
  [CLOSE.otherEpoch, 'replaced'],
]);

/** Closings by which the server refuses what this client sent. */
const REFUSALS: ReadonlyMap<number, NotSavingReason> = new Map([
  [CLOSE.badMessage, 'refused'],
  [CLOSE.tooLarge, 'too-large'],
]);

export function endOf(code: number): EndReason | null {
  return ENDS.get(code) ?? null;
}

export function refusalOf(code: number): NotSavingReason | null {
  return REFUSALS.get(code) ?? null;
}

/**
 * How long to wait before the next attempt, in milliseconds. A server that asked to come back spreads its clients over
 * `RETRY_SPREAD_MS`; after that, and after every other failure, full jitter over a span that doubles up to
 * `RETRY_MAX_MS`, so that a thousand windows never return in step. `failures` counts attempts since the last sync.
 */
export function retryDelay(code: number, failures: number, random: () => number): number {
  const asked = code === CLOSE.judgeAnew || code === CLOSE.restart || code === CLOSE.busy;
  if (asked && failures <= 1) return random() * RETRY_SPREAD_MS;
  const span = Math.min(RETRY_MAX_MS, 1_000 * 2 ** Math.min(failures, 10));
  return RETRY_MIN_MS + random() * (span - RETRY_MIN_MS);
}
