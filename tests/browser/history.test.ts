import type { Link } from '@concordance/shared/links/schema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults, MISREAD } from '../support/axe.ts';
import { newVisitor, onlyProgramme, openBrowser, signIn, type Visitor } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const text = (page: Page) => page.locator('.ProseMirror');
const saved = (page: Page) =>
  page
    .locator('header')
    .getByText(/^Saved$/)
    .first()
    .waitFor();
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });
const SENTENCE = 'Trade with the neighbours doubled in a year.';

describe('two people see what changed, what is missing and what no longer holds', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let other: Visitor;
  let api: string;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    [lead, other] = [await newVisitor(browser, product.url), await newVisitor(browser, product.url)];
    await signIn(lead, 'lead@demo.test');
    await signIn(other, 'researcher2@demo.test');
    const programme = await onlyProgramme(lead);
    api = `/api/programmes/${programme}`;
    for (const { page } of [lead, other]) {
      await page.goto(`/p/${programme}/recommendations/REC-7`);
      await text(page).getByText('Where Kazakhstan stands').waitFor();
      await saved(page);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  const names = async () => {
    await tab(lead.page, /History/).click();
    await lead.page.getByLabel('Name the text as it is now').fill('Before the edit');
    await lead.page.getByRole('button', { name: 'Keep' }).click();
    return lead.page.getByRole('button', { name: /^Before the edit/ });
  };

  test('a named version is compared with the text while the other goes on writing', async () => {
    const version = await names();
    await version.waitFor();
    await text(other.page).locator(':scope > p').last().click();
    await other.page.keyboard.press('Control+End');
    await other.page.keyboard.type(` ${SENTENCE}`);
    await text(lead.page).getByText(SENTENCE).waitFor();
    await version.click();
    const compared = lead.page.getByRole('region', { name: 'Two versions compared' });
    await compared.locator('ins').getByText(SENTENCE).waitFor();
    await compared.getByText('1 place').waitFor();
    await other.page.keyboard.type(' And more came.');
    await compared.locator('ins').getByText('And more came.').waitFor();
    expect(await faults(lead.page, 'a comparison', { except: [MISREAD] })).toEqual([]);
  });

  test('the words of each are told apart with their names', async () => {
    await lead.page.getByRole('button', { name: 'Back to the text' }).click();
    await lead.page.getByLabel('Colour the words by author').check();
    const theirs = text(lead.page).locator('.author[title="Madina Ospanova"]');
    await theirs.first().waitFor();
    // A caret in the middle of a run makes two of it.
    expect((await theirs.allTextContents()).join('')).toContain(SENTENCE);
    await lead.page.locator('summary', { hasText: 'Madina Ospanova' }).click();
    await lead.page.locator('details[open]').getByText('How we will know').waitFor();
    expect(await faults(lead.page, 'words by author', { except: [MISREAD] })).toEqual([]);
    await lead.page.getByLabel('Colour the words by author').uncheck();
    await text(lead.page).locator('.author').first().waitFor({ state: 'detached' });
  });

  test('words that the lead copies into another text stay theirs who wrote them, and who pasted them is told', async () => {
    const { page } = lead;
    await text(page).getByText(SENTENCE).last().click({ clickCount: 3 });
    const copied = await page.evaluate(() => String(getSelection()));
    expect(copied).toContain(SENTENCE);
    await page.keyboard.press('Control+c');
    const claimed = page.waitForResponse((answer) => answer.url().endsWith('/history/pasted'));
    await page.getByRole('link', { name: 'Recommendations', exact: true }).click();
    await page.goto(page.url().replace(/recommendations.*/, 'recommendations/REC-9'));
    await text(page).locator(':scope > p').last().click();
    await saved(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+v');
    await text(page).getByText(SENTENCE).waitFor();
    expect((await claimed).status()).toBe(200);
    await tab(page, /History/).click();
    await page.getByLabel('Colour the words by author').check();
    const pasted = text(page).locator('.author[title^="Madina Ospanova, pasted by "]');
    await pasted.first().waitFor();
    expect((await pasted.allTextContents()).join('')).toContain(SENTENCE);
    await page.locator('summary', { hasText: 'Madina Ospanova' }).waitFor();
    expect(await faults(page, 'pasted words by author', { except: [MISREAD] })).toEqual([]);
    await page.goto(page.url().replace('REC-9', 'REC-7'));
    await text(page).getByText('Where Kazakhstan stands').waitFor();
    await saved(page);
  });

  test('a figure that cites nothing is found beside the text as it is typed, and is gone with its mending', async () => {
    await tab(lead.page, /Checks/).click();
    const finding = lead.page.getByRole('listitem').filter({ hasText: SENTENCE.slice(0, 30) });
    await finding.waitFor({ state: 'detached' });
    await text(lead.page).locator(':scope > p').last().click();
    await lead.page.keyboard.press('Control+End');
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.type('Imports came to 42.7 per cent.');
    const typed = lead.page.getByRole('listitem').filter({ hasText: 'Imports came to 42.7' });
    await typed.getByText('A paragraph states a figure and cites nothing').waitFor();
    await typed.getByRole('button').click();
    expect(await lead.page.evaluate(() => getSelection()?.anchorNode?.textContent)).toContain('Imports came');
    expect(await lead.page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
    expect(await faults(lead.page, 'a check beside the text', { except: [MISREAD] })).toEqual([]);
    // The way there leaves the caret at the beginning of the block.
    await lead.page.keyboard.press('Shift+End');
    await lead.page.keyboard.type('Imports went on as before.');
    await typed.waitFor({ state: 'detached' });
  });

  test('evidence that the other corrects makes its link suspect, and the lead answers that it still holds', async () => {
    const links = (await (await lead.context.request.get(`${api}/recommendations/REC-7/links`)).json()) as Link[];
    const target = links.find((link) => link.kind === 'rests')?.target;
    const item = (await (await other.context.request.get(`${api}/evidence/${target?.id}`)).json()) as { version: number; summary: string };
    const data = { version: item.version, changes: { summary: `${item.summary} Corrected since.` } };
    await other.context.request.patch(`${api}/evidence/${target?.id}`, { data, headers: { origin: product.url } });
    const finding = lead.page.getByRole('listitem').filter({ hasText: 'A linked item has changed' });
    await finding.getByRole('button').click();
    const box = lead.page.getByRole('region', { name: 'What this was written against has changed' });
    await box.locator('ins').getByText('Corrected since.').waitFor();
    await box.getByText(/Madina Ospanova changed summary/).waitFor();
    await lead.page.locator('.margin-tick[data-suspect]').first().waitFor();
    expect(await faults(lead.page, 'a suspect link', { except: [MISREAD] })).toEqual([]);
    await box.getByRole('button', { name: 'Still holds…' }).click();
    await box.getByLabel('Why does the advice still hold?').fill('The correction does not touch what we lean on.');
    await box.getByRole('button', { name: 'It still holds' }).click();
    await box.waitFor({ state: 'detached' });
    await lead.page.locator('.margin-tick[data-suspect]').first().waitFor({ state: 'detached' });
  });

  test('a translation older than its original is found, shown with what changed, and said to be still right, by keyboard', async () => {
    const { page } = lead;
    await tab(page, /Checks/).click();
    const path = `${api}/recommendations/REC-7`;
    const one = (await (await other.context.request.get(path)).json()) as { version: number; statement: string };
    const data = { version: one.version, changes: { statement: `${one.statement} At once.` } };
    await other.context.request.patch(path, { data, headers: { origin: product.url } });
    const finding = page.getByRole('listitem').filter({ hasText: 'A translation is older than its original' });
    await finding.getByText('Русский').waitFor();
    await finding.getByRole('button').click();
    const line = page.locator('[data-fact="translations"]');
    expect(await line.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await line.locator('ins').getByText('At once.').waitFor();
    expect(await faults(page, 'a translation that is behind', { except: [MISREAD] })).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await finding.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'In other languages, Қазақша' }).focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'In other languages, Қазақша' });
    await sheet.getByLabel('Title').waitFor();
    await page.keyboard.type('Дәстүрлі байланыстардан бас тартпау');
    expect(await faults(page, 'a translation being written', { except: [MISREAD] })).toEqual([]);
    await page.keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    await page.locator('dd').getByText('Дәстүрлі байланыстардан бас тартпау').waitFor();
  });

  test('a restored version reads as it did, on both screens', async () => {
    await tab(lead.page, /History/).click();
    await lead.page.getByRole('button', { name: /^Before the edit/ }).click();
    await lead.page.getByRole('button', { name: 'Restore this version' }).click();
    await lead.page.getByRole('group', { name: 'Restore this version' }).getByRole('button', { name: 'Restore this version' }).click();
    for (const { page } of [lead, other]) await text(page).getByText(SENTENCE).waitFor({ state: 'detached' });
    await lead.page.getByRole('button', { name: /^Restored from version/ }).waitFor();
    expect([...lead.complaints, ...other.complaints]).toEqual([]);
    expect([...lead.foreignRequests, ...other.foreignRequests]).toEqual([]);
  });
});
