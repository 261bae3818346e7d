import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { type PlacedFootnote, placedFootnotes } from './block-reading.ts';
import { showPosition } from './handle.ts';
import { useEditorSelector } from './use-editor-selector.ts';

const sameNotes = (one: readonly PlacedFootnote[], other: readonly PlacedFootnote[]) =>
  one.length === other.length && one.every((note, place) => note.text === other[place]?.text);

/** The notes of the text at its end, numbered as they come; the number leads back to its sentence. */
export function Footnotes({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('editor');
  const notes = useEditorSelector(editor, (each) => placedFootnotes(each.state.doc), sameNotes);
  if (notes.length === 0) return null;
  const show = (number: number) => {
    // Typing has moved the notes since they were listed; their order is what holds.
    const note = placedFootnotes(editor.state.doc)[number - 1];
    if (note) showPosition(editor, note.pos, true);
  };
  return (
    <ol className="footnotes" aria-label={t('footnotes')}>
      {notes.map((note) => (
        <li key={note.number}>
          <button type="button" aria-label={t('toFootnote', { number: note.number })} onClick={() => show(note.number)}>
            {note.number}
          </button>
          <span>{note.text || t('emptyFootnote')}</span>
        </li>
      ))}
    </ol>
  );
}
