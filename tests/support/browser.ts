import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { PASSWORD } from './product.ts';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without any wish to speak to the outside. */
export function openBrowser(): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env['CONCORDANCE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: root ? [...QUIET, '--no-sandbox'] : QUIET,
  });
}

/** One person at one device. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses outside the product that a page asked for; nothing may ever stand here. */
  readonly foreignRequests: readonly string[];
  /** What the pages complained about: uncaught errors and refusals by the content policy. */
  readonly complaints: readonly string[];
}

export interface VisitorOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'ru' | 'kk';
}

/** A fresh browser profile at the product's door. */
export async function newVisitor(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1440, height = 900, theme = 'light', language = 'en' } = options;
  const context = await browser.newContext({ baseURL: url, viewport: { width, height }, colorScheme: theme, locale: language });
  const foreignRequests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    const own = request.url().startsWith(url) || /^(data|blob):/.test(request.url());
    if (!own) foreignRequests.push(request.url());
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, foreignRequests, complaints };
}

/** Signs in over the API, as the pages do; the context then carries the cookie. */
export async function signIn(visitor: Visitor, email: string): Promise<void> {
  const url = new URL(visitor.page.url() === 'about:blank' ? await baseOf(visitor) : visitor.page.url());
  const answer = await visitor.context.request.post('/api/session', {
    data: { email, password: PASSWORD },
    headers: { origin: url.origin },
  });
  if (!answer.ok()) throw new Error(`signing in as ${email}: ${answer.status()} ${await answer.text()}`);
}

async function baseOf(visitor: Visitor): Promise<string> {
  await visitor.page.goto('/sign-in');
  return visitor.page.url();
}

/** The id of the one programme this person is in. */
export async function onlyProgramme(visitor: Visitor): Promise<string> {
  const answer = await visitor.context.request.get('/api/programmes');
  const [programme] = (await answer.json()) as { id: string }[];
  if (!programme) throw new Error('no programme');
  return programme.id;
}

/** The text as a guest has it, for `selectWords`. */
export const GUEST_TEXT = '[data-text]';

/** Selects words of a text on the page, as a finger or a mouse does. */
export async function selectWords(page: Page, text: string, words: string): Promise<void> {
  await page.locator(text).filter({ hasText: words }).first().waitFor();
  await page.evaluate(
    ([root, wanted]) => {
      const walker = document.createTreeWalker(document.querySelector(root) as Element, NodeFilter.SHOW_TEXT);
      // What is marked is cut into pieces, so the words are looked for in all of them together.
      const pieces: { readonly node: Node; readonly from: number; readonly to: number }[] = [];
      let whole = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const from = whole.length;
        whole += node.textContent ?? '';
        pieces.push({ node, from, to: whole.length });
      }
      const at = whole.indexOf(wanted);
      const first = pieces.find(({ to }) => at < to);
      const last = pieces.find(({ to }) => at + wanted.length <= to);
      if (at < 0 || !first || !last) throw new Error(`the text does not say "${wanted}"`);
      const range = document.createRange();
      range.setStart(first.node, at - first.from);
      range.setEnd(last.node, at + wanted.length - last.from);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [text, words] as const,
  );
}

/** The server gets the next request to an address, and the page never gets its answer. */
export async function loseAnswer(page: Page, address: RegExp): Promise<void> {
  await page.route(
    address,
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}
