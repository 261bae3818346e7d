import { ID_BYTES, idFrom } from '@concordance/shared/new-id';

interface Kept {
  readonly key: string;
  /** What was sent under it. */
  readonly what: string;
}

/**
 * Sends something that must not be stored twice, with a key by which the server knows it again. The key stays the same while
 * the very same thing is sent again, after a page was loaded anew as well: the server may have it, and only the answer was
 * lost. Whatever was changed is sent under another key, and so is what is said a second time after it was answered.
 */
export async function sendOnce<Draft extends object, Answer>(
  storage: Storage,
  name: string,
  draft: Draft,
  send: (draft: Draft & { readonly key: string }) => Promise<Answer>,
): Promise<Answer> {
  const answer = await send({ ...draft, key: keyOf(storage, name, JSON.stringify(draft)) });
  storage.removeItem(placeOf(name));
  return answer;
}

function keyOf(storage: Storage, name: string, what: string): string {
  const kept = keptIn(storage, name);
  if (kept?.what === what) return kept.key;
  const key: string = idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  storage.setItem(placeOf(name), JSON.stringify({ key, what } satisfies Kept));
  return key;
}

const placeOf = (name: string) => `concordance-sending-${name}`;

function keptIn(storage: Storage, name: string): Kept | null {
  try {
    return JSON.parse(storage.getItem(placeOf(name)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
