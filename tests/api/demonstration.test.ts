import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { PASSWORD, type Product, startProduct } from '../support/product.ts';

describe('the demonstration', () => {
  let product: Product | null = null;
  afterEach(() => product?.end());

  const signIn = (url: string, email: string) =>
    fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password: PASSWORD }),
    });

  test('says who can sign in, with which password, and where a guest comes by', async () => {
    product = await startProduct();
    for (const said of ['Loading the sample programme', 'lead@demo.test', 'observer@demo.test', PASSWORD])
      expect(product.output()).toContain(said);
    // The README says the same number.
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const [, promised = ''] = /([\d,]+) records and links/.exec(readme) ?? [];
    expect(product.output()).toContain(`Loaded ${promised.replace(',', '')} records and links`);
    expect(product.output()).toMatch(/A guest of a round table comes by {2}http:\/\/127\.0\.0\.1:\d+\//);
    for (const who of ['lead', 'researcher1', 'researcher2', 'observer'])
      expect((await signIn(product.url, `${who}@demo.test`)).status, who).toBe(200);
  });

  test('started with --keep loads an empty folder once, and keeps it at the next start', async () => {
    product = await startProduct({}, '--keep');
    expect((await signIn(product.url, 'lead@demo.test')).status).toBe(200);
    await product.kill();
    await product.restart();
    expect(product.output().split('Loading the sample programme')).toHaveLength(2);
    expect(product.output()).toContain('with the password of the first start');
    expect((await signIn(product.url, 'lead@demo.test')).status).toBe(200);
  });
});
