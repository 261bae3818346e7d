import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Peer, SaveState as State } from './contract.ts';
import { initials, Presence } from './Presence.tsx';
import { SaveState } from './SaveState.tsx';

const files = import.meta.glob<Record<string, unknown>>('./locales/*.json', { eager: true, import: 'default' });
const words = i18next.createInstance();
beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  await words.use(initReactI18next).init({
    lng: 'en',
    resources: Object.fromEntries(
      ['en', 'ru', 'kk'].map((language) => [language, { collaboration: files[`./locales/${language}.json`] ?? {} }]),
    ),
  });
});

let end = () => {};
afterEach(() => act(() => end()));
function drawn(element: React.ReactElement): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  end = () => {
    root.unmount();
    place.remove();
  };
  act(() =>
    root.render(
      <MantineProvider>
        <I18nextProvider i18n={words}>{element}</I18nextProvider>
      </MantineProvider>,
    ),
  );
  return place;
}

const peer = (name: string, more: Partial<Peer> = {}): Peer => ({ id: name, name, colour: '#A3305F', viewer: false, me: false, ...more });

describe('the people here', () => {
  it('are initials, a full name for those who cannot see, and a number for the rest', () => {
    const place = drawn(
      <Presence
        peers={[peer('Әсел Нұрғалиқызы', { me: true }), peer('Madina', { viewer: true }), peer('C'), peer('D'), peer('E'), peer('F')]}
      />,
    );
    expect([...place.querySelectorAll('[role=img]')].map((face) => [face.textContent, face.getAttribute('aria-label')])).toEqual([
      ['ӘН', 'Әсел Нұрғалиқызы (you)'],
      ['M', 'Madina, reading'],
      ['C', 'C'],
      ['D', 'D'],
      ['+2', 'E; F'],
    ]);
  });
  it.each([
    ['Madina Ospanova', 'MO'],
    ['ән', 'Ә'],
    ['  a  b  c ', 'AC'],
    ['', '?'],
  ])('initials of %j are %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe('the words of the save state', () => {
  const said = async (state: State, language: string) => {
    await act(() => words.changeLanguage(language));
    return drawn(<SaveState state={state} />).querySelector('.save-state > span')?.textContent;
  };
  it.each([
    ['en', 'Offline, 12 edits kept on this device'],
    ['ru', 'Нет связи, 12 правок хранятся на этом устройстве'],
    ['kk', 'Байланыс жоқ, 12 түзету осы құрылғыда сақтаулы'],
  ])('in %s', async (language, text) => {
    expect(await said({ kind: 'offline', changes: 12, kept: true }, language)).toBe(text);
  });
  it('a device that keeps nothing is told', async () => {
    expect(await said({ kind: 'offline', changes: 1, kept: false }, 'en')).toBe(
      'Offline, 1 edit in this window only: offline edits are not kept on this device',
    );
  });
  it('trouble says why', async () => {
    expect(await said({ kind: 'not-saving', changes: 3, kept: true, why: 'full' }, 'en')).toBe(
      'Not saved: the text has reached its size limit',
    );
  });
});
