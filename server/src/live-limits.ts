import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits, type Rate } from './collaboration/limits.ts';

/** The limits an operator may set: every number and rate. What a document may hold is the editor's affair. */
export type SettableLimits = Omit<Limits, 'roots' | 'elements'>;

const positive = z.number({ message: 'must be a number' }).positive({ message: 'must be more than nothing' });
const rate: z.ZodType<Rate> = z.strictObject(
  { perSecond: positive, burst: positive },
  { error: 'must be {"perSecond": number, "burst": number}' },
);

const { roots: _roots, elements: _elements, ...settable } = DEFAULT_LIMITS;
const shape = Object.fromEntries(
  Object.entries(settable).map(([name, value]) => [name, (typeof value === 'number' ? positive : rate).optional()]),
);
const limits = z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : 'must be a JSON object') });

/** Reads a JSON object of limits by their names. Every problem is an issue of its own. */
export const limitsSetting = z.string().transform((text, context): Partial<SettableLimits> => {
  const parsed = limits.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data as Partial<SettableLimits>;
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      for (const name of issue.keys) context.addIssue({ code: 'custom', message: `${name}: there is no such limit` });
    } else {
      const where = issue.path.join('.');
      context.addIssue({ code: 'custom', message: where ? `${where}: ${issue.message}` : issue.message });
    }
  }
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
