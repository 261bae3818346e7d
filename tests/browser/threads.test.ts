import type { Thread } from '@concordance/shared/threads/schema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loseAnswer, newVisitor, onlyProgramme, openBrowser, selectWords, signIn, type Visitor } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const TEXT = '.ProseMirror';
const RESEARCHER = 'Ирина Ковалёва';
/** What a researcher proposes: the last is about words that the second takes away. */
const PROPOSALS = [
  { quote: 'equal opportunity', text: 'equal terms' },
  { quote: 'costs the budget little', text: 'costs the budget next to nothing' },
  { quote: 'budget little', text: 'treasury little' },
] as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const text = (page: Page) => page.locator(TEXT);
const card = (page: Page, words: string) => page.locator('[data-thread-card]').filter({ hasText: words });

describe('remarks beside a text', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let researcher: Visitor;
  let guest: Visitor;
  let programme: string;
  let subjectId: string;

  /** Says something about words without the pages; they are found by their quote. */
  async function speak(who: Visitor, quote: string, draft: object): Promise<Thread> {
    const anchor = { start: 'AAAA', end: 'AAAA', quote, prefix: '', suffix: '' };
    const answer = await who.context.request.post(`/api/programmes/${programme}/threads`, {
      data: { subjectKind: 'recommendation', subjectId, anchor, ...draft },
      headers: { origin: product.url },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as Thread;
  }

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    [lead, researcher, guest] = await Promise.all([
      newVisitor(browser, product.url),
      newVisitor(browser, product.url),
      newVisitor(browser, product.url, { width: 390, height: 844 }),
    ]);
    await signIn(lead, 'lead@demo.test');
    await signIn(researcher, 'researcher1@demo.test');
    programme = await onlyProgramme(lead);
    const answer = await lead.context.request.get(`/api/programmes/${programme}/recommendations/REC-59`);
    subjectId = ((await answer.json()) as { readonly id: string }).id;
    await lead.page.goto(`/p/${programme}/recommendations/REC-59`);
    await text(lead.page).getByText('What still stands in the way').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  test('accepts all that one person proposed, and says what no longer fits', async () => {
    const { page } = lead;
    for (const { quote, text: wording } of PROPOSALS) await speak(researcher, quote, { suggestion: { kind: 'replace', text: wording } });
    await page.getByRole('tab', { name: /^Comments ?4$/ }).click();
    await text(page).locator('.thread-new').getByText('treasury little').waitFor();
    await card(page, 'treasury little').getByText('Another proposal is about the same words.').waitFor();
    await card(page, 'treasury').click();
    await button(page, `Accept all 3 of ${RESEARCHER}…`).click();
    await button(page, 'Accept all 3').click();
    await page.getByRole('status').getByText('2 accepted; 1 no longer fit').waitFor();
    // For a moment a proposal that is in is still drawn beside its words.
    for (const words of ['promises equal terms, yet', 'barriers costs the budget next to nothing and'])
      await expect.poll(() => text(page).textContent()).toContain(words);
    await page.getByRole('tab', { name: /^Comments ?2$/ }).waitFor();
    await button(page, /^Resolved 3/).click();
    expect(await page.locator('[data-thread-card] [data-disposition="accepted"]').count()).toBe(3);
    await button(page, /^Open 2/).click();
  });

  test('keeps a remark whose words were deleted, and ties it to others', async () => {
    const { page } = lead;
    await speak(researcher, 'with documents', { text: 'Which documents?' });
    await text(page).locator('.thread-words').getByText('with documents').waitFor();
    await selectWords(page, TEXT, ', with documents');
    await page.keyboard.press('Delete');
    await card(page, 'Which documents?').getByText('These words are gone from the text.').waitFor();
    await button(page, /^Text removed 2/).waitFor();
    await card(page, 'Which documents?').getByText('Which documents?').click();
    await button(page, 'Tie to the selected words').click();
    await card(page, 'Which documents?').getByText('Select the words in the text first.').waitFor();
    await selectWords(page, TEXT, 'Collect cases');
    await button(page, 'Tie to the selected words').click();
    await text(page).locator('.thread-words').getByText('Collect cases').waitFor();
    const tied = card(page, 'Which documents?');
    await tied.getByRole('button', { name: 'Collect cases' }).waitFor();
    await tied.getByText('These words are gone from the text.').waitFor({ state: 'detached' });
    await tied.getByText('Select the words in the text first.').waitFor({ state: 'detached' });
    await button(page, /^Text removed 1/).waitFor();
  });

  test('names somebody, whose inbox leads to the remark', async () => {
    const { page } = lead;
    await researcher.page.goto(`/p/${programme}/inbox`);
    await researcher.page.getByText('0 unread').waitFor();
    await selectWords(page, TEXT, 'exchange of concessions');
    await page.keyboard.press('Control+Alt+m');
    const field = page.getByLabel('Your comment');
    await field.pressSequentially('Whose, @Ири');
    await page.getByRole('listbox', { name: 'People' }).getByText(RESEARCHER).waitFor();
    await field.press('Enter');
    expect(await field.inputValue()).toBe(`Whose, @${RESEARCHER} `);
    await field.pressSequentially('?');
    // Sent again because no answer came, it is there once.
    await loseAnswer(page, /\/threads$/);
    await field.press('Control+Enter');
    await page.getByRole('region', { name: 'New remark' }).getByRole('alert').waitFor();
    await field.press('Control+Enter');
    await text(page).locator('.thread-words').getByText('exchange of concessions').waitFor();
    await field.waitFor({ state: 'detached' });
    expect(await card(page, 'Whose,').count()).toBe(1);
    const notice = researcher.page.getByRole('link', { name: /named you/ });
    await notice.click();
    const found = card(researcher.page, 'Whose,');
    await found.and(researcher.page.locator('[data-active]')).waitFor();
    const words = text(researcher.page).locator('.thread-words.is-active');
    await words.getByText('exchange of concessions').waitFor();
    await expect.poll(() => inWindow(words)).toBe(true);
  });

  test('makes somebody responsible, who is told', async () => {
    const { page } = lead;
    await card(page, 'Which documents?').getByText('Which documents?').click();
    const choice = page.getByLabel('Assigned to');
    const names = await choice.locator('option').allTextContents();
    expect(names.sort()).toEqual(['Madina Ospanova', 'nobody', 'Дәурен Қожахметұлы', RESEARCHER]);
    await choice.selectOption(RESEARCHER);
    await card(page, 'Which documents?').getByText(`Assigned to ${RESEARCHER}`).waitFor();
    await researcher.page.goto(`/p/${programme}/inbox`);
    await researcher.page.getByRole('link', { name: /assigned a remark to you/ }).waitFor();
    await choice.selectOption('nobody');
    await card(page, 'Which documents?').getByText(`Assigned to ${RESEARCHER}`).waitFor({ state: 'detached' });
  });

  test('takes words to be put in from a guest, who presses the place on a phone', async () => {
    const { page } = guest;
    await page.goto(/comes by\s+(\S+)/.exec(product.output())?.[1] ?? '');
    await page.getByLabel('Your name').fill('Somebody');
    await button(page, 'Come in').click();
    await page.locator('[data-text] p').first().waitFor();
    const words = await placeOf(page, 'Sort them');
    await page.mouse.click(words.right - 4, words.y);
    await button(page, 'Propose to add words here').click();
    await page.getByRole('dialog').getByText('Sort them').waitFor();
    await page.getByLabel('Words to add').fill('by their ground');
    await button(page, 'Send').click();
    await page.locator('[data-text] ins').getByText('by their ground').waitFor();
    await text(lead.page).locator('.thread-new').getByText('by their ground').waitFor();
    await card(lead.page, 'by their ground').getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => text(lead.page).textContent()).toContain('Sort them by their ground: breach of union law');
  });

  test('asks nothing of anybody outside', () => {
    for (const who of [lead, researcher, guest]) {
      expect(who.foreignRequests).toEqual([]);
      expect(who.complaints).toEqual([]);
    }
  });
});

/** Whether something stands where it can be read without scrolling. */
const inWindow = (words: ReturnType<Page['locator']>) =>
  words.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

/** Where words of a guest's text stand on the screen, once they are scrolled to. */
async function placeOf(page: Page, words: string): Promise<{ readonly right: number; readonly y: number }> {
  // Into the middle: the buttons lie over the end of the page.
  const block = page.locator('[data-text]').getByText(words).first();
  await block.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await selectWords(page, '[data-text]', words);
  return page.evaluate(() => {
    const { right, top, bottom } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect();
    getSelection()?.removeAllRanges();
    return { right, y: (top + bottom) / 2 };
  });
}
