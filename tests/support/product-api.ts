import { PASSWORD } from './product.ts';

/** Somebody signed in to a product over its API. */
export interface SignedIn {
  readonly cookie: string;
  /** Posts what must succeed below `/api/`, and returns the body. */
  post<Body>(path: string, body: object): Promise<Body>;
  get<Body>(path: string): Promise<Body>;
}

export interface MadeText {
  readonly id: string;
  readonly documentId: string;
  readonly ref: string;
}

/** Signs in at a product that runs with the sample programme. */
export async function signInTo(url: string, email: string): Promise<SignedIn> {
  let cookie = '';
  async function ask<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: { origin: url, cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    cookie ||= (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    return (await response.json()) as Body;
  }
  await ask('POST', 'session', { email, password: PASSWORD });
  return { cookie, post: (path, body) => ask('POST', path, body), get: (path) => ask('GET', path) };
}

/** Makes so many recommendations, each with its empty text, in the one programme of this person. */
export async function makeTexts(
  who: SignedIn,
  count: number,
): Promise<{ readonly programmeId: string; readonly texts: readonly MadeText[] }> {
  const [programme] = await who.get<{ id: string }[]>('programmes');
  if (programme === undefined) throw new Error('no programme');
  const texts: MadeText[] = [];
  for (let index = 0; index < count; index++) {
    texts.push(await who.post<MadeText>(`programmes/${programme.id}/recommendations`, { title: `Text ${index}` }));
  }
  return { programmeId: programme.id, texts };
}
