import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeFind, findingIn, lookFor, MATCHES_MAX, stepMatch } from './find-in-text.ts';
import { useEditorSelector } from './use-editor-selector.ts';

interface FindProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

/** Find in this text: Enter and Shift+Enter step, Esc ends and selects what was found. */
export function FindBar({ editor, onClose }: FindProps) {
  const { t } = useTranslation('editor');
  const [query, setQuery] = useState(() => selectedWords(editor));
  const field = useRef<HTMLInputElement>(null);
  const count = useEditorSelector(editor, (each) => findingIn(each).matches.length);
  const current = useEditorSelector(editor, (each) => findingIn(each).current);
  useEffect(() => field.current?.select(), []);
  useEffect(() => lookFor(editor, query), [editor, query]);
  const close = () => {
    closeFind(editor);
    onClose();
  };
  return (
    <search
      className="find-bar"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
        if (event.key === 'Enter' && event.target === field.current) stepMatch(editor, event.shiftKey ? -1 : 1);
      }}
    >
      <input
        ref={field}
        value={query}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        onChange={(event) => setQuery(event.target.value)}
      />
      <span className="find-count" role="status">
        {query === ''
          ? ''
          : count === 0
            ? t('find.none')
            : t('find.count', { at: current + 1, count, more: count >= MATCHES_MAX ? '+' : '' })}
      </span>
      <button
        type="button"
        aria-label={t('find.previous')}
        title={t('find.previous')}
        disabled={count === 0}
        onClick={() => stepMatch(editor, -1)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.500 10L8 5.500l4.500 4.500" />
        </svg>
      </button>
      <button type="button" aria-label={t('find.next')} title={t('find.next')} disabled={count === 0} onClick={() => stepMatch(editor, 1)}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.500 6L8 10.500 12.500 6" />
        </svg>
      </button>
      <button type="button" aria-label={t('find.close')} title={t('find.close')} onClick={close}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 4l8 8M12 4l-8 8" />
        </svg>
      </button>
    </search>
  );
}

function selectedWords(editor: Editor): string {
  const { from, to, empty } = editor.state.selection;
  const words = empty ? '' : editor.state.doc.textBetween(from, Math.min(to, from + 100), ' ');
  return words.includes('\n') ? '' : words.trim();
}
