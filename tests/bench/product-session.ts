import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD, startProduct } from '../support/product.ts';
import { fillLarge, type Size } from './large-programme.ts';
import type { Target } from './live/peer.ts';
import { LIMITS } from './live/product.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export interface BenchSession {
  /** Asks for a path below the programme; milliseconds until the whole answer is here. Throws on anything but 200. */
  ask(path: string): Promise<number>;
  /** Reads, and changes, below the programme; throws on what is refused. */
  read<Body>(path: string): Promise<Body>;
  send<Body>(method: 'POST' | 'PATCH', path: string, body: object): Promise<Body>;
  /** Seconds of processor time the server has used so far. */
  cpuSeconds(): number;
  /** Documents of the first recommendations, and the way to them. */
  readonly documents: readonly string[];
  readonly target: Target;
  end(): Promise<void>;
}

/** A product with the sample programme, repeated up to a size if one is given, and somebody signed in on connections that stay open. */
export async function openProduct(size: Size | null): Promise<BenchSession> {
  const data = mkdtempSync(join(tmpdir(), 'concordance-bench-'));
  await fillLarge(data, size);
  const product = await startProduct({ CONCORDANCE_DATA: data, CONCORDANCE_LIMITS: JSON.stringify(LIMITS) }, '--keep');
  const agent = new Agent({ keepAlive: true });
  const signedIn = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email: 'lead@demo.test', password: PASSWORD }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const [programme] = await read<{ id: string }[]>(`${product.url}/api/programmes`, cookie);
  const base = `${product.url}/api/programmes/${programme?.id}/`;
  const { items } = await read<{ items: { documentId: string }[] }>(`${base}recommendations?limit=50`, cookie);
  return {
    ask: (path) => askOnce(base + path, cookie, agent),
    read: (path) => read(base + path, cookie),
    async send<Body>(method: string, path: string, body: object) {
      const headers = { cookie, origin: product.url, 'content-type': 'application/json' };
      const answer = await fetch(base + path, { method, headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json() as Promise<Body>;
    },
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${product.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    documents: items.map((item) => item.documentId),
    target: {
      codec: 'y-websocket',
      answersSync: true,
      headers: { cookie, origin: product.url },
      address: (room) => `${product.url.replace('http', 'ws')}/collaboration/${room}?client=concordance&schema=1`,
    },
    async end() {
      agent.destroy();
      await product.end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function read<Body>(url: string, cookie: string): Promise<Body> {
  return (await fetch(url, { headers: { cookie } })).json() as Promise<Body>;
}

function askOnce(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    request(url, { agent, headers: { cookie } }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    })
      .once('error', reject)
      .end();
  });
}
