import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Fields } from './conflict.ts';
import type { RegisterDefinition, RegisterItem } from './definition.ts';
import { NewRecordForm } from './NewRecordForm.tsx';
import { type Screen, show } from './screen.test-support.tsx';

vi.mock('../programmes/use-programme.ts', () => ({ useProgramme: () => ({ id: 'p1' }) }));

let screen: Screen;
afterEach(() => screen.leave());

const definition: RegisterDefinition<RegisterItem> = {
  name: 'risks',
  fields: [
    { name: 'title', type: 'line', max: 300, required: true },
    { name: 'kind', type: 'choice', values: 'riskKind', options: ['threat', 'opportunity'], nullable: false, required: true },
    { name: 'summary', type: 'prose', max: 4000 },
  ],
  columns: [],
  filters: [],
  second: () => null,
  sections: [],
};

function Form({ onCreated }: { readonly onCreated: (item: RegisterItem) => void }) {
  const [draft, setDraft] = useState<Fields>({});
  return <NewRecordForm definition={definition} draft={draft} onDraft={setDraft} onCreated={onCreated} onClose={() => undefined} />;
}

const title = () => screen.find<HTMLInputElement>('input[id$=title]');

test('sends what was filled in, with the choices that had to be made', async () => {
  const sent: unknown[] = [];
  const created = vi.fn();
  screen = await show(<Form onCreated={created} />, (_path, body) => {
    sent.push(body);
    return Response.json({ id: 'x', ref: 'RSK-9' }, { status: 201 });
  });
  await screen.type(title(), 'Sanctions');
  await screen.click(screen.button('Add'));
  expect(sent).toEqual([{ title: 'Sanctions', kind: 'threat' }]);
  expect(created.mock.calls).toEqual([[{ id: 'x', ref: 'RSK-9' }]]);
});

test('asks nothing of the server while a required field is empty, and leads to it', async () => {
  const answer = vi.fn(() => Response.json([]));
  screen = await show(<Form onCreated={vi.fn()} />, answer);
  await screen.click(screen.button('Add'));
  expect(answer).not.toHaveBeenCalled();
  expect(title().getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(title());
});

test('keeps every word when the server refuses, and shows the problem at its field', async () => {
  const refusal = {
    code: 'invalid',
    status: 422,
    title: 'Some values are wrong.',
    fields: [{ path: 'summary', rule: 'too-long', limit: 4000 }],
  };
  screen = await show(<Form onCreated={vi.fn()} />, () => Response.json(refusal, { status: 422 }));
  await screen.type(title(), 'Sanctions');
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'Much too long');
  await screen.click(screen.button('Add'));
  expect(title().value).toBe('Sanctions');
  const summary = screen.find<HTMLTextAreaElement>('textarea');
  expect(summary.value).toBe('Much too long');
  expect(screen.find(`[id="${summary.getAttribute('aria-describedby')}"]`).textContent).toBe('At most 4000 characters.');
  expect(screen.find('[role=alert]').textContent).toContain('Some values are wrong.');
});
