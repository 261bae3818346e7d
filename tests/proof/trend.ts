/** Slope of the least-squares line through evenly spaced values, for each step. 0 for fewer than two. */
export function slopeOf(values: readonly number[]): number {
  const { length } = values;
  if (length < 2) return 0;
  const middle = (length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  let above = 0;
  let below = 0;
  for (const [place, value] of values.entries()) {
    above += (place - middle) * (value - mean);
    below += (place - middle) ** 2;
  }
  return above / below;
}

/** How much the line rises from the first to the last value, as a share of their mean. */
export function riseOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return mean === 0 ? 0 : (slopeOf(values) * (values.length - 1)) / mean;
}
