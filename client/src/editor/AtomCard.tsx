import { LOCATOR_MAX, readCitation } from '@concordance/shared/editor/citation';
import { FOOTNOTE_MAX } from '@concordance/shared/editor/footnote';
import type { Editor } from '@tiptap/core';
import { NodeSelection, type Transaction } from '@tiptap/pm/state';
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { changeAtom, EDIT_ATOM, leaveAtom, removeSelectedAtom } from './commands.ts';
import type { EditorProps } from './contract.ts';
import { useFloating } from './floating.ts';
import { isRemote } from './remote.ts';
import { Sign } from './Sign.tsx';
import { useEditorSelector } from './use-editor-selector.ts';

interface Selected {
  readonly type: 'citation' | 'footnote';
  readonly pos: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

function selectedAtom(editor: Editor): Selected | null {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return null;
  const { name } = selection.node.type;
  return name === 'citation' || name === 'footnote' ? { type: name, pos: selection.from, attributes: selection.node.attrs } : null;
}

function sameSelected(one: Selected | null, other: Selected | null): boolean {
  return one?.pos === other?.pos && one?.attributes === other?.attributes;
}

interface CardProps extends Pick<EditorProps, 'lookup' | 'onOpenRecord'> {
  readonly editor: Editor;
}

/** What the selected citation or footnote is, and, for those who write, its field. */
export function AtomCard(props: CardProps) {
  const { editor } = props;
  const selected = useEditorSelector(editor, selectedAtom, sameSelected);
  const fresh = useFreshAtom(editor);
  if (!selected) return null;
  return createPortal(
    // Not known by its place: that moves with what others write above while somebody types here.
    <OpenCard
      key={`${selected.type} ${JSON.stringify(selected.attributes)}`}
      {...props}
      selected={selected}
      focusField={fresh === selected.pos}
    />,
    document.body,
  );
}

function OpenCard(props: CardProps & { readonly selected: Selected; readonly focusField: boolean }) {
  const { editor, selected } = props;
  const [dismissed, setDismissed] = useState(false);
  if (dismissed) return null;
  const close = () => {
    setDismissed(true);
    if (editor.isEditable) leaveAtom(editor);
    else editor.view.focus();
  };
  return selected.type === 'citation' ? <CitationCard {...props} onClose={close} /> : <FootnoteCard {...props} onClose={close} />;
}

/** The place of a citation or note that was inserted just now, or on which Enter was pressed: its field gets the focus. */
function useFreshAtom(editor: Editor): number | null {
  const [fresh, setFresh] = useState<number | null>(null);
  useEffect(() => {
    const look = ({ transaction }: { transaction: Transaction }) => {
      if (transaction.getMeta(EDIT_ATOM)) setFresh(editor.state.selection.from);
      else if (transaction.selectionSet && !isRemote(transaction)) setFresh(null);
    };
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor]);
  return fresh;
}

interface AtomProps extends CardProps {
  readonly selected: Selected;
  readonly focusField: boolean;
  readonly onClose: () => void;
}

function CitationCard({ editor, selected, lookup, onOpenRecord, focusField, onClose }: AtomProps) {
  const { t } = useTranslation('editor');
  const box = useAtomBox(editor, selected.pos);
  const citation = readCitation(selected.attributes);
  if (!citation) return null;
  const record = lookup(citation.record);
  return (
    <div className="editor-card" ref={box} role="dialog" aria-label={t('citation')} onKeyDown={(event) => onEscape(event, onClose)}>
      <div className="editor-card-item">
        <Sign kind={citation.kind} />
        <span className={`editor-ref is-${citation.kind}`}>{record?.ref ?? '?'}</span>
        {record && record.state !== 'active' && <span className="editor-card-state">{t(`state.${record.state}`)}</span>}
        <span className="editor-card-title">{record?.title ?? t('missing')}</span>
        {record?.detail && <span className="editor-card-detail">{record.detail}</span>}
      </div>
      {editor.isEditable ? (
        <AtomField
          label={t('locator')}
          placeholder={t('locatorHint')}
          value={citation.locator}
          max={LOCATOR_MAX}
          focus={focusField}
          onSave={(locator) => changeAtom(editor, selected, { locator })}
          onDone={() => leaveAtom(editor)}
        />
      ) : (
        citation.locator && <p className="editor-card-detail">{citation.locator}</p>
      )}
      <div className="editor-card-acts">
        {record && (
          <button type="button" onClick={() => onOpenRecord(citation.record)}>
            {t('open')}
          </button>
        )}
        {editor.isEditable && (
          <button type="button" onClick={() => removeSelectedAtom(editor)}>
            {t('remove')}
          </button>
        )}
      </div>
    </div>
  );
}

function FootnoteCard({ editor, selected, focusField, onClose }: AtomProps) {
  const { t } = useTranslation('editor');
  const box = useAtomBox(editor, selected.pos);
  const text = String(selected.attributes['text'] ?? '');
  return (
    <div className="editor-card" ref={box} role="dialog" aria-label={t('footnote')} onKeyDown={(event) => onEscape(event, onClose)}>
      {editor.isEditable ? (
        <AtomField
          label={t('footnote')}
          placeholder={t('footnoteHint')}
          value={text}
          max={FOOTNOTE_MAX}
          focus={focusField}
          long
          onSave={(next) => changeAtom(editor, selected, { text: next })}
          onDone={() => leaveAtom(editor)}
        />
      ) : (
        <p className="editor-card-note">{text}</p>
      )}
      {editor.isEditable && (
        <div className="editor-card-acts">
          <button type="button" onClick={() => removeSelectedAtom(editor)}>
            {t('remove')}
          </button>
        </div>
      )}
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly max: number;
  readonly focus: boolean;
  readonly long?: boolean;
  readonly onSave: (value: string) => void;
  readonly onDone: () => void;
}

/** Written into the document when it is left or Enter is pressed: one change, not one per letter. */
function AtomField({ label, placeholder, value, max, focus, long, onSave, onDone }: FieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const latest = useRef({ typed, value, onSave });
  latest.current = { typed, value, onSave };
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const save = () => {
    const text = latest.current.typed.replace(/\s+/gu, ' ').trim();
    if (text !== latest.current.value) latest.current.onSave(text);
  };
  const shared = {
    value: typed,
    maxLength: max,
    placeholder,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setTyped(event.target.value),
    onBlur: save,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      save();
      onDone();
    },
  };
  return (
    <div className="editor-field">
      <label htmlFor={id}>{label}</label>
      {long ? <textarea id={id} ref={field} rows={3} {...shared} /> : <input id={id} ref={field} {...shared} />}
    </div>
  );
}

function useAtomBox(editor: Editor, pos: number) {
  return useFloating(() => {
    const node = editor.isDestroyed ? null : editor.view.nodeDOM(pos);
    return node instanceof Element ? node.getBoundingClientRect() : null;
  }, 'below');
}

function onEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  close();
}
