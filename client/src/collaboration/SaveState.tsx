import './collaboration.css';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveState as State } from './contract.ts';

/** The save state in an icon and words. `onRetry` adds a button where trying again makes sense. */
export function SaveState({ state, onRetry }: { readonly state: State; readonly onRetry?: () => void }) {
  const { t } = useTranslation('collaboration');
  const words = wordsOf(state, t);
  const spoken = useSpoken(state, words);
  return (
    <span className={`save-state is-${state.kind}`} data-save-state={state.kind}>
      <SaveGlyph kind={state.kind} />
      <span>{words}</span>
      {onRetry && (state.kind === 'offline' || state.kind === 'not-saving') && (
        <button type="button" className="save-retry" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
      <span className="save-spoken" role="status" aria-live="polite">
        {spoken}
      </span>
    </span>
  );
}

export function wordsOf(state: State, t: TFunction<'collaboration'>): string {
  switch (state.kind) {
    case 'loading':
      return t('loading');
    case 'saved':
      return t('saved');
    case 'saving':
      return t('saving');
    case 'offline': {
      if (state.changes === 0) return t('offline');
      return state.kept ? t('offlineKept', { count: state.changes }) : t('offlineNotKept', { count: state.changes });
    }
    case 'not-saving':
      return t('notSaving', { why: t(`why.${state.why}`) });
    case 'read-only':
      return state.changes > 0 ? t('readOnlyUnsent', { count: state.changes }) : t('readOnly');
    case 'ended':
      return t(`ended.${state.why}`);
  }
}

/** Saving and saved take turns all day; only what changes a reader's plans is read aloud, and that it is over. */
function useSpoken(state: State, words: string): string {
  const [spoken, setSpoken] = useState('');
  const calm = state.kind === 'saved' || state.kind === 'saving' || state.kind === 'loading';
  const wasCalm = useRef(true);
  useEffect(() => {
    if (state.kind === 'saving' || state.kind === 'loading') return;
    if (!calm || !wasCalm.current) setSpoken(words);
    wasCalm.current = calm;
  }, [calm, state.kind, words]);
  return spoken;
}

const GLYPHS: Readonly<Record<State['kind'], string>> = {
  loading: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  saved: 'M3 8.5l3.2 3.2L13 4.8',
  saving: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  offline: 'M5.2 3.3A5.5 5.5 0 0 0 3.3 10.800M6.600 13.300a5.500 5.500 0 0 0 6.700-3.600M12.900 5.600A5.500 5.500 0 0 0 8.500 2.520',
  'not-saving': 'M8 2.500l6 11H2zM8 6.800v3M8 11.700v.1',
  'read-only': 'M4.500 7.500h7v5.500h-7zM5.800 7.500V5.300a2.200 2.200 0 0 1 4.400 0v2.200',
  ended: 'M5.300 2.200h5.400l3.100 3.100v5.400l-3.100 3.100H5.300l-3.100-3.100V5.300zM5.800 5.800l4.400 4.400M10.200 5.800l-4.400 4.400',
};

function SaveGlyph({ kind }: { readonly kind: State['kind'] }) {
  return (
    <svg className="save-glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={GLYPHS[kind]} />
    </svg>
  );
}
