import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/client.ts';
import type { FieldSpec, SaveFields } from './definition.ts';
import { EditableField } from './EditableField.tsx';
import { type Screen, show } from './screen.test-support.tsx';

let screen: Screen;
afterEach(() => screen.leave());

const title: FieldSpec = { name: 'title', type: 'line', max: 300, required: true };
const kind: FieldSpec = { name: 'kind', type: 'choice', values: 'riskKind', options: ['threat', 'opportunity'], nullable: false };
const field = (spec: FieldSpec, value: unknown, save: SaveFields, editable = true) => (
  <EditableField register="risks" field={spec} value={value} editable={editable} save={save} />
);
const saved: SaveFields = async () => ({ kind: 'saved' });

test('Enter saves the field, and only that field', async () => {
  const save = vi.fn(saved);
  screen = await show(field(title, 'Sanctions', save));
  await screen.click(screen.button(/Sanctions/));
  await screen.type(screen.find<HTMLInputElement>('input'), 'Sanctions on Russia');
  await screen.press(screen.find('input'), 'Enter');
  expect(save.mock.calls).toEqual([[{ title: 'Sanctions on Russia' }]]);
  expect(document.querySelector('input')).toBeNull();
});

/** A field whose record somebody else changes at the press of a button, as the event feed brings it. */
function Shared({ before, after }: { readonly before: SaveFields; readonly after: SaveFields }) {
  const [theirs, setTheirs] = useState<string | null>(null);
  return (
    <>
      {field(title, theirs ?? 'Sanctions', theirs === null ? before : after)}
      <button type="button" onClick={() => setTheirs('Decided by the lead')}>
        They save
      </button>
    </>
  );
}

test('what somebody else wrote while the field was open is not taken for what was read', async () => {
  const [before, after] = [vi.fn(saved), vi.fn(saved)];
  screen = await show(<Shared before={before} after={after} />);
  await screen.click(screen.button(/Sanctions/));
  await screen.click(screen.button('They save'));
  expect(screen.find<HTMLInputElement>('input').value).toBe('Sanctions');
  await screen.type(screen.find<HTMLInputElement>('input'), 'Sanctions on Russia');
  await screen.press(screen.find('input'), 'Enter');
  expect(before.mock.calls).toEqual([[{ title: 'Sanctions on Russia' }]]);
  expect(after).not.toHaveBeenCalled();
});

test('a field that was only looked into does not undo what somebody else wrote meanwhile', async () => {
  const save = vi.fn(saved);
  screen = await show(<Shared before={save} after={save} />);
  await screen.click(screen.button(/Sanctions/));
  await screen.click(screen.button('They save'));
  await screen.press(screen.find('input'), 'Enter');
  expect(save).not.toHaveBeenCalled();
  expect(screen.place.textContent).toContain('Decided by the lead');
});

test('Esc gives up and sends nothing', async () => {
  const save = vi.fn(saved);
  screen = await show(field(title, 'Sanctions', save));
  await screen.click(screen.button(/Sanctions/));
  await screen.type(screen.find<HTMLInputElement>('input'), 'Something else');
  await screen.press(screen.find('input'), 'Escape');
  expect(save).not.toHaveBeenCalled();
  expect(screen.place.textContent).toContain('Sanctions');
});

test('an unchanged value is not sent', async () => {
  const save = vi.fn(saved);
  screen = await show(field(title, 'Sanctions', save));
  await screen.click(screen.button(/Sanctions/));
  await screen.press(screen.find('input'), 'Enter');
  expect(save).not.toHaveBeenCalled();
});

test('a refused value stays in the field with the reason beside it', async () => {
  const problem = new ApiProblem('invalid', 422, {
    title: 'Some values are wrong.',
    fields: [{ path: 'changes.title', rule: 'required' }],
  });
  screen = await show(field(title, 'Sanctions', async () => ({ kind: 'failed', problem })));
  await screen.click(screen.button(/Sanctions/));
  await screen.type(screen.find<HTMLInputElement>('input'), ' ');
  await screen.press(screen.find('input'), 'Enter');
  const input = screen.find<HTMLInputElement>('input');
  expect(input.value).toBe(' ');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(screen.find('[role=alert]').textContent).toBe('Fill this in.');
  expect(input.getAttribute('aria-describedby')).toBe(screen.find('[role=alert]').id);
});

test('a choice is saved the moment it is made', async () => {
  const save = vi.fn(saved);
  screen = await show(field(kind, 'threat', save));
  await screen.click(screen.button(/Threat/));
  await screen.choose(screen.find<HTMLSelectElement>('select'), 'opportunity');
  expect(save.mock.calls).toEqual([[{ kind: 'opportunity' }]]);
});

test('an observer reads the value and finds nothing to press', async () => {
  screen = await show(field(title, 'Sanctions', saved, false));
  expect(screen.place.textContent).toContain('Sanctions');
  expect(document.querySelector('button')).toBeNull();
});

test('an observer is not shown an empty field', async () => {
  screen = await show(field(title, '', saved, false));
  expect(screen.place.textContent).toBe('');
});
