import { ID_PATTERN } from '@concordance/shared/ids';
import { beforeEach, expect, test } from 'vitest';
import { sendOnce } from './send-once.ts';

/** Sends without ever getting an answer, and tells under which key. */
async function lost(draft: object, name = 'a place'): Promise<string> {
  let sent = '';
  const sending = sendOnce(sessionStorage, name, draft, ({ key }) => {
    sent = key;
    return Promise.reject(new Error('no answer'));
  });
  await expect(sending).rejects.toThrow('no answer');
  return sent;
}

beforeEach(() => sessionStorage.clear());

test('what is sent again has the key it had, and one that the server takes', async () => {
  const key = await lost({ text: 'Yes' });
  expect(key).toMatch(ID_PATTERN);
  expect(await lost({ text: 'Yes' })).toBe(key);
});

test('other words, and words at another place, have another', async () => {
  const keys = [await lost({ text: 'Yes' }), await lost({ text: 'Yes' }, 'another place'), await lost({ text: 'Yes!' })];
  expect(new Set(keys).size).toBe(3);
});

test('what is said once more after it was answered is another remark', async () => {
  const key = await lost({ text: 'Yes' });
  expect(await sendOnce(sessionStorage, 'a place', { text: 'Yes' }, async (draft) => draft.key)).toBe(key);
  expect(await lost({ text: 'Yes' })).not.toBe(key);
});

test('what somebody else has written into the storage harms nothing', async () => {
  sessionStorage.setItem('concordance-sending-a place', '{"key":');
  expect(await lost({ text: 'Yes' })).toMatch(ID_PATTERN);
});
