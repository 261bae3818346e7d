/**
 * Where notes go that want to stand beside their words and must not overlap: each as near to its own height as those
 * before it leave room, the active one exactly there, and those above it pushed up.
 */
export function stackNotes(wanted: readonly number[], size: number, active: number): readonly number[] {
  const tops = [...wanted];
  const first = active >= 0 && active < tops.length ? active : 0;
  for (let at = first + 1; at < tops.length; at++) tops[at] = Math.max(tops[at] ?? 0, (tops[at - 1] ?? 0) + size);
  for (let at = first - 1; at >= 0; at--) tops[at] = Math.min(tops[at] ?? 0, (tops[at + 1] ?? 0) - size);
  // Nothing may leave the sheet at its top.
  return (tops[0] ?? 0) < 0 ? stackNotes(wanted, size, 0) : tops;
}
