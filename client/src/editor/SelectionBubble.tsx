import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RemarkWish } from './contract.ts';
import { useFloating } from './floating.ts';
import { removeLink, setLink } from './links.ts';
import { useEditorSelector } from './use-editor-selector.ts';

/** A selection is offered its tools once it rests; while it is drawn with the mouse nothing is computed. */
const REST_MS = 180;

interface BubbleProps {
  readonly editor: Editor;
  /** The link field was asked for by its keys. */
  readonly linking: boolean;
  readonly onLinking: (linking: boolean) => void;
  /** Whether the text can be changed, and not only spoken about. */
  readonly editable: boolean;
  /** Says something about the selection; null where nothing can be said. */
  readonly onRemark: ((kind: RemarkWish['kind']) => void) | null;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function selectedRange(editor: Editor): Range | null {
  const { selection } = editor.state;
  if (selection.empty || selection instanceof NodeSelection || selection instanceof CellSelection || !(selection instanceof TextSelection))
    return null;
  return { from: selection.from, to: selection.to };
}

const sameRange = (one: Range | null, other: Range | null) => one?.from === other?.from && one?.to === other?.to;

/** Tools for the selected words: emphasis, link, heading. */
export function SelectionBubble({ editor, linking, onLinking, editable, onRemark }: BubbleProps) {
  const range = useEditorSelector(editor, selectedRange, sameRange);
  const focused = useEditorSelector(editor, (each) => each.isFocused || !each.isEditable);
  const rested = useRested(range);
  useEffect(() => {
    if (!range && !editor.isActive('link')) onLinking(false);
  }, [editor, range, onLinking]);
  if (linking)
    return createPortal(
      <LinkField
        editor={editor}
        onClose={() => {
          onLinking(false);
          editor.view.focus();
        }}
      />,
      document.body,
    );
  return range && rested && focused
    ? createPortal(<Tools editor={editor} editable={editable} onLink={() => onLinking(true)} onRemark={onRemark} />, document.body)
    : null;
}

function useRested(range: Range | null): boolean {
  const [rested, setRested] = useState<Range | null>(null);
  useEffect(() => {
    if (!range) return;
    const timer = setTimeout(() => setRested(range), REST_MS);
    return () => clearTimeout(timer);
  }, [range]);
  return range !== null && rested === range;
}

const MARKS = [
  ['bold', 'B', 'Ctrl+B'],
  ['italic', 'I', 'Ctrl+I'],
  ['underline', 'U', 'Ctrl+U'],
  ['strike', 'S', 'Ctrl+Shift+X'],
] as const;

interface ToolsProps extends Pick<BubbleProps, 'editor' | 'editable' | 'onRemark'> {
  readonly onLink: () => void;
}

function Tools({ editor, editable, onLink, onRemark }: ToolsProps) {
  const { t } = useTranslation('editor');
  const box = useFloating(() => selectionBox(editor), 'above');
  return (
    <div className="editor-bubble" ref={box} role="toolbar" aria-label={t('tools')}>
      {editable ? <Formats editor={editor} onLink={onLink} /> : null}
      {editable && onRemark ? <i /> : null}
      {onRemark ? <Remarks onRemark={onRemark} /> : null}
    </div>
  );
}

function Formats({ editor, onLink }: Pick<ToolsProps, 'editor' | 'onLink'>) {
  const { t } = useTranslation('editor');
  const [, redraw] = useState(0);
  const act = (run: () => void) => () => {
    run();
    redraw((count) => count + 1);
  };
  return (
    <>
      {MARKS.map(([mark, letter, keys]) => (
        <Tool
          key={mark}
          label={t(`mark.${mark}`)}
          keys={keys}
          pressed={editor.isActive(mark)}
          onPress={act(() => editor.chain().focus().toggleMark(mark).run())}
        >
          <span className={`is-${mark}`}>{letter}</span>
        </Tool>
      ))}
      <i />
      <Tool label={t('mark.link')} keys="Ctrl+K" pressed={editor.isActive('link')} onPress={onLink}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M6.500 9.500l3-3M7 4.500l1.200-1.200a3 3 0 0 1 4.300 4.300L11.300 8.800M9 11.500l-1.200 1.200a3 3 0 0 1-4.300-4.300L4.700 7.200" />
        </svg>
      </Tool>
      <i />
      {([1, 2, 3] as const).map((level) => (
        <Tool
          key={level}
          label={t(`block.heading${level}`)}
          keys={`Ctrl+Alt+${level}`}
          pressed={editor.isActive('heading', { level })}
          onPress={act(() => editor.chain().focus().toggleNode('heading', 'paragraph', { level }).run())}
        >
          H{level}
        </Tool>
      ))}
    </>
  );
}

function Remarks({ onRemark }: { readonly onRemark: NonNullable<BubbleProps['onRemark']> }) {
  const { t } = useTranslation('editor');
  return (
    <>
      <Tool label={t('talk.comment')} keys="Ctrl+Alt+M" onPress={() => onRemark('comment')}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.500 3.500h11V11H8l-3 2.500V11H2.500z" />
        </svg>
      </Tool>
      <Tool label={t('talk.suggest')} onPress={() => onRemark('suggest')}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.500 5.500h5M2.500 9h11M7.500 12.500h6M10.500 7V3M8.500 5h4" />
        </svg>
      </Tool>
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly keys?: string;
  /** Left out for what is no state of the words. */
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ label, keys, pressed, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      title={keys ? `${label}, ${keys}` : label}
      aria-label={label}
      aria-pressed={pressed}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function LinkField({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const { t } = useTranslation('editor');
  const before = String(editor.getAttributes('link')['href'] ?? '');
  const [typed, setTyped] = useState(before);
  const [refused, setRefused] = useState(false);
  const box = useFloating(() => selectionBox(editor), 'below');
  const save = () => {
    if (typed.trim() === '') removeLink(editor);
    else if (!setLink(editor, typed)) return setRefused(true);
    onClose();
  };
  useEffect(() => box.current?.querySelector('input')?.focus(), [box]);
  return (
    <div className="editor-card is-link" ref={box} role="dialog" aria-label={t('mark.link')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label className="editor-field">
          <span>{t('address')}</span>
          <input
            value={typed}
            placeholder="https://"
            inputMode="url"
            aria-invalid={refused}
            aria-describedby={refused ? 'link-refused' : undefined}
            onChange={(event) => {
              setTyped(event.target.value);
              setRefused(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.stopPropagation();
                onClose();
              }
            }}
          />
        </label>
        {refused && (
          <p className="editor-card-refused" id="link-refused" role="alert">
            {t('addressRefused')}
          </p>
        )}
        <div className="editor-card-acts">
          <button type="submit" className="is-main">
            {t('apply')}
          </button>
          {before && (
            <button
              type="button"
              onClick={() => {
                removeLink(editor);
                onClose();
              }}
            >
              {t('remove')}
            </button>
          )}
        </div>
      </form>
    </div>
  );
}

function selectionBox(editor: Editor) {
  if (editor.isDestroyed) return null;
  const { from, to } = editor.state.selection;
  const [start, end] = [editor.view.coordsAtPos(from), editor.view.coordsAtPos(to, -1)];
  return {
    left: Math.min(start.left, end.left),
    right: Math.max(start.right, end.right),
    top: Math.min(start.top, end.top),
    bottom: Math.max(start.bottom, end.bottom),
  };
}
