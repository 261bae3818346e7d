import type { ActivityItem } from '@concordance/shared/events/schema';

export interface Day {
  /** `2020-09-28`, in the reader's own zone. */
  readonly day: string;
  readonly items: readonly ActivityItem[];
}

function dayOf(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Cuts a list that is in order of time into days. */
export function byDay(items: readonly ActivityItem[]): readonly Day[] {
  const days: { day: string; items: ActivityItem[] }[] = [];
  for (const item of items) {
    const day = dayOf(item.at);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
