import { Agent, request } from 'node:http';
import { PASSWORD, startProduct } from '../support/product.ts';

export interface BenchSession {
  /** Asks for a path below the programme; milliseconds until the whole answer is here. Throws on anything but 200. */
  ask(path: string): Promise<number>;
  end(): Promise<void>;
}

/** A product with the sample programme and somebody signed in, on connections that stay open. */
export async function openProduct(): Promise<BenchSession> {
  const product = await startProduct();
  const agent = new Agent({ keepAlive: true });
  const signedIn = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email: 'lead@demo.test', password: PASSWORD }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const mine = await fetch(`${product.url}/api/programmes`, { headers: { cookie } });
  const [programme] = (await mine.json()) as { id: string }[];
  const base = `${product.url}/api/programmes/${programme?.id}/`;
  return {
    ask: (path) =>
      new Promise((resolve, reject) => {
        const began = performance.now();
        request(base + path, { agent, headers: { cookie } }, (response) => {
          response.resume();
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - began);
            else reject(new Error(`${path}: ${response.statusCode}`));
          });
        })
          .once('error', reject)
          .end();
      }),
    async end() {
      agent.destroy();
      await product.end();
    },
  };
}
