import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Counts the letter inside an aria-hidden picture (the sign of a register) as visible words that a name must repeat. */
export const MISREAD = 'label-content-name-mismatch';

interface Strictness {
  /** Rules of axe that are not asked. */
  readonly except?: readonly string[];
  /** Counts small faults too, not only what axe calls serious or critical. */
  readonly all?: boolean;
}

/** What axe finds wrong with a page as it stands, one line a rule: the name of the page, the rule, the places. */
export async function faults(page: Page, name: string, { except = [], all = false }: Strictness = {}): Promise<readonly string[]> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    // Only what is wrong is told in full, and no frame is looked for, since no page has one: a third of the time.
    .options({ resultTypes: ['violations'] })
    .disableRules([...except])
    .setLegacyMode(true)
    .analyze();
  const counted = violations.filter((one) => all || one.impact === 'serious' || one.impact === 'critical');
  return counted.map((one) => `${name}: ${one.id} at ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Waits until nothing fades or moves any more: colours on their way are not the colours of a page. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const ends = (animation: Animation) => Number.isFinite(Number(animation.effect?.getComputedTiming().endTime));
    await Promise.allSettled(document.getAnimations().map((one) => (ends(one) ? one.finished : null)));
  });
}
