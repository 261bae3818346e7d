import type { Table } from '@concordance/shared/roundtables/schema';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults, MISREAD } from '../support/axe.ts';
import {
  GUEST_TEXT,
  newVisitor,
  onlyProgramme,
  openBrowser,
  selectWords,
  signIn,
  type Visitor,
  type VisitorOptions,
} from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const PAGES: Readonly<Record<string, string>> = {
  overview: '',
  'list of recommendations': 'recommendations',
  'page of a recommendation': 'recommendations/REC-7',
  'evidence with its panel': 'evidence?open=EVD-14',
  trends: 'trends',
  'risks with their panel': 'risks?open=RSK-1',
  sources: 'sources',
  bodies: 'bodies',
  people: 'people',
  settings: 'settings',
  activity: 'activity',
  inbox: 'inbox',
  'what became of remarks': 'dispositions?recommendation=REC-59',
  account: '/account',
  'a page that is not there': 'evidence/nothing/here',
};

/** What opens over a page, by the keys that open it. */
const OVER: Readonly<Record<string, string>> = { palette: 'Control+k', 'guide of the keys': '?' };

const AS_SEEN = { except: [MISREAD] };

const WAYS: readonly VisitorOptions[] = [
  { width: 1440, height: 900, theme: 'light', language: 'en' },
  { width: 1024, height: 768, theme: 'dark', language: 'ru' },
  { width: 390, height: 844, theme: 'light', language: 'kk' },
];

/** Something of every kind that is said: about the whole, about words, as other wording, about a record; one of them settled. */
async function speak(lead: Visitor, programme: string, origin: string): Promise<string> {
  const send = async (path: string, data: object): Promise<{ readonly id: string; readonly version: number }> => {
    const answer = await lead.context.request.post(`/api/programmes/${programme}${path}`, { data, headers: { origin } });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    return (await answer.json()) as { id: string; version: number };
  };
  const idOf = async (path: string) =>
    ((await (await lead.context.request.get(`/api/programmes/${programme}/${path}`)).json()) as { readonly id: string }).id;
  const recommendation = { subjectKind: 'recommendation', subjectId: await idOf('recommendations/REC-59') };
  const anchor = { start: 'AAAA', end: 'AAAA', quote: 'costs the budget little', prefix: 'Removing barriers ', suffix: ' and serves' };
  const whole = await send('/threads', { ...recommendation, text: 'Two recommendations, or one?' });
  const words = await send('/threads', { ...recommendation, anchor, text: 'How little?' });
  const wording = { kind: 'replace', text: 'costs the budget next to nothing' };
  await send('/threads', { ...recommendation, anchor, suggestion: wording, text: 'It is said more plainly so.' });
  await send('/threads', { subjectKind: 'risk', subjectId: await idOf('risks/RSK-1'), text: 'Is five not too high?' });
  await send(`/threads/${whole.id}/end`, { version: whole.version, disposition: 'rejected', reason: 'One.' });
  return words.id;
}

describe('axe finds nothing serious', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  async function ofTheTeam(way: VisitorOptions): Promise<void> {
    const visitor = await newVisitor(browser, product.url, way);
    await signIn(visitor, 'lead@demo.test');
    const told = await visitor.context.request.patch('/api/me', { data: { language: way.language }, headers: { origin: product.url } });
    expect(told.status()).toBe(200);
    const programme = await onlyProgramme(visitor);
    const thread = await speak(visitor, programme, product.url);
    for (const [name, path] of Object.entries(PAGES)) {
      await visitor.page.goto(path.startsWith('/') ? path : `/p/${programme}/${path}`);
      await visitor.page.locator('h1, [role="grid"], .ProseMirror').first().waitFor();
      await visitor.page.waitForLoadState('networkidle');
      expect(await faults(visitor.page, name, AS_SEEN)).toEqual([]);
      expect(await visitor.page.locator('html').getAttribute('lang')).toBe(way.language);
    }
    await visitor.page.goto(`/p/${programme}/recommendations/REC-59?thread=${thread}`);
    await visitor.page.locator(`[data-thread-card="${thread}"][data-active]`).waitFor();
    await visitor.page.locator('.ProseMirror .thread-words').first().waitFor();
    expect(await faults(visitor.page, 'comments on a text', AS_SEEN)).toEqual([]);
    await visitor.page.goto(`/p/${programme}/trends`);
    await visitor.page.locator('[role="grid"]').waitFor();
    for (const [name, keys] of Object.entries(OVER)) {
      await visitor.page.keyboard.press(keys);
      await visitor.page.getByRole('dialog').waitFor();
      expect(await faults(visitor.page, name, AS_SEEN)).toEqual([]);
      await visitor.page.keyboard.press('Escape');
      await visitor.page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }

  async function ofGuestsAndTables(way: VisitorOptions): Promise<void> {
    const lead = await newVisitor(browser, product.url, way);
    await signIn(lead, 'lead@demo.test');
    await lead.context.request.patch('/api/me', { data: { language: way.language }, headers: { origin: product.url } });
    const programme = await onlyProgramme(lead);
    const path = `/api/programmes/${programme}/round-tables/RTB-1`;
    const table = (await (await lead.context.request.get(path)).json()) as Table;
    const item = table.agenda[0];
    if (!item?.rounds.some((round) => round.state === 'open'))
      await lead.context.request.post(`${path}/rounds`, { data: { itemId: item?.id }, headers: { origin: product.url } });
    const link = /comes by\s+(\S+)/.exec(product.output())?.[1] ?? '';
    const guest = await newVisitor(browser, product.url, way);
    await guest.page.goto(link);
    await guest.page.locator('input[name=name]').fill('Somebody');
    expect(await faults(guest.page, 'door', AS_SEEN)).toEqual([]);
    await guest.page.locator('button[type=submit]').click();
    await guest.page.locator('[data-text] p').first().waitFor();
    expect(await faults(guest.page, 'text', AS_SEEN)).toEqual([]);
    await selectWords(guest.page, GUEST_TEXT, 'equal opportunity');
    await guest.page.locator('footer[data-about-words] button[data-variant="main"]').click();
    await guest.page.locator('dialog textarea').first().fill('A remark');
    expect(await faults(guest.page, 'remark', AS_SEEN)).toEqual([]);
    await guest.page.locator('dialog [role=group] button').nth(1).click();
    expect(await faults(guest.page, 'proposal', AS_SEEN)).toEqual([]);
    await guest.page.locator('dialog [role=group] button').first().click();
    await guest.page.locator('dialog button[data-variant="main"]').click();
    await guest.page.locator('footer button').first().click();
    await guest.page.locator('[data-thread-card]').first().waitFor();
    expect(await faults(guest.page, 'remarks', AS_SEEN)).toEqual([]);
    await guest.page.locator('footer button').first().click();
    await guest.page.locator('footer button[data-variant="main"]').click();
    await guest.page.locator('fieldset').first().waitFor();
    expect(await faults(guest.page, 'rating', AS_SEEN)).toEqual([]);
    await guest.page.locator('header button').first().click();
    await guest.page.locator('ol button').first().waitFor();
    expect(await faults(guest.page, 'seat', AS_SEEN)).toEqual([]);
    for (const [name, place] of Object.entries({ list: 'round-tables', table: 'round-tables/RTB-1' })) {
      await lead.page.goto(`/p/${programme}/${place}`);
      await lead.page.locator('h1').first().waitFor();
      await lead.page.waitForLoadState('networkidle');
      expect(await faults(lead.page, name, AS_SEEN)).toEqual([]);
    }
    expect([...guest.complaints, ...lead.complaints]).toEqual([]);
    await guest.context.close();
    await lead.context.close();
  }

  // Both at once: most of the time goes into waiting for pages, and the two go by the same language.
  for (const way of WAYS)
    test(`on any page at ${way.width} px, ${way.theme}, in ${way.language}`, async () => {
      await Promise.all([ofTheTeam(way), ofGuestsAndTables(way)]);
    });
});
