import type { ActivityItem } from '@concordance/shared/events/schema';

/** One line of a recommendation's activity: what somebody did within a short while, taken together. */
export interface ActivityLine {
  readonly seq: number;
  readonly at: string;
  readonly byName: string | null;
  readonly kind: 'recommendation' | 'link' | 'text';
  readonly action: string;
  readonly fields: readonly string[];
  /** How many notices it stands for. */
  readonly times: number;
}

/** Notices of one person on one thing closer together than this are one line. */
const TOGETHER_MS = 15 * 60_000;

/** The notices of one recommendation, newest first, as lines worth reading: an hour of typing is not sixty lines. */
export function activityLines(items: readonly ActivityItem[], recommendationId: string): readonly ActivityLine[] {
  const lines: ActivityLine[] = [];
  for (const item of items) {
    if (item.id !== recommendationId || (item.kind !== 'recommendation' && item.kind !== 'link' && item.kind !== 'text')) continue;
    const line: ActivityLine = {
      seq: item.seq,
      at: item.at,
      byName: item.byName,
      kind: item.kind,
      action: item.action,
      fields: item.fields,
      times: 1,
    };
    const last = lines.at(-1);
    if (last && joins(last, line)) {
      lines[lines.length - 1] = { ...last, times: last.times + 1, fields: [...new Set([...last.fields, ...line.fields])] };
    } else lines.push(line);
  }
  return lines;
}

function joins(newer: ActivityLine, older: ActivityLine): boolean {
  const quiet = newer.kind === 'text' || (newer.kind === 'recommendation' && newer.action === 'changed') || newer.kind === 'link';
  // A status is a decision: it stays a line of its own.
  if (!quiet || [...newer.fields, ...older.fields].includes('status')) return false;
  return (
    newer.kind === older.kind &&
    newer.action === older.action &&
    newer.byName === older.byName &&
    Date.parse(newer.at) - Date.parse(older.at) < TOGETHER_MS
  );
}
