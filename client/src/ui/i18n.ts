import { INTERFACE_LANGUAGES } from '@concordance/shared/identity/schema';
import i18next, { type BackendModule, type i18n, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { withEveryPlural } from './plural-words.ts';

export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** The words of each feature, fetched one language and one feature at a time. */
const files = import.meta.glob<Record<string, unknown>>('/src/*/locales/*.json', { import: 'default' });

/** A namespace is a feature's folder; `common` is the words of `ui` and of the frame. */
function pathOf(namespace: string, language: string): string {
  return `/src/${namespace === 'common' ? 'ui' : namespace}/locales/${language}.json`;
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, namespace: string, done: ReadCallback) => {
    const load = files[pathOf(namespace, language)];
    if (!load) return done(new Error(`no words: ${namespace} in ${language}`), false);
    load().then(
      (words) => done(null, (language === 'kk' ? withEveryPlural(words) : words) as never),
      (error: unknown) => done(error as Error, true),
    );
  },
};

export function isInterfaceLanguage(value: string | null): value is InterfaceLanguage {
  return (INTERFACE_LANGUAGES as readonly (string | null)[]).includes(value);
}

/** The language chosen last on this device, else the browser's, else English. */
function firstLanguage(): InterfaceLanguage {
  const chosen = localStorage.getItem('concordance-language');
  if (isInterfaceLanguage(chosen)) return chosen;
  const offered = navigator.languages.map((each) => each.slice(0, 2)).find((each) => isInterfaceLanguage(each));
  return (offered as InterfaceLanguage | undefined) ?? 'en';
}

/** Starts the translations; resolves when the frame's own words are there. */
export async function startTranslations(): Promise<i18n> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.documentElement.lang = i18next.language;
  return i18next;
}

/** Switches the interface, the page's `lang` and this device's memory of it. */
export async function switchLanguage(language: InterfaceLanguage): Promise<void> {
  localStorage.setItem('concordance-language', language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
