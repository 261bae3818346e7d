import { afterEach, expect, test, vi } from 'vitest';
import { BulkBar } from './BulkBar.tsx';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import { type Screen, show } from './screen.test-support.tsx';
import type { Selection } from './use-selection.ts';

vi.mock('../programmes/use-programme.ts', () => ({ useProgramme: () => ({ id: 'p1' }) }));

let screen: Screen;
afterEach(() => screen.leave());

const definition: RegisterDefinition<RegisterItem> = {
  name: 'evidence',
  fields: [],
  columns: [],
  filters: [],
  second: () => null,
  sections: [],
};
const record = { id: 'e1', ref: 'EVD-1', version: 1, archivedAt: null } as unknown as RegisterItem;
const selection = {
  rows: new Map([[record.id, record]]),
  clear: () => undefined,
  drop: () => undefined,
} as unknown as Selection<RegisterItem>;

test('archiving asks first, and names the places of what refuses', async () => {
  const sent: string[] = [];
  const refusal = { code: 'in-use', title: 'Something still rests on this record.', places: ['REC-4, § 2'] };
  screen = await show(<BulkBar definition={definition} selection={selection} total={1} onSelectAll={() => undefined} />, (path) => {
    sent.push(path);
    return Response.json(refusal, { status: 409 });
  });
  await screen.click(screen.button('Archive'));
  expect(sent).toEqual([]);
  expect(screen.place.textContent).toContain('1 selected: they leave the lists and can be restored');
  await screen.click(screen.button('Archive'));
  await vi.waitFor(() => expect(screen.place.textContent).toContain('EVD-1 Something still rests on this record.REC-4, § 2'));
});
