import type { RecordId } from '@concordance/shared/ids';
import { afterEach, expect, test, vi } from 'vitest';
import { ConflictNotice } from './ConflictNotice.tsx';
import type { FieldSpec } from './definition.ts';
import { type Screen, show } from './screen.test-support.tsx';
import type { Saving } from './use-save.ts';

vi.mock('../programmes/use-programme.ts', () => ({ useProgramme: () => ({ id: 'p1' }) }));

let screen: Screen;
afterEach(() => screen.leave());

const fields: readonly FieldSpec[] = [
  { name: 'title', type: 'line', max: 300 },
  { name: 'likelihood', type: 'level', values: 'likelihood', options: [1, 2, 3, 4, 5] },
];
const current = {
  id: 'x' as RecordId,
  ref: 'RSK-4',
  version: 4,
  createdAt: '',
  updatedAt: '',
  updatedBy: 'u2',
  archivedAt: null,
  usedIn: 0,
  title: 'Theirs',
};
const saving = (settle: Saving<typeof current>['settle']): Saving<typeof current> => ({
  save: async () => ({ kind: 'saved' }),
  state: 'still',
  settle,
  conflict: {
    mine: { title: 'Mine', likelihood: 4 },
    current,
    conflicts: [
      { field: 'title', mine: 'Mine', theirs: 'Theirs' },
      { field: 'likelihood', mine: 4, theirs: null },
    ],
  },
});

test('both values of every field are shown, and the question has the focus', async () => {
  screen = await show(<ConflictNotice register="risks" fields={fields} saving={saving(vi.fn())} />);
  const words = screen.place.textContent;
  for (const said of ['RSK-4', 'Title', 'Mine', 'Theirs', 'Likelihood', '4 · Likely', 'Somebody else']) expect(words).toContain(said);
  expect(document.activeElement).toBe(screen.find('[role=alertdialog]'));
});

test('each field is settled by itself', async () => {
  const settle = vi.fn();
  screen = await show(<ConflictNotice register="risks" fields={fields} saving={saving(settle)} />);
  await screen.click(screen.button('Keep mine'));
  await screen.click(screen.button('Take theirs'));
  expect(settle.mock.calls).toEqual([
    ['title', 'mine'],
    ['title', 'theirs'],
  ]);
});

test('without a conflict there is nothing', async () => {
  screen = await show(<ConflictNotice register="risks" fields={fields} saving={{ ...saving(vi.fn()), conflict: null }} />);
  expect(screen.place.textContent).toBe('');
});
