import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newVisitor, onlyProgramme, openBrowser, signIn, type VisitorOptions } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const PAGES: Readonly<Record<string, string>> = {
  overview: '',
  'list of recommendations': 'recommendations',
  'page of a recommendation': 'recommendations/REC-7',
  'evidence with its panel': 'evidence?open=EVD-14',
  trends: 'trends',
  people: 'people',
};

const WAYS: readonly VisitorOptions[] = [
  { width: 1440, height: 900, theme: 'light', language: 'en' },
  { width: 1024, height: 768, theme: 'dark', language: 'ru' },
  { width: 390, height: 844, theme: 'light', language: 'kk' },
];

/** Counts the letter inside an aria-hidden picture (the sign of a register) as visible words that a name must repeat. */
const MISREAD = ['label-content-name-mismatch'];

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

  for (const way of WAYS) {
    test(`on any page at ${way.width} px, ${way.theme}, in ${way.language}`, async () => {
      const visitor = await newVisitor(browser, product.url, way);
      await signIn(visitor, 'lead@demo.test');
      const told = await visitor.context.request.patch('/api/me', { data: { language: way.language }, headers: { origin: product.url } });
      expect(told.status()).toBe(200);
      const programme = await onlyProgramme(visitor);
      for (const [name, path] of Object.entries(PAGES)) {
        await visitor.page.goto(`/p/${programme}/${path}`);
        await visitor.page.locator('h1, [role="grid"], .ProseMirror').first().waitFor();
        await visitor.page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page: visitor.page }).disableRules(MISREAD).analyze();
        const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
        expect(serious.map((one) => `${name}: ${one.id} at ${one.nodes[0]?.target.join(' ')}`)).toEqual([]);
        expect(await visitor.page.locator('html').getAttribute('lang')).toBe(way.language);
      }
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    });
  }
});
