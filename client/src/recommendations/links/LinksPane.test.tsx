import { afterEach, expect, it, vi } from 'vitest';
import { sampleLink } from '../sample-records.ts';
import { type Asked, type Screen, show } from '../screen.test-support.tsx';
import { LinksPane } from './LinksPane.tsx';
import { useLinks } from './use-links.ts';

let screen: Screen;
afterEach(() => screen.leave());

const LINKS = [
  sampleLink({ kind: 'treats', ref: 'RSK-5', residual: [3, 3] }),
  sampleLink({ kind: 'rests', ref: 'EVD-12', stance: 'opposes', locator: 'p. 14' }),
  sampleLink({ kind: 'cites', ref: 'EVD-14', locator: 'p. 12' }),
];

function Pane({ editable }: { readonly editable: boolean }) {
  const links = useLinks('p', 'REC-7');
  return <LinksPane programmeId="p" links={links} editable={editable} onOpen={() => undefined} />;
}

const server = ({ method, path, body }: Asked) => {
  if (method === 'DELETE') return undefined;
  if (method === 'POST') return { ...sampleLink({ kind: 'rests', ref: 'EVD-14' }), ...(body as object) };
  return path.endsWith('/links') ? LINKS : [];
};

it('says what is treated, what opposes and what is only cited', async () => {
  screen = await show(<Pane editable={false} />, server);
  expect(screen.text()).toContain('Likelihood 5 → 3');
  expect(screen.text()).toContain('Opposes');
  expect(screen.text()).toContain('Cited in the text');
  expect(screen.text()).toContain('No trend yet.');
});

it('offers nothing to change to those who only read', async () => {
  screen = await show(<Pane editable={false} />, server);
  expect(screen.text()).not.toContain('Unlink');
  expect(() => screen.control('Link a trend')).toThrow();
});

it('makes a citation a link in one step, locator included', async () => {
  screen = await show(<Pane editable />, server);
  await screen.click('Link EVD-14');
  expect(screen.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { kind: 'rests', targetId: 'EVD-14', locator: 'p. 12' },
  ]);
});

it('puts an unlinked item back just as it was', async () => {
  screen = await show(<Pane editable />, server);
  await screen.click('Unlink EVD-12');
  await screen.click('Undo');
  expect(screen.asked.filter(({ method }) => method !== 'GET').map(({ method, body }) => ({ method, body }))).toEqual([
    { method: 'DELETE', body: undefined },
    { method: 'POST', body: { kind: 'rests', targetId: 'EVD-12', note: '', stance: 'opposes', locator: 'p. 14' } },
  ]);
});

it('does not offer an item that is already linked', async () => {
  screen = await show(<Pane editable />, (asked) =>
    asked.path.includes('/find')
      ? [{ kind: 'risk', id: 'RSK-5', ref: 'RSK-5', title: 'Barriers', detail: '', state: 'active' }]
      : server(asked),
  );
  await screen.click('Link a risk');
  // What is found comes after the box has opened.
  await vi.waitFor(() => expect(document.querySelector('[role="option"]')?.textContent).toContain('already linked'));
  expect(document.querySelector('[role="option"]')?.getAttribute('aria-disabled')).toBe('true');
  await screen.press('Enter', screen.control('Find a risk'));
  expect(screen.asked.some(({ method }) => method === 'POST')).toBe(false);
});
