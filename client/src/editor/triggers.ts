/** What a menu at the caret offers: blocks after `/`, people after `@`, registers after `[[`. */
export type TriggerKind = 'block' | 'person' | 'cite';

export interface Trigger {
  readonly kind: TriggerKind;
  readonly query: string;
  /** Characters before the caret that belong to it, the sign included. */
  readonly length: number;
}

/** `[[` opens everywhere; `/` and `@` only where a word could begin, so that `and/or` and addresses stay what they are. */
const PATTERNS: readonly (readonly [TriggerKind, RegExp])[] = [
  ['cite', /\[\[([^[\]\uFFFC]{0,60})$/u],
  ['person', /(?<=^|[\s(«„"“\uFFFC])@((?:[\p{L}\p{M}’'-]{1,40} ?){0,3})$/u],
  ['block', /(?<=^|\s)\/([\p{L}\p{N}]{0,24})$/u],
];

/** The longest text before the caret that is worth looking at. */
export const TRIGGER_REACH = 140;

/** Finds what is being asked for just before the caret. */
export function findTrigger(before: string): Trigger | null {
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(before);
    if (match) return { kind, query: match[1] ?? '', length: match[0].length };
  }
  return null;
}
