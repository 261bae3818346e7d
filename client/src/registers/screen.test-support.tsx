import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';

// React asks for this before `act` may be used.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const files = import.meta.glob<Record<string, unknown>>('/src/{ui,registers}/locales/en.json', { eager: true, import: 'default' });
const ready = i18next.use(initReactI18next).init({
  lng: 'en',
  ns: ['common', 'registers'],
  defaultNS: 'common',
  resources: { en: { common: files['/src/ui/locales/en.json'] ?? {}, registers: files['/src/registers/locales/en.json'] ?? {} } },
  interpolation: { escapeValue: false },
});

/** A part of the page, drawn. */
export interface Screen {
  readonly place: HTMLElement;
  /** The first element that matches; a test without it has nothing to say. */
  readonly find: <Kind extends HTMLElement = HTMLElement>(selector: string) => Kind;
  readonly button: (words: string | RegExp) => HTMLButtonElement;
  readonly click: (element: HTMLElement) => Promise<void>;
  readonly type: (element: HTMLInputElement | HTMLTextAreaElement, words: string) => Promise<void>;
  readonly choose: (element: HTMLSelectElement, value: string) => Promise<void>;
  readonly press: (element: HTMLElement, key: string) => Promise<void>;
  readonly leave: () => void;
}

/** Draws a part of the page over a server made of one function; where none is given every answer is an empty list. */
export async function show(part: ReactNode, answer: (path: string, body: unknown) => Response = () => Response.json([])): Promise<Screen> {
  await ready;
  const before = globalThis.fetch;
  globalThis.fetch = async (input, options) => answer(String(input), options?.body ? JSON.parse(String(options.body)) : undefined);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const doing = (deed: () => void) => act(async () => deed());
  await doing(() =>
    root.render(
      <MantineProvider env="test" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={cache}>{part}</QueryClientProvider>
      </MantineProvider>,
    ),
  );
  const find = <Kind extends HTMLElement = HTMLElement>(selector: string): Kind => {
    const found = document.querySelector<Kind>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  return {
    place,
    find,
    button: (words) => {
      const named = (each: HTMLButtonElement) => each.getAttribute('aria-label') ?? each.textContent ?? '';
      const found = [...document.querySelectorAll('button')].find((each) =>
        typeof words === 'string' ? named(each) === words : words.test(named(each)),
      );
      if (!found) throw new Error(`no button ${String(words)}`);
      return found;
    },
    click: (element) => doing(() => element.click()),
    type: (element, words) =>
      doing(() => {
        // React listens to the element's own setter, so the prototype's is called as the browser does.
        const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set;
        setter?.call(element, words);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    choose: (element, value) =>
      doing(() => {
        element.value = value;
        element.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    press: (element, key) => doing(() => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))),
    leave: () => {
      act(() => root.unmount());
      place.remove();
      globalThis.fetch = before;
    },
  };
}
