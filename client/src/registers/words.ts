import { useTranslation } from 'react-i18next';
import type { RegisterName } from './definition.ts';
import { KAZAKH_LANGUAGE_NAMES } from './language-codes.ts';

/** The words of the registers in the reader's language. */
export interface Words {
  /** A label of a list of values: `word('horizon', 'short')`; a dash for nothing. */
  readonly word: (list: string, value: unknown) => string;
  /** The label of a field of this register. */
  readonly field: (register: RegisterName, name: string) => string;
  readonly language: (code: string) => string;
}

function languageName(code: string, language: string): string {
  // Chromium has no words of Kazakh and would name languages by their codes.
  if (language === 'kk' && KAZAKH_LANGUAGE_NAMES[code]) return KAZAKH_LANGUAGE_NAMES[code];
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch (error) {
    // A code that is well-formed for us may be unknown to the browser.
    if (error instanceof RangeError) return code;
    throw error;
  }
}

export function useWords(): Words {
  const { t, i18n } = useTranslation('registers');
  return {
    word: (list, value) =>
      value === null || value === undefined || value === '' ? '—' : t(`values.${list}.${String(value)}`, { defaultValue: String(value) }),
    field: (register, name) => t([`fields.${register}.${name}`, `fields.all.${name}`]),
    language: (code) => languageName(code, i18n.language),
  };
}
