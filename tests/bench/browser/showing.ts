import type { Browser } from 'playwright-core';
import { newVisitor, signIn } from '../../support/browser.ts';
import { type Spread, spreadOf } from '../live/statistics.ts';

const CHANGES = 20;
/** Where a risk's title is read: in the list, in its panel, and as a target of a recommendation that treats it. */
const SCREENS = [
  { email: 'researcher1@demo.test', path: 'risks' },
  { email: 'researcher2@demo.test', path: 'risks?open=RSK-1' },
  { email: 'observer@demo.test', path: 'activity' },
] as const;

/** From sending a change of a row until other people's open screens show it, in milliseconds, over all screens. */
export async function showing(browser: Browser, url: string): Promise<Spread> {
  const lead = await newVisitor(browser, url);
  await signIn(lead, 'lead@demo.test');
  const [programme] = (await (await lead.context.request.get('/api/programmes')).json()) as { id: string }[];
  const risk = `/api/programmes/${programme?.id}/risks/RSK-1`;
  const others = await Promise.all(
    SCREENS.map(async ({ email, path }) => {
      const visitor = await newVisitor(browser, url);
      await signIn(visitor, email);
      await visitor.page.goto(`/p/${programme?.id}/${path}`);
      await visitor.page.waitForLoadState('networkidle');
      return visitor;
    }),
  );
  const { title } = (await (await lead.context.request.get(risk)).json()) as { title: string };
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const { version } = (await (await lead.context.request.get(risk)).json()) as { version: number };
    const next = `${title} (${change})`;
    const began = performance.now();
    const shown = others.map(async ({ page }) => {
      await page.waitForFunction((words) => document.body.innerText.includes(words), next);
      times.push(performance.now() - began);
    });
    await lead.context.request.patch(risk, { data: { version, changes: { title: next } }, headers: { origin: url } });
    await Promise.all(shown);
  }
  await Promise.all([lead, ...others].map(({ context }) => context.close()));
  return spreadOf(times);
}
