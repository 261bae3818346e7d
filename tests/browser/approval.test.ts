import type { ApprovalPage } from '@concordance/shared/approvals/schema';
import type { Evidence } from '@concordance/shared/evidence/schema';
import type { Link, TargetChange } from '@concordance/shared/links/schema';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../support/axe.ts';
import { newVisitor, onlyProgramme, openBrowser, signIn, type Visitor } from '../support/browser.ts';
import { PASSWORD, type Product, startProduct } from '../support/product.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** Asks the product as somebody who is signed in; anything but a success fails the test. */
async function ask<Body>(who: Visitor, url: string, method: string, path: string, data?: unknown): Promise<Body> {
  const answer = await who.context.request.fetch(`/api${path}`, {
    method,
    headers: { origin: url, 'content-type': 'application/json' },
    ...(data === undefined ? {} : { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (answer.status() === 204 ? null : await answer.json()) as Body;
}

async function axe(page: Page, name: string): Promise<void> {
  await page.locator('h1').first().waitFor();
  expect(await faults(page, name)).toEqual([]);
}

describe('a set is approved', () => {
  let product: Product;
  let browser: Browser;
  let lead: Visitor;
  let second: Visitor;
  let researcher: Visitor;
  let programme: string;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    [lead, second, researcher] = await Promise.all([
      newVisitor(browser, product.url),
      newVisitor(browser, product.url),
      newVisitor(browser, product.url),
    ]);
    await signIn(lead, 'lead@demo.test');
    await signIn(second, 'researcher1@demo.test');
    await signIn(researcher, 'researcher2@demo.test');
    programme = await onlyProgramme(lead);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.end();
  });
  const api = <Body>(who: Visitor, method: string, path: string, data?: unknown) =>
    ask<Body>(who, product.url, method, `/programmes/${programme}${path}`, data);
  const at = (path: string) => `/p/${programme}${path}`;
  const approval = () => api<ApprovalPage>(lead, 'GET', '/sets/SET-2/approval');

  async function sign(who: Visitor, name: string, dissent?: string): Promise<void> {
    const { page } = who;
    if (dissent) {
      await page.getByRole('button', { name: 'Sign with dissent…' }).click();
      await page.getByLabel('What you do not share').fill(dissent);
    }
    await page.getByLabel(/^Type your name/).fill(name);
    await page.getByLabel('Your password, once more').fill(PASSWORD);
    await page.getByRole('button', { name: /^Sign edition/ }).click();
  }

  it('from ten recommendations of the founding case to an edition that another one supersedes', async () => {
    const people = await api<Named[]>(lead, 'GET', '/people');
    const named = (email: string) => people.find((one) => one.email === email) as Named;
    const [me, other] = [named('lead@demo.test'), named('researcher1@demo.test')];
    await api(lead, 'PATCH', `/people/${other.id}`, { role: 'lead' });

    // The lead composes a set from ten recommendations, two of them by hand.
    const all = await api<{ items: { id: string; ref: string }[] }>(lead, 'GET', '/recommendations?limit=9');
    const bare = await api<{ id: string; ref: string; documentId: string }>(lead, 'POST', '/recommendations', {
      title: 'Rest on nothing yet',
    });
    await lead.page.goto(at('/sets'));
    await axe(lead.page, 'the list of sets');
    await lead.page.getByRole('button', { name: 'New set' }).click();
    await lead.page.getByLabel('What is the set called?').fill('Ten for the Government');
    await lead.page.getByRole('button', { name: 'Begin' }).click();
    await lead.page.waitForURL('**/sets/SET-2');
    const begun = await api<RecommendationSet>(lead, 'GET', '/sets/SET-2');
    const itemIds = all.items.map((one) => one.id);
    await api(lead, 'PATCH', '/sets/SET-2', { version: begun.version, changes: { itemIds, approverIds: [me.id, other.id], quorum: 2 } });
    await lead.page.getByText(`2 of 2, in any order`).waitFor();
    await lead.page.getByRole('button', { name: 'Add a recommendation' }).click();
    await lead.page.getByRole('combobox', { name: 'Add a recommendation' }).fill(bare.ref);
    await lead.page.getByRole('option', { name: new RegExp(bare.ref) }).click();
    await lead.page.getByRole('button', { name: `Move ${bare.ref}` }).waitFor();
    // By keyboard: the last line goes one place up.
    await lead.page.getByRole('button', { name: `Move ${bare.ref}` }).focus();
    await lead.page.keyboard.press('Space');
    await lead.page.getByText(/place 10 of 10/).waitFor({ state: 'attached' });
    await lead.page.keyboard.press('ArrowUp');
    await lead.page.getByText(/now at place 9 of 10/).waitFor({ state: 'attached' });
    await lead.page.keyboard.press('Space');
    await expect.poll(async () => (await api<RecommendationSet>(lead, 'GET', '/sets/SET-2')).itemIds[8]).toBe(bare.id);
    await axe(lead.page, 'a set');

    // Checks block it; a researcher repairs.
    await lead.page.getByRole('button', { name: 'Send for approval as edition 1' }).click();
    await lead.page.getByRole('alert').filter({ hasText: 'Checks of the programme block this' }).waitFor();
    const blocked = await approval();
    const bodies = await api<{ items: { id: string }[] }>(lead, 'GET', '/bodies?limit=1');
    const evidence = await api<{ items: Evidence[] }>(lead, 'GET', '/evidence?filter=state:active&limit=1');
    const [item] = evidence.items as [Evidence];
    for (const ref of new Set(blocked.open.filter((point) => point.level === 'block').map((point) => point.ref))) {
      const one = await api<{ id: string; version: number; addresseeIds: string[] }>(researcher, 'GET', `/recommendations/${ref}`);
      if (one.addresseeIds.length === 0)
        await api(researcher, 'PATCH', `/recommendations/${ref}`, {
          version: one.version,
          changes: { addresseeIds: [bodies.items[0]?.id] },
        });
      const links = await api<Link[]>(researcher, 'GET', `/recommendations/${ref}/links`);
      if (!links.some((link) => link.target.id === item.id))
        await api(researcher, 'POST', `/recommendations/${ref}/links`, { kind: 'rests', targetId: item.id });
    }
    await lead.page.getByRole('button', { name: 'Send for approval as edition 1' }).click();
    await expect.poll(async () => (await api<RecommendationSet>(lead, 'GET', '/sets/SET-2')).state).toBe('in-approval');

    // Two approvers read; a researcher changes one comma; both see it, and neither can sign the old text as the new.
    for (const who of [lead, second]) {
      await who.page.goto(at('/sets/SET-2/approval'));
      await who.page.getByRole('heading', { name: 'Ten for the Government' }).waitFor();
    }
    await axe(lead.page, 'the page of approval');
    const before = await approval();
    await researcher.page.goto(at(`/recommendations/${bare.ref}`));
    const text = researcher.page.getByRole('textbox', { name: `Text of ${bare.ref}` });
    await text.click();
    await researcher.page.keyboard.type(',');
    const changed = 'The text changed while you were reading';
    for (const who of [lead, second]) await who.page.getByRole('alert').filter({ hasText: changed }).waitFor({ timeout: 15_000 });
    const old = await lead.context.request.post(`/api/programmes/${programme}/sets/SET-2/sign`, {
      headers: { origin: product.url },
      data: { hash: before.hash, name: me.name, password: PASSWORD },
    });
    expect(old.status()).toBe(409);
    for (const who of [lead, second]) await who.page.getByRole('button', { name: 'I have read what changed' }).click();

    // They sign, one with dissent; edition 1.
    await sign(lead, me.name);
    await expect.poll(async () => (await approval()).signOffs.filter((one) => one.covers).length).toBe(1);
    await sign(second, other.name, 'I do not share the ninth.');
    await expect.poll(async () => (await api<RecommendationSet>(lead, 'GET', '/sets/SET-2')).state).toBe('approved');
    await lead.page.goto(at('/sets/SET-2/editions/1'));
    await lead.page.getByText('I do not share the ninth.').waitFor();
    await axe(lead.page, 'an edition');
    const pdf = await lead.page.pdf({ format: 'A4' });
    expect(pdf.byteLength).toBeGreaterThan(20_000);

    // A figure is corrected in the evidence: the draft says what changed, edition 1 verifies, a changed byte does not.
    const now = await api<Evidence>(researcher, 'GET', `/evidence/${item.id}`);
    const figures = [{ measure: 'Share', value: '42.8', unit: '%' }];
    await api(researcher, 'PATCH', `/evidence/${item.id}`, { version: now.version, changes: { figures } });
    await lead.page.goto(at('/sets/SET-2'));
    await lead.page.getByRole('heading', { name: 'What changed since edition 1' }).waitFor();
    await lead.page.getByRole('listitem').filter({ hasText: '42.8' }).first().waitFor();
    const file = await (await lead.context.request.get(`/api/programmes/${programme}/sets/SET-2/editions/1/file`)).body();
    const stranger = await newVisitor(browser, product.url);
    await stranger.page.goto('/verify');
    await axe(stranger.page, 'the page of checking');
    const drop = async (buffer: Buffer, said: string) => {
      await stranger.page.locator('input[type=file]').setInputFiles({ name: 'edition.json', mimeType: 'application/json', buffer });
      await stranger.page.getByRole('heading', { name: said }).waitFor();
    };
    await drop(file, 'Genuine and current');
    const tampered = Buffer.from(file);
    const place = tampered.indexOf('Ten for the Government');
    tampered[place] = 'K'.charCodeAt(0);
    await drop(tampered, 'Not as it was issued');

    // The lead answers the suspect links; edition 2 supersedes 1.
    const links = await api<Link[]>(lead, 'GET', `/recommendations/${bare.ref}/links`);
    const [suspect] = links.filter((one) => one.target.id === item.id) as [Link];
    const path = `/recommendations/${bare.ref}/links/${suspect.id}`;
    const { fingerprint } = await api<TargetChange>(lead, 'GET', `${path}/change`);
    const answer = { version: suspect.version, answer: 'holds', reason: 'The corrected figure says the same.', seen: fingerprint };
    await api(lead, 'POST', `${path}/answer`, answer);
    await lead.page.goto(at('/sets/SET-2'));
    await lead.page.getByRole('button', { name: 'Send for approval as edition 2' }).click();
    await expect.poll(async () => (await api<RecommendationSet>(lead, 'GET', '/sets/SET-2')).state).toBe('in-approval');
    for (const [who, name] of [
      [lead, me.name],
      [second, other.name],
    ] as const) {
      await who.page.goto(at('/sets/SET-2/approval'));
      await who.page.getByRole('heading', { name: 'What changed since edition 1' }).waitFor();
      await sign(who, name);
      await who.page
        .getByText(/^(Sign-offs|The set is not in approval)/)
        .first()
        .waitFor();
      await expect.poll(async () => (await approval()).signOffs.some((one) => one.name === name)).toBe(true);
    }
    await expect
      .poll(async () => (await api<RecommendationSet>(lead, 'GET', '/sets/SET-2')).editions.map((one) => one.state))
      .toEqual(['superseded', 'approved']);
    await drop(file, 'Genuine, superseded');
    for (const one of [lead, second, researcher, stranger]) {
      expect(one.foreignRequests).toEqual([]);
      expect(one.complaints).toEqual([]);
    }
  });
});
