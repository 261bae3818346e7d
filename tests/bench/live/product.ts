import { until } from './machine.ts';
import type { Prepared } from './peer.ts';
import { logOf } from './server-process.ts';

/** What one address and one account must be allowed here, where they stand for hundreds of people; all else stays as it is. */
export const LIMITS = {
  sockets: 50_000,
  socketsPerAddress: 50_000,
  socketsPerUserAndDocument: 50_000,
  messages: { perSecond: 1_000_000, burst: 1_000_000 },
  bytes: { perSecond: 1_000_000_000, burst: 1_000_000_000 },
};

const PASSWORD = 'three people at one desk';
const AT_ONCE = 16;

/** Sets a new server up as its administrator would, and creates so many recommendations, each with its document. */
export async function prepareProduct(port: number, data: string, rooms: number): Promise<Prepared> {
  const origin = `http://127.0.0.1:${port}`;
  const secret = await setUpSecret(data);
  let cookie = '';
  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const response = await fetch(`${origin}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    cookie ||= (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    return (await response.json()) as T;
  }
  await post('set-up', { token: secret, name: 'Load', email: 'load@example.org', password: PASSWORD });
  const programme = await post<{ id: string }>('programmes', { title: { en: 'Load' }, shortTitle: 'Load' });
  const documents: string[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < rooms; index = next++) {
      const { documentId } = await post<{ documentId: string }>(`programmes/${programme.id}/recommendations`, { title: `Text ${index}` });
      documents[index] = documentId;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { headers: { cookie, origin }, rooms: documents };
}

async function setUpSecret(data: string): Promise<string> {
  const link = () => /\/set-up#(\S+)/.exec(logOf(data))?.[1];
  if (!(await until(() => link() !== undefined, 30_000))) throw new Error(`the server printed no set-up link: ${logOf(data)}`);
  return link() ?? '';
}
