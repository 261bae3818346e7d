import type { Recommendation } from '@concordance/shared/recommendations/schema';
import type { Facts } from '../use-facts.ts';

/** What every fact of the strip is given. */
export interface FactProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  readonly save: Facts['save'];
  /** Nothing opens: the person may only read. */
  readonly readOnly: boolean;
}
