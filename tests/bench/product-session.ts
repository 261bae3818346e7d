import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { PASSWORD, startProduct } from '../support/product.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export interface BenchSession {
  /** Asks for a path below the programme; milliseconds until the whole answer is here. Throws on anything but 200. */
  ask(path: string): Promise<number>;
  /** Seconds of processor time the server has used so far. */
  cpuSeconds(): number;
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
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${product.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    async end() {
      agent.destroy();
      await product.end();
    },
  };
}
