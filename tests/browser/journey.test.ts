import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newVisitor, onlyProgramme, openBrowser, signIn, type Visitor } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const text = (page: Page) => page.locator('.ProseMirror');
const SAVED = /^Saved$/;
/** The save state as it is shown; screen readers have a line of their own. */
const saveState = (page: Page, said: RegExp) => page.locator('header').getByText(said).first();

/** The words of the text as this person's screen shows them, without carets and margins. */
function words(page: Page): Promise<string> {
  return text(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const decoration of copy.querySelectorAll('.collaboration-carets__caret, .ProseMirror-widget')) decoration.remove();
    return copy.textContent?.replace(/[\u2060\ufeff]/g, '') ?? '';
  });
}

/**
 * Clicks behind the last letter of a block (of the last one, where none is named), as a hand does: on the right half of
 * that letter, for where the line is full there is nothing behind it.
 */
async function caretAtEnd(page: Page, block = text(page).locator(':scope > *').last()): Promise<void> {
  await block.scrollIntoViewIfNeeded();
  const position = await block.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('.collaboration-carets__caret, .ProseMirror-widget')
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    let last: Text | null = null;
    while (walker.nextNode()) last = walker.currentNode as Text;
    const range = document.createRange();
    range.selectNodeContents(last ?? element);
    const line = [...range.getClientRects()].at(-1);
    return line
      ? { x: Math.max(1, line.right - 1 - box.left), y: (line.top + line.bottom) / 2 - box.top }
      : { x: box.width - 4, y: box.height - 6 };
  });
  await block.click({ position });
}

const inOrder = (all: string, letters: string) =>
  [...letters].every((letter, place, list) => place === 0 || all.indexOf(list[place - 1] ?? '') < all.indexOf(letter));

describe('three people draft one recommendation', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let first: Visitor;
  let second: Visitor;
  let programme: string;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    [lead, first, second] = (await Promise.all([1, 2, 3].map(() => newVisitor(browser, product.url)))) as [Visitor, Visitor, Visitor];
    await signIn(lead, 'lead@demo.test');
    await signIn(first, 'researcher1@demo.test');
    await signIn(second, 'researcher2@demo.test');
    programme = await onlyProgramme(lead);
    for (const { page } of [lead, first, second]) {
      await page.goto(`/p/${programme}/recommendations/REC-7`);
      await text(page).getByText('Where Kazakhstan stands').waitFor();
      await saveState(page, SAVED).waitFor();
    }
  });

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  const agree = () =>
    expect
      .poll(async () => new Set([await words(lead.page), await words(first.page), await words(second.page)]).size, { timeout: 20_000 })
      .toBe(1);

  test('who type in the same paragraph at once keep their letters in order, and all see one text', async () => {
    await caretAtEnd(lead.page);
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.type('Shared: ');
    await text(first.page).getByText('Shared:').waitFor();
    await caretAtEnd(first.page);
    for (const place of [0, 1, 2, 3, 4, 5, 6, 7]) {
      await Promise.all([lead.page.keyboard.type('ABCDEFGH'[place] ?? ''), first.page.keyboard.type('stuvwxyz'[place] ?? '')]);
    }
    await agree();
    const line = (await words(lead.page)).split('Shared: ')[1] ?? '';
    expect(line).toHaveLength(16);
    expect(inOrder(line, 'ABCDEFGH'), line).toBe(true);
    expect(inOrder(line, 'stuvwxyz'), line).toBe(true);
    await saveState(first.page, SAVED).waitFor();
  });

  test('a key pressed right after a click acts where the click was', async () => {
    await caretAtEnd(lead.page);
    await lead.page.keyboard.type('!');
    for (const _ of 'back') await lead.page.keyboard.press('ArrowLeft');
    await caretAtEnd(lead.page);
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.type('Beneath.');
    await expect.poll(() => words(lead.page)).toMatch(/!Beneath\.$/);
    await lead.page.keyboard.press('Control+Home');
    await lead.page.keyboard.press('Control+End');
    await lead.page.keyboard.type(' The end.');
    await expect.poll(() => words(lead.page)).toMatch(/!Beneath\. The end\.$/);
  });

  test('a click is not lost to what others type meanwhile', async () => {
    const long = text(first.page)
      .locator(':scope > *')
      .filter({ hasText: /.{200}/ });
    await caretAtEnd(lead.page);
    let going = true;
    const typing = (async () => {
      while (going) await lead.page.keyboard.type('on and ', { delay: 4 });
    })();
    try {
      for (const place of [0, 1, 2, 3, 0, 1, 2, 3]) {
        const block = long.nth(place);
        const before = ((await block.textContent()) ?? '').split('Note:').length;
        await caretAtEnd(first.page, block);
        await first.page.keyboard.type(' Note:');
        await expect.poll(async () => ((await block.textContent()) ?? '').split('Note:').length).toBe(before + 1);
      }
    } finally {
      going = false;
      await typing;
    }
    await agree();
  });

  test('a citation typed with [[ reaches every screen, the margin and the links', async () => {
    await caretAtEnd(lead.page);
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.type('Trade is counted here [[EVD-12');
    const option = lead.page.getByRole('option', { name: /EVD-12\b/ }).first();
    await option.waitFor();
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.press('Enter');
    await text(second.page).locator('p', { hasText: 'Trade is counted here' }).getByText('EVD-12').waitFor();
    await expect
      .poll(
        async () => {
          const answer = await second.context.request.get(`/api/programmes/${programme}/recommendations/REC-7/links`);
          const links = (await answer.json()) as { kind: string; target: { ref: string } }[];
          return links.some((link) => link.kind === 'cites' && link.target.ref === 'EVD-12');
        },
        { timeout: 15_000 },
      )
      .toBe(true);
    await second.page.getByRole('tabpanel').getByText('EVD-12').first().waitFor();
  });

  test('a risk linked by one stands in the panel of the others without reload', async () => {
    const found = await first.context.request.get(`/api/programmes/${programme}/find?q=RSK-3&kinds=risk`);
    const [risk] = (await found.json()) as { id: string }[];
    const panel = lead.page.getByRole('tabpanel');
    const answer = await first.context.request.post(`/api/programmes/${programme}/recommendations/REC-7/links`, {
      data: { kind: 'treats', targetId: risk?.id, residualLikelihood: 2, residualImpact: 2 },
      headers: { origin: product.url },
    });
    expect(answer.status()).toBe(201);
    await panel.getByText('RSK-3', { exact: true }).first().waitFor();
  });

  test('two values for one field stand side by side, and neither is lost unseen', async () => {
    const page = await first.context.newPage();
    await page.goto(`/p/${programme}/risks`);
    await page.locator('[role="grid"] [data-row]').first().waitFor();
    // Far down the list: opening a record leaves it where it is.
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, 2_000);
    await page.waitForFunction(() => window.scrollY > 1_000 && document.elementFromPoint(400, 450)?.closest('[data-row]')?.textContent);
    const ref = await page.evaluate(
      () => /RSK-\d+/.exec(document.elementFromPoint(400, 450)?.closest('[data-row]')?.textContent ?? '')?.[0] ?? '',
    );
    const row = page.locator('[role="grid"] [data-row]').filter({ has: page.getByText(ref, { exact: true }) });
    await row.getByText(ref, { exact: true }).click();
    const title = page.getByRole('complementary').getByRole('heading', { level: 2 });
    await title.getByRole('button').click();
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(1_000);
    expect((await row.boundingBox())?.y).toBeGreaterThan(0);

    const path = `/api/programmes/${programme}/risks/${ref}`;
    const { version } = (await (await lead.context.request.get(path)).json()) as { version: number };
    const data = { version, changes: { title: 'Decided by the lead' } };
    expect((await lead.context.request.patch(path, { data, headers: { origin: product.url } })).status()).toBe(200);
    await row.getByText('Decided by the lead').waitFor();
    await title.getByRole('textbox').fill('Written by the researcher');
    await page.keyboard.press('Enter');
    const notice = page.getByRole('alertdialog');
    await notice.getByText('Written by the researcher').waitFor();
    await notice.getByText('Decided by the lead').waitFor();
    expect(((await (await lead.context.request.get(path)).json()) as { title: string }).title).toBe('Decided by the lead');
    await notice.getByRole('button', { name: 'Keep mine' }).click();
    await row.getByText('Written by the researcher').waitFor();
    expect(((await (await lead.context.request.get(path)).json()) as { title: string }).title).toBe('Written by the researcher');
    await page.close();
  });

  test('work done offline says so, is kept, and merges on return', async () => {
    await caretAtEnd(second.page);
    await second.page.keyboard.press('Enter');
    await second.context.setOffline(true);
    await second.page.keyboard.type('Written on the train.');
    await saveState(second.page, /Offline, \d+ edits? kept on this device/).waitFor();
    await caretAtEnd(first.page);
    await first.page.keyboard.type(' Written in the office.');
    await second.context.setOffline(false);
    await text(lead.page).getByText('Written on the train.').waitFor();
    await text(second.page).getByText('Written in the office.').waitFor();
    await saveState(second.page, SAVED).waitFor();
    await agree();
  });

  test('what was shown as Saved survives kill -9 in the middle of typing, and all agree again', async () => {
    await caretAtEnd(lead.page);
    await lead.page.keyboard.press('Enter');
    await lead.page.keyboard.type('Kept before the crash.');
    await saveState(lead.page, SAVED).waitFor();
    const typing = first.page.keyboard.type(' and on and on and on', { delay: 15 });
    await product.kill();
    await typing;
    await saveState(first.page, /Offline|Not saved/).waitFor();
    await product.restart();
    await Promise.all([lead, first, second].map(({ page }) => saveState(page, SAVED).waitFor({ timeout: 60_000 })));
    await agree();
    const all = await words(second.page);
    for (const kept of ['Kept before the crash.', 'Written on the train.', 'Written in the office.', ' and on and on and on'])
      expect(all).toContain(kept);
    const fresh = await newVisitor(browser, product.url);
    await signIn(fresh, 'observer@demo.test');
    await fresh.page.goto(`/p/${programme}/recommendations/REC-7`);
    await text(fresh.page).getByText('Kept before the crash.').waitFor();
    expect(await words(fresh.page)).toBe(all);
    await fresh.context.close();
  });

  test('nothing was asked of any other host, and no page complained', () => {
    for (const visitor of [lead, first, second]) {
      expect(visitor.foreignRequests).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    }
  });
});
