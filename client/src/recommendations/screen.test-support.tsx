import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';

// React asks for this before `act` may be used.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const files = import.meta.glob<Record<string, unknown>>('/src/{ui,recommendations}/locales/en.json', { eager: true, import: 'default' });
const resources = { common: files['/src/ui/locales/en.json'] ?? {}, recommendations: files['/src/recommendations/locales/en.json'] ?? {} };

const ready = i18next.use(initReactI18next).init({
  lng: 'en',
  ns: ['common', 'recommendations'],
  defaultNS: 'common',
  resources: { en: resources },
  interpolation: { escapeValue: false },
});

/** A request that a screen under test made. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Screen {
  readonly asked: readonly Asked[];
  readonly cache: QueryClient;
  readonly text: () => string;
  /** The first control with this accessible name: its label, or its words. */
  readonly control: (name: string | RegExp) => HTMLElement;
  readonly click: (name: string | RegExp) => Promise<void>;
  readonly type: (element: HTMLElement, words: string) => Promise<void>;
  readonly press: (key: string, element?: Element | null) => Promise<void>;
  readonly leave: () => void;
}

const nameOf = (element: Element) => element.getAttribute('aria-label') ?? (element.closest('label') ?? element).textContent ?? '';

/** Draws a part of the page over a server made of one function; an answer of `undefined` is 204. */
export async function show(part: ReactNode, answer: (asked: Asked) => unknown = () => []): Promise<Screen> {
  await ready;
  const asked: Asked[] = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (input, options) => {
    const one = {
      method: options?.method ?? 'GET',
      path: String(input),
      body: options?.body ? (JSON.parse(String(options.body)) as unknown) : undefined,
    };
    asked.push(one);
    const body = answer(one);
    if (body instanceof Response) return body;
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body);
  };
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const settle = () =>
    act(async () => {
      await new Promise((done) => setTimeout(done, 0));
    });
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={cache}>{part}</QueryClientProvider>
      </MantineProvider>,
    ),
  );
  await settle();
  const control = (name: string | RegExp) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, input, textarea, a')];
    const found = all.find((element) => (typeof name === 'string' ? nameOf(element).trim() === name : name.test(nameOf(element))));
    if (!found) throw new Error(`nothing is called ${String(name)} among: ${all.map(nameOf).join(' | ')}`);
    return found;
  };
  return {
    asked,
    cache,
    control,
    text: () => document.body.textContent ?? '',
    click: async (name) => {
      act(() => control(name).click());
      await settle();
    },
    type: async (element, typed) => {
      // React listens to the native setter, not to its own property on the element.
      const kind = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      act(() => {
        Object.getOwnPropertyDescriptor(kind, 'value')?.set?.call(element, typed);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await settle();
    },
    press: async (key, element = document.activeElement) => {
      act(() => {
        element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
      await settle();
    },
    leave: () => {
      act(() => root.unmount());
      place.remove();
      globalThis.fetch = before;
    },
  };
}
