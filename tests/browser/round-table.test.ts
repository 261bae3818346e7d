import { CLOSE } from '@concordance/shared/collaboration/wire';
import type { Table } from '@concordance/shared/roundtables/schema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GUEST_TEXT, loseAnswer, newVisitor, onlyProgramme, openBrowser, selectWords, signIn, type Visitor } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';
import { unzipped } from '../support/zip.ts';

const PHONE = { width: 390, height: 844 } as const;
const ITEMS = ['REC-59', 'REC-42', 'REC-55', 'REC-57', 'REC-63'] as const;
const GUESTS = ['Ainagul Journeycanary', 'Boris Journeycanary', 'Zarina Journeycanary'] as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const editor = (page: Page) => page.locator('.ProseMirror');

/** Writes a paragraph of its own before or after the whole text: two who write at one place at once may interleave. */
async function typeAt(page: Page, side: 'Home' | 'End', words: string): Promise<void> {
  const blocks = editor(page).locator(':scope > *');
  const block = side === 'Home' ? blocks.first() : blocks.last();
  await block.scrollIntoViewIfNeeded();
  await block.click();
  await page.keyboard.press(`Control+${side}`);
  await page.keyboard.press('Enter');
  if (side === 'Home') await page.keyboard.press('ArrowUp');
  await page.keyboard.type(words);
}

/** What somebody gets who talks to the live channel themselves: sends an update, then tells how it ended and what came. */
function rawChannel(page: Page, documentId: string) {
  return page.evaluate(
    (id) =>
      new Promise<{ readonly code: number; readonly frames: number }>((resolve) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/collaboration/${id}?client=concordance&schema=1`);
        socket.binaryType = 'arraybuffer';
        let frames = 0;
        socket.onopen = () => {
          // An update that makes the first paragraph of a new client, as any Yjs client would send it.
          const words = [...'rawcanary'].map((letter) => letter.charCodeAt(0));
          const update = [
            1, 3, 231, 7, 0, 7, 1, 7, 100, 101, 102, 97, 117, 108, 116, 3, 9, 112, 97, 114, 97, 103, 114, 97, 112, 104, 7, 0, 231, 7, 0, 6,
          ];
          update.push(4, 0, 231, 7, 1, words.length, ...words, 0);
          socket.send(new Uint8Array([0, 2, update.length, ...update]));
          socket.send(new Uint8Array([0, 1, update.length, ...update]));
          socket.send(new Uint8Array([0, 0, 1, 0]));
        };
        socket.onmessage = () => {
          frames += 1;
          // The state comes last: what was sent before it has been dealt with.
          setTimeout(() => socket.close(4000), 500);
        };
        socket.onclose = ({ code }) => resolve({ code, frames });
      }),
    documentId,
  );
}

describe('a round table of five recommendations', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let researchers: readonly [Visitor, Visitor];
  let guests: readonly [Visitor, Visitor, Visitor];
  let programme: string;
  let link: string;
  let table: Table;

  const api = async <Body>(who: Visitor, path: string) => {
    const answer = await who.context.request.get(`/api/programmes/${programme}${path}`);
    return { status: answer.status(), body: (await answer.json().catch(() => null)) as Body };
  };

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    lead = await newVisitor(browser, product.url);
    await signIn(lead, 'lead@demo.test');
    programme = await onlyProgramme(lead);
    researchers = [await newVisitor(browser, product.url), await newVisitor(browser, product.url)];
    for (const [place, who] of researchers.entries()) await signIn(who, `researcher${place + 1}@demo.test`);
    const phones = [1, 2, 3].map(() => newVisitor(browser, product.url, PHONE));
    guests = (await Promise.all(phones)) as [Visitor, Visitor, Visitor];
  });

  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });

  test('is planned and opened by a lead, who gets one link for all', async () => {
    const { page } = lead;
    await page.goto(`/p/${programme}/round-tables`);
    await button(page, 'New round table').click();
    await page.getByLabel('What it is about').fill('The market by 2025');
    await button(page, 'Plan it').click();
    await page.getByRole('heading', { level: 1, name: 'The market by 2025' }).waitFor();
    await button(page, 'Add a recommendation').click();
    for (const [place, ref] of ITEMS.entries()) {
      const picker = page.getByRole('combobox', { name: 'Add a recommendation' });
      await picker.fill(ref);
      await page.getByRole('option', { name: new RegExp(`^${ref}\\b`) }).click();
      await page.locator('main ol > li').nth(place).getByText(ref, { exact: true }).waitFor();
    }
    await button(page, 'Open the table').click();
    await page.getByRole('group', { name: 'Open the table' }).getByRole('button', { name: 'Open the table' }).click();
    await button(page, 'Close the table').waitFor();
    await button(page, 'Make the link').click();
    link = (await page.locator('code').textContent()) ?? '';
    expect(link).toMatch(/\/join#[0-9a-z]{32}$/);
    table = (await api<Table>(lead, '/round-tables/RTB-2')).body;
    expect(table.agenda.map((item) => item.ref)).toEqual(ITEMS);
  });

  test('is joined on phones by the link and a name, and nothing else is on the screen', async () => {
    for (const [place, { page }] of guests.entries()) {
      await page.goto(link);
      await page.getByLabel('Your name').fill(GUESTS[place] ?? '');
      await button(page, 'Come in').click();
      await page.getByText(`Item 1 of 5 · ${ITEMS[0]}`).waitFor();
      await page.locator('[data-text] p').first().waitFor();
      expect(page.url()).not.toContain('#');
      expect(await page.getByRole('navigation').count()).toBe(1);
    }
    await lead.page.getByText('3 of 3 here now').waitFor();
    for (const name of GUESTS) await lead.page.getByText(name).waitFor();
  });

  test('shows guests the texts as two researchers write them', async () => {
    await Promise.all(
      researchers.map(async ({ page }, place) => {
        await page.goto(`/p/${programme}/recommendations/${ITEMS[0]}`);
        await editor(page).getByText('What still stands in the way').waitFor();
        await typeAt(page, place === 0 ? 'Home' : 'End', `Written by researcher ${place + 1} meanwhile.`);
      }),
    );
    for (const { page } of guests)
      for (const place of [1, 2]) await page.locator('[data-text]').getByText(`Written by researcher ${place} meanwhile.`).waitFor();
    for (const { page } of researchers) for (const name of GUESTS) expect(await page.getByText(name).count()).toBe(0);
  });

  test('hears guests about words, about other wording and about the whole', async () => {
    const [commenting, proposing, general] = guests;
    await selectWords(commenting.page, GUEST_TEXT, 'equal opportunity');
    await button(commenting.page, 'Comment on it').click();
    await commenting.page.getByLabel('Your comment').fill('Who promised it?');
    await button(commenting.page, 'Send').click();
    await commenting.page.getByText('Sent.').waitFor();
    await selectWords(proposing.page, GUEST_TEXT, 'costs the budget little');
    await button(proposing.page, 'Propose wording').click();
    await proposing.page.getByLabel('How it should read').fill('costs the budget next to nothing');
    await button(proposing.page, 'Send').click();
    await proposing.page.locator('[data-text] ins').getByText('costs the budget next to nothing').waitFor();
    await button(general.page, 'Comment').click();
    await general.page.getByLabel('Your comment').fill('Begin with the rules, not with the customs.');
    // The answer is lost on its way; sent again it is stored once.
    await loseAnswer(general.page, /\/seat\/threads$/);
    await button(general.page, 'Send').click();
    await general.page.getByRole('dialog').getByRole('alert').waitFor();
    await button(general.page, 'Send').click();
    for (const { page } of guests) {
      await button(page, 'Read 3 remarks').click();
      await page.getByText('Who promised it?').waitFor();
      await button(page, 'Back to the text').click();
    }
    await lead.page.getByText('3 remarks, 3 unanswered').waitFor();
    for (const { page } of researchers) {
      await page.getByRole('tab', { name: /^Comments ?4$/ }).click();
      await page.locator('[data-thread-card]').getByText('Who promised it?').waitFor();
      await editor(page).locator('.thread-words').getByText('equal opportunity').waitFor();
      await editor(page).locator('.thread-new').getByText('costs the budget next to nothing').waitFor();
      for (const name of GUESTS) expect(await page.getByText(name).count()).toBe(0);
    }
  });

  test('refuses a guest who drives the wires themselves', async () => {
    const [guest] = guests;
    const own = table.agenda[0]?.documentId ?? '';
    const answer = await rawChannel(guest.page, own);
    expect(answer.frames).toBeGreaterThan(0);
    for (const { page } of researchers) expect(await editor(page).getByText('rawcanary').count()).toBe(0);
    type Row = { readonly documentId: string; readonly ref: string };
    const { body } = await api<{ readonly items: readonly Row[] }>(lead, '/recommendations?limit=3');
    const foreign = body.items.find((row) => !(ITEMS as readonly string[]).includes(row.ref));
    expect(await rawChannel(guest.page, foreign?.documentId ?? '')).toEqual({ code: CLOSE.noAccess, frames: 0 });
    const other = (await api<Table>(lead, '/round-tables/RTB-1')).body;
    expect((await api(guest, `/round-tables/${other.id}/seat`)).status).toBe(404);
    for (const path of ['/recommendations', '/trends', '/people', '/activity', '/round-tables', `/round-tables/${table.id}`, '/find?q=a'])
      expect(`${path} ${(await api(guest, path)).status}`).toBe(`${path} 403`);
  });

  test('is led by the chair, whom anyone may leave', async () => {
    const row = lead.page.locator('main ol > li').filter({ hasText: ITEMS[1] }).first();
    await row.getByRole('button', { name: 'Put on all screens' }).click();
    for (const { page } of guests) await page.getByText(`Item 2 of 5 · ${ITEMS[1]}`).waitFor();
    const [first, second] = guests;
    await button(first.page, 'Read on my own').click();
    await button(first.page, /^Item 1:/).click();
    await first.page.getByText(`Item 1 of 5 · ${ITEMS[0]}`).waitFor();
    await button(second.page, 'Ask to speak').click();
    await button(lead.page, 'Give the floor').click();
    await button(second.page, 'You speak').waitFor();
    await button(first.page, 'Follow the chair').click();
    await first.page.getByText(`Item 2 of 5 · ${ITEMS[1]}`).waitFor();
  });

  test('is rated without anybody seeing a rating before the end, and shows the group’s answer afterwards', async () => {
    const row = lead.page.locator('main ol > li').filter({ hasText: ITEMS[1] }).first();
    await row.getByRole('button', { name: 'Open a rating round' }).click();
    for (const [place, { page }] of guests.entries()) {
      await button(page, 'Rate this recommendation').click();
      await button(page, '3 answers are missing').waitFor();
      for (const question of ['Desirable?', 'Feasible?', 'How sure are you?'])
        await page
          .getByRole('group', { name: question })
          .getByRole('radio', { name: String(7 + place) })
          .check({ force: true });
      await page.getByLabel(/^Desirable\?: /).fill(`Reason ${place + 1}`);
      await button(page, 'Send').click();
      await button(page, 'Rate this recommendation').waitFor();
    }
    await lead.page.getByText('Round 1: 3 of 3 have answered').waitFor();
    const rounds = JSON.stringify((await api(lead, `/round-tables/${table.id}/rounds`)).body);
    expect(rounds).not.toMatch(/Reason 1|median/);
    await row.getByRole('button', { name: 'Close round 1' }).click();
    await lead.page.getByText('Consensus.', { exact: true }).waitFor();
    const [guest] = guests;
    await button(guest.page, 'How it was rated').click();
    await guest.page.getByText('You gave 7: 0 gave less, 0 the same, 2 more.').first().waitFor();
    expect(await lead.page.getByText('without names').count()).toBeGreaterThan(0);
  });

  test('closes while somebody writes and somebody fills in an answer: read-only within a second, and nothing of theirs is lost', async () => {
    const [guest, writing] = guests;
    await button(writing.page, /^Read \d+ remark/).click();
    await button(writing.page, 'Comment').click();
    await writing.page.getByLabel('Your comment').pressSequentially('I was about to say');
    const row = lead.page.locator('main ol > li').filter({ hasText: ITEMS[1] }).first();
    await row.getByRole('button', { name: 'Open the next round' }).click();
    await button(guest.page, 'Back to the text').click();
    await button(guest.page, 'Rate this recommendation').click();
    await guest.page.getByText('What round 1 said').waitFor();
    await guest.page.getByLabel(/^Desirable\?: /).pressSequentially('In the middle of a sen');
    const closing = await lead.context.request.get(`/api/programmes/${programme}/round-tables/${table.id}`);
    const { version } = (await closing.json()) as Table;
    const answer = await lead.context.request.post(`/api/programmes/${programme}/round-tables/${table.id}/state`, {
      data: { version, to: 'closed' },
      headers: { origin: product.url },
    });
    expect(answer.status()).toBe(200);
    await guest.page.getByText('Not sent.').waitFor({ timeout: 1000 });
    await guest.page.getByText('Desirable? In the middle of a sen').waitFor();
    await writing.page.getByRole('dialog').getByText('The table is closed').waitFor({ timeout: 1000 });
    expect(await writing.page.getByLabel('Your comment').isEditable()).toBe(false);
    expect(await writing.page.getByLabel('Your comment').inputValue()).toBe('I was about to say');
    await button(writing.page, 'Close').click();
    await writing.page.reload();
    await button(writing.page, /^Item 2: /).click();
    await writing.page.getByText('I was about to say').waitFor();
    for (const { page } of guests) {
      await page.getByRole('status').getByText('closed', { exact: true }).waitFor({ timeout: 1000 });
      expect(await button(page, 'Ask to speak').count()).toBe(0);
    }
    expect((await rawChannel(guest.page, table.agenda[1]?.documentId ?? '')).code).toBe(CLOSE.noAccess);
    // The link of their own goes on working, and the wording they spoke about stays to be read.
    await guest.page.reload();
    await guest.page.locator('[data-text] p').first().waitFor();
  });

  test('has its remarks worked off by the researchers, and each guest told what became of theirs', async () => {
    const [one, other] = researchers;
    const card = (page: Page, words: string) => page.locator('[data-thread-card]').filter({ hasText: words });
    const proposal = card(one.page, 'costs the budget next to nothing');
    await button(one.page, 'Accept').click();
    await proposal.waitFor({ state: 'detached' });
    for (const { page } of researchers) {
      await editor(page).getByText('Removing barriers costs the budget next to nothing and serves').waitFor();
      expect(await editor(page).locator('.thread-new').count()).toBe(0);
    }
    const settle = async (page: Page, words: string, how: string, why: string) => {
      await card(page, words).getByRole('button', { name: 'Settle…' }).click();
      await card(page, words).getByLabel(how, { exact: true }).check();
      await card(page, words).getByLabel('Reason', { exact: true }).fill(why);
      await card(page, words).getByRole('button', { name: 'Settle', exact: true }).click();
      await card(page, words).waitFor({ state: 'detached' });
    };
    await settle(other.page, 'Who promised it?', 'Rejected', 'The treaty did, in its first article.');
    await settle(other.page, 'Begin with the rules', 'Deferred', 'To be looked at with the next set.');
    await button(other.page, /^Resolved 4/).click();
    await card(other.page, 'Who promised it?').getByText('Rejected: The treaty did').waitFor();
    const answers = ['Rejected: The treaty did, in its first article.', 'Accepted', 'Deferred: To be looked at with the next set.'];
    for (const [place, { page }] of guests.entries()) {
      await page.goto(page.url());
      await button(page, 'What became of my remarks').click();
      await page
        .locator('[data-own-remark]')
        .getByText(answers[place] ?? '')
        .waitFor();
      expect(await page.locator('[data-own-remark]').count()).toBe(1);
    }
  });

  test('has one table of remark, author, decision and reason: on the screen, as CSV and as DOCX', async () => {
    await lead.page.reload();
    const rows = lead.page.locator('[data-thread-row]');
    await rows.getByText('Who promised it?').waitFor();
    expect(await rows.count()).toBe(3);
    const row = rows.filter({ hasText: 'Who promised it?' });
    for (const words of ['equal opportunity', 'A participant', 'Rejected', 'The treaty did, in its first article.'])
      await row.getByText(words).first().waitFor();
    const files = Object.fromEntries(
      await Promise.all(
        ['csv', 'docx'].map(async (kind) => {
          const answer = await lead.context.request.get(`/api/programmes/${programme}/dispositions.${kind}?roundTable=${table.ref}`);
          const bytes = new Uint8Array(await answer.body());
          return [kind, kind === 'csv' ? new TextDecoder().decode(bytes) : (unzipped(bytes).get('word/document.xml') ?? '')] as const;
        }),
      ),
    );
    for (const words of [
      'Who promised it?',
      'The treaty did, in its first article.',
      'costs the budget next to nothing',
      'To be looked at',
    ])
      for (const [kind, text] of Object.entries(files)) expect(`${kind}: ${text}`).toContain(words);
    for (const text of Object.values(files)) expect(text).not.toMatch(/Journeycanary/);
    expect(await lead.page.locator('main').textContent()).toContain('Who promised it?');
  });

  test('has minutes that write themselves, name nobody, and go on as a text of the team’s', async () => {
    await button(lead.page, 'Begin the minutes').click();
    await lead.page.getByRole('link', { name: 'Edit the minutes' }).click();
    const text = editor(lead.page);
    await text.getByText('Guests present: 3.').waitFor();
    const words = (await text.textContent()) ?? '';
    for (const ref of ITEMS) expect(words).toContain(ref);
    expect(words).toContain('Round 1. Consensus.');
    expect(words).not.toMatch(/Journeycanary/);
    await typeAt(lead.page, 'End', 'Added by the lead.');
    await lead.page
      .locator('header')
      .getByText(/^Saved$/)
      .first()
      .waitFor();
    const file = await lead.context.request.get(`/api/programmes/${programme}/round-tables/${table.id}/minutes.docx`);
    const parts = unzipped(new Uint8Array(await file.body()));
    expect(parts.get('word/document.xml')).toContain('Added by the lead.');
    for (const [, xml] of parts) expect(xml).not.toMatch(/Journeycanary/);
  });

  test('asks nothing of anybody outside', () => {
    for (const who of [lead, ...researchers, ...guests]) {
      expect(who.foreignRequests).toEqual([]);
      expect(who.complaints).toEqual([]);
    }
  });
});
