/** What one step of a ramp came to. A disturbed one says nothing about the server. */
export interface StepOutcome {
  readonly rate: number;
  readonly verdict: 'good' | 'bad' | 'disturbed';
}

export interface Ramp {
  readonly start: number;
  /** Each step is so many times the one before; more than 1. */
  readonly factor: number;
  readonly mostSteps: number;
  /** How often one rate is tried again because something else ran on the machine. */
  readonly repeats: number;
}

/**
 * The rate of the next step, or null when the ramp is over. It climbs until a step is bad, then tries once in the
 * geometric middle of the last good and the first bad rate; where the very first step is bad, it climbs down.
 */
export function nextRate(ramp: Ramp, outcomes: readonly StepOutcome[]): number | null {
  const last = outcomes.at(-1);
  if (last === undefined) return ramp.start;
  if (outcomes.length >= ramp.mostSteps) return null;
  if (last.verdict === 'disturbed' && triesOf(outcomes, last.rate) <= ramp.repeats) return last.rate;
  const rates = (verdict: StepOutcome['verdict'][]) => outcomes.filter((step) => verdict.includes(step.verdict)).map((step) => step.rate);
  // A rate that was disturbed every time is taken as it came: the ramp must end.
  const reached = Math.max(0, ...rates(['good', 'disturbed']).filter((rate) => !rates(['bad']).includes(rate)));
  const failed = Math.min(Number.POSITIVE_INFINITY, ...rates(['bad']));
  if (failed === Number.POSITIVE_INFINITY) return last.rate * ramp.factor;
  if (reached === 0) return failed / ramp.factor ** 2;
  const middle = Math.sqrt(reached * failed);
  return failed / reached < Math.sqrt(ramp.factor) * 1.01 ? null : middle;
}

function triesOf(outcomes: readonly StepOutcome[], rate: number): number {
  return outcomes.filter((step) => step.rate === rate).length;
}
