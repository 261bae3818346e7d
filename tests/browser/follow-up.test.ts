import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { newVisitor, onlyProgramme, openBrowser, signIn, type Visitor } from '../support/browser.ts';
import { PASSWORD, type Product, startProduct } from '../support/product.ts';
import { readyRecommendation } from '../support/sets.ts';

describe('an answer to a delivered recommendation', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let programme: string;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    lead = await newVisitor(browser, product.url);
    await signIn(lead, 'lead@demo.test');
    programme = await onlyProgramme(lead);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  const here = (path: string) => `/programmes/${programme}${path}`;
  async function make<Body = { readonly id: string; readonly ref: string; readonly version: number }>(
    path: string,
    data: unknown,
  ): Promise<Body> {
    const headers = { origin: product.url, 'content-type': 'application/json' };
    const answer = await lead.context.request.post(`/api${path}`, { headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }
  async function read<Body>(path: string): Promise<Body> {
    return (await (await lead.context.request.get(`/api${path}`)).json()) as Body;
  }

  /** A set of one recommendation, approved and delivered. */
  async function deliver(title: string): Promise<void> {
    const me = (await read<{ me: { id: string; name: string } }>('/session')).me;
    const one = await readyRecommendation({ make }, here, title);
    const set = await make(here('/sets'), { title: `Set of ${title}`, itemIds: [one.id], approverIds: [me.id], quorum: 1 });
    const at = (act: string) => here(`/sets/${set.id}/${act}`);
    await make(at('open'), { version: set.version });
    const { hash } = await read<{ hash: string }>(at('approval'));
    const { version } = await make(at('sign'), { hash, name: me.name, password: PASSWORD });
    await make(at('deliver'), { version, on: '2020-09-30' });
  }

  it('is recorded with the decree it came with, which anybody in the team can read', async () => {
    await deliver('Keep the ties');
    const { page } = lead;
    await page.goto(`/p/${programme}/follow-up`);
    await page.getByRole('button', { name: 'Record an answer…' }).click();
    await page.getByLabel('Answer').selectOption('in-force');
    await page.getByLabel('Reference').fill('No. 12-4/77');
    await page.getByLabel('File').setInputFiles({ name: 'Decree.txt', mimeType: 'text/plain', buffer: Buffer.from('Decree No. 12') });
    expect(await faults(page, 'follow-up', { all: true })).toEqual([]);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    const link = page.getByRole('link', { name: /Decree\.txt/ });
    await link.waitFor();
    await expect.poll(() => page.getByText('In force').count()).toBeGreaterThan(1);
    const file = await lead.context.request.get((await link.getAttribute('href')) ?? '');
    expect(await file.text()).toBe('Decree No. 12');
  });
});
