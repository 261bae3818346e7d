import { afterEach, expect, it, vi } from 'vitest';
import { EditableLine } from './EditableLine.tsx';
import { type Screen, show } from './screen.test-support.tsx';

let screen: Screen;
afterEach(() => screen.leave());

const line = (value: string, onSave = vi.fn(), readOnly = false) => (
  <EditableLine
    label="Title"
    value={value}
    maxLength={300}
    required
    readOnly={readOnly}
    placeholder="Title"
    className={undefined}
    onBegin={() => undefined}
    onSave={onSave}
  />
);

it('writes with Enter, on one line', async () => {
  const save = vi.fn();
  screen = await show(line('Open the market', save));
  await screen.click('Open the market');
  await screen.type(screen.control('Title'), 'Open  the union\nmarket ');
  await screen.press('Enter', screen.control('Title'));
  expect(save.mock.calls).toEqual([['Open the union market']]);
});

it('forgets with Esc', async () => {
  const save = vi.fn();
  screen = await show(line('Open the market', save));
  await screen.click('Open the market');
  await screen.type(screen.control('Title'), 'Something else');
  await screen.press('Escape', screen.control('Title'));
  expect(save).not.toHaveBeenCalled();
  expect(screen.text()).toContain('Open the market');
});

it('never writes an empty title', async () => {
  const save = vi.fn();
  screen = await show(line('Open the market', save));
  await screen.click('Open the market');
  await screen.type(screen.control('Title'), '  ');
  await screen.press('Enter', screen.control('Title'));
  expect(save).not.toHaveBeenCalled();
});

it('is plain words for those who read', async () => {
  screen = await show(line('Open the market', vi.fn(), true));
  expect(document.querySelector('button, textarea')).toBeNull();
});
