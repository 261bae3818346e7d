import type { Translation } from '@concordance/shared/recommendations/translations';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleRecommendation } from '../sample-records.ts';
import { type Asked, type Screen, show } from '../screen.test-support.tsx';
import { languagesShown, TranslationsFact } from './TranslationsFact.tsx';

let screen: Screen | undefined;
afterEach(() => {
  screen?.leave();
  screen = undefined;
});

const ENGLISH = { title: 'Share the river', statement: 'Agree on its water.' };
const made = (over: Partial<Translation> = {}): Translation => ({
  language: 'ru',
  title: 'Делить реку',
  statement: 'Договориться о её воде.',
  madeFrom: '',
  original: ENGLISH,
  behind: false,
  by: { id: 'u1', name: 'Madina Ospanova' },
  at: '2020-09-12T14:00:00.000Z',
  ...over,
});
const record = (...translations: Translation[]) => sampleRecommendation({ ...ENGLISH, translations });
const KAZAKH = /^In other languages, Қазақша: /;

const draw = async (one = record(made()), answer: (asked: Asked) => unknown = () => one, readOnly = false) => {
  screen = await show(
    <TranslationsFact programmeId="p" record={one} languages={languagesShown(one, ['ru', 'kk'], readOnly)} readOnly={readOnly} />,
    answer,
  );
  return screen;
};
const puts = () => screen?.asked.filter((one) => one.method === 'PUT').map(({ path, body }) => [path.split('/').at(-1), body]);
const stale = (current: unknown) => Response.json({ code: 'stale-version', status: 409, title: 'Stale', current }, { status: 409 });

describe('a recommendation in other languages', () => {
  it('is written where it stands, with the version that was seen', async () => {
    const { click, type, control, press } = await draw();
    await click(KAZAKH);
    await type(control(/^Title/), 'Өзенді бөлісу');
    await press('Enter', control(/^Title/));
    expect(puts()).toEqual([['kk', { version: 1, title: 'Өзенді бөлісу', statement: '' }]]);
  });

  it('is sent nowhere when nothing was changed', async () => {
    const { click } = await draw();
    await click(/Русский: /);
    await click('Done');
    expect(puts()).toEqual([]);
  });

  it('that is behind says so and is pinned anew with one press', async () => {
    const { text, click } = await draw(record(made({ behind: true, original: { ...ENGLISH, title: 'Share the water' } })));
    expect(text()).toContain('Made from an older wording');
    await click('Still right');
    expect(puts()).toEqual([['ru', { version: 1, title: 'Делить реку', statement: 'Договориться о её воде.' }]]);
  });

  it('is not said to be made from an original that was changed meanwhile; the words are kept', async () => {
    const moved = { ...record(made()), version: 2, statement: 'Agree on all its water.' };
    const { click, type, control, text } = await draw(record(made()), ({ method }) => (method === 'PUT' ? stale(moved) : moved));
    await click(KAZAKH);
    await type(control(/^Title/), 'Өзенді бөлісу');
    await click('Done');
    expect(puts()).toHaveLength(1);
    expect(text()).toContain('Your words are kept');
    await click(KAZAKH);
    expect((control(/^Title/) as HTMLTextAreaElement).value).toBe('Өзенді бөлісу');
  });

  it('is sent again where others changed something else', async () => {
    const moved = { ...record(made()), version: 2, priority: 'high' };
    let first = true;
    const { click, type, control } = await draw(record(made()), ({ method }) => {
      if (method !== 'PUT' || !first) return moved;
      first = false;
      return stale(moved);
    });
    await click(KAZAKH);
    await type(control(/^Title/), 'Өзенді бөлісу');
    await click('Done');
    expect(puts()?.map(([, body]) => (body as { version: number }).version)).toEqual([1, 2]);
  });

  it('waits for a title where only the statement was written', async () => {
    const { click, type, control, text } = await draw();
    await click(KAZAKH);
    await type(control(/^Statement/), 'Суы туралы келісу.');
    await click('Done');
    expect([puts(), text()]).toEqual([[], expect.stringContaining('A title is missing')]);
  });

  it('shows readers what there is and not what could be', () => {
    expect(languagesShown(record(made()), ['ru', 'kk'], true)).toEqual(['ru']);
    expect(languagesShown(record(made({ language: 'kk' })), ['ru'], false)).toEqual(['ru', 'kk']);
  });
});
