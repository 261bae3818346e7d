import { type FollowedItem, OUTCOMES, type Outcome } from './schema.ts';

/** Where one body stands: how many of the recommendations it was given ended how; `silent` for no answer yet. */
export interface BodyOverview {
  readonly ref: string;
  readonly title: string;
  readonly delivered: number;
  readonly counts: Readonly<Record<Outcome | 'silent', number>>;
}

/** The overview per body, most recommendations first. */
export function overviewByBody(items: readonly FollowedItem[]): readonly BodyOverview[] {
  const bodies = new Map<string, { ref: string; title: string; outcomes: (Outcome | 'silent')[] }>();
  for (const item of items) {
    for (const body of item.bodies) {
      const one = bodies.get(body.ref) ?? { ...body, outcomes: [] };
      one.outcomes.push(item.latest?.outcome ?? 'silent');
      bodies.set(body.ref, one);
    }
  }
  const count = (outcomes: readonly string[], outcome: string) => outcomes.filter((one) => one === outcome).length;
  return [...bodies.values()]
    .map(({ ref, title, outcomes }) => ({
      ref,
      title,
      delivered: outcomes.length,
      counts: Object.fromEntries(([...OUTCOMES, 'silent'] as const).map((one) => [one, count(outcomes, one)])) as BodyOverview['counts'],
    }))
    .sort((one, other) => other.delivered - one.delivered || one.title.localeCompare(other.title));
}

/** Items whose day of review has come, the longest overdue first. `today` is a calendar day. */
export function dueForReview(items: readonly FollowedItem[], today: string): readonly FollowedItem[] {
  return items
    .filter((item) => item.latest?.reviewOn !== null && item.latest?.reviewOn !== undefined && item.latest.reviewOn <= today)
    .sort((one, other) => (one.latest?.reviewOn ?? '').localeCompare(other.latest?.reviewOn ?? ''));
}
