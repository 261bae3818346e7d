import './editor.css';
import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { CitationAttributes } from '@concordance/shared/editor/citation';
import { editorSchema } from '@concordance/shared/editor/schema';
import type { Editor as TiptapEditor } from '@tiptap/core';
import type { TFunction } from 'i18next';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AtomCard } from './AtomCard.tsx';
import { redrawAuthors } from './author-colours.ts';
import { type CitationSource, citationText } from './citation-view.ts';
import { insertFootnote } from './commands.ts';
import type { CitedRecord, EditorProps, RemarkWish } from './contract.ts';
import { createEditor } from './create-editor.ts';
import { FindBar } from './FindBar.tsx';
import { Footnotes } from './Footnotes.tsx';
import { ForeignText } from './ForeignText.tsx';
import { findForeign } from './guard.ts';
import { editorHandle } from './handle.ts';
import { Margin } from './Margin.tsx';
import { selectedPlace } from './remark-wish.ts';
import { SelectionBubble } from './SelectionBubble.tsx';
import { SuggestMenu } from './SuggestMenu.tsx';
import type { MenuKeys } from './suggest.ts';
import { TableBar } from './TableBar.tsx';
import { ThreadMargin } from './ThreadMargin.tsx';
import { followTextBlocks } from './text-blocks.ts';
import { followTextFacts } from './text-facts.ts';
import { redrawThreads, threadsAt } from './thread-marks.ts';
import { type ThreadPlaces, threadPlaces } from './thread-places.ts';

/**
 * The co-edited text with its margin, menus and notes. It renders when its props change or something opens, never with a
 * keystroke: the text is drawn by the editor's own view.
 */
export const Editor = memo(function Editor(props: EditorProps) {
  const { doc, editable, lookup, label, onOpenRecord } = props;
  const [foreign, setForeign] = useState(() => findForeign(doc.getXmlFragment(TEXT_ROOT), editorSchema()));
  const [finding, setFinding] = useState(0);
  const [linking, setLinking] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const keys = useMemo<MenuKeys>(() => ({ handle: null }), []);
  const citations = useCitationSource(lookup);
  const places = useMemo(threadPlaces, []);
  const { talk = null } = props;
  const remark = (kind: RemarkWish['kind']) => editor !== null && wishRemark(editor, props, kind);
  const [editor, place] = useTextEditor(props, {
    citations,
    keys,
    places,
    remark: () => remark('comment'),
    onForeign: setForeign,
    openFind: () => setFinding((count) => count + 1),
    editLink: () => setLinking(true),
  });

  useEffect(() => {
    if (!editor || editor.isDestroyed || editor.isEditable === editable) return;
    editor.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => editor?.view.dom.setAttribute('aria-label', label), [editor, label]);
  const { authors = null } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other authors are what the colours are drawn anew for.
  useEffect(() => {
    if (editor && !editor.isDestroyed) redrawAuthors(editor.view);
  }, [editor, authors]);

  const { threads, active } = talk ?? NO_TALK;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other threads are what the marks are drawn anew for.
  useEffect(() => {
    if (editor && !editor.isDestroyed) redrawThreads(editor.view);
  }, [editor, threads, active]);

  if (foreign) return <ForeignText doc={doc} citations={citations} />;
  return (
    <div className="editor" ref={root}>
      {finding > 0 && editor && <FindBar key={finding} editor={editor} onClose={() => setFinding(0)} />}
      <div className="editor-sheet">
        {editor && <Margin editor={editor} lookup={lookup} onOpenRecord={onOpenRecord} />}
        <div className="editor-column">
          <div ref={place} />
          {editor && <Footnotes editor={editor} />}
        </div>
        {editor && talk && <ThreadMargin editor={editor} places={places} {...talk} />}
      </div>
      {editor && <AtomCard editor={editor} lookup={lookup} onOpenRecord={onOpenRecord} />}
      {editor && (editable || talk?.onRemark) && (
        <SelectionBubble
          editor={editor}
          editable={editable}
          linking={linking}
          onLinking={setLinking}
          onRemark={talk?.onRemark ? remark : null}
        />
      )}
      {editor && editable && <TableBar editor={editor} />}
      {editor && editable && <SuggestMenu editor={editor} keys={keys} people={props.people} onFind={props.onFind} />}
    </div>
  );
});

const NO_TALK = { threads: [] as readonly never[], active: null };

/** Asks the page for a remark about the selection; a caret inside words that are spoken about leads to what is said. */
function wishRemark(editor: TiptapEditor, { doc, talk }: EditorProps, kind: RemarkWish['kind']): boolean {
  if (!talk) return false;
  const [said] = editor.state.selection.empty ? threadsAt(editor.state, editor.state.selection.from) : [];
  if (said !== undefined) talk.onThread(said);
  else {
    const { words, caret, tooMuch } = selectedPlace(editor, doc);
    if (!talk.onRemark || tooMuch) return false;
    talk.onRemark({ kind, words, caret });
  }
  return true;
}

interface Openers {
  readonly places: ThreadPlaces;
  readonly remark: () => boolean;
  readonly citations: CitationSource;
  readonly keys: MenuKeys;
  readonly onForeign: (name: string) => void;
  readonly openFind: () => void;
  readonly editLink: () => void;
}

/** The editor lives as long as its place in the page and its document; React only ever sees it come and go. */
function useTextEditor(props: EditorProps, openers: Openers): readonly [TiptapEditor | null, (element: HTMLDivElement | null) => void] {
  const { doc, awareness } = props;
  const { t } = useTranslation('editor');
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [editor, setEditor] = useState<TiptapEditor | null>(null);
  const latest = useRef({ props, openers, t });
  latest.current = { props, openers, t };

  useEffect(() => {
    if (!element) return;
    const { props: first, openers: open } = latest.current;
    const made = createEditor({
      element,
      doc,
      documentId: first.documentId,
      onBrought: (words) => latest.current.props.onBrought?.(words),
      awareness,
      editable: first.editable,
      label: first.label,
      citations: open.citations,
      keys: open.keys,
      actions: {
        openFind: () => latest.current.openers.openFind(),
        editLink: () => latest.current.openers.editLink(),
        addFootnote: () => insertFootnote(made),
        remark: () => latest.current.openers.remark(),
      },
      onForeign: (name) => latest.current.openers.onForeign(name),
      authors: () => latest.current.props.authors ?? null,
      ...(first.talk !== undefined && {
        talk: {
          threads: () => latest.current.props.talk?.threads ?? NO_TALK.threads,
          active: () => latest.current.props.talk?.active ?? null,
          onPress: (id) => latest.current.props.talk?.onThread(id),
          places: open.places,
        },
      }),
      hint: () => latest.current.t('hint'),
      emptyHint: () => latest.current.t('emptyHint'),
      taskLabel: (task) => latest.current.t('task', { task }),
    });
    const facts = followTextFacts(made);
    const blocks = followTextBlocks(made);
    setEditor(made);
    first.onHandle?.(editorHandle(made, { doc, facts, blocks, threads: open.places, openFind: () => latest.current.openers.openFind() }));
    return () => {
      facts.stop();
      blocks.stop();
      latest.current.props.onHandle?.(null);
      setEditor(null);
      made.destroy();
    };
  }, [element, doc, awareness]);
  return [editor, setElement];
}

/** One source for the life of the editor; a new `lookup` redraws the citations that are on the page. */
function useCitationSource(lookup: EditorProps['lookup']): CitationSource {
  const { t } = useTranslation('editor');
  const source = useMemo<CitationSource>(() => ({ lookup: () => undefined, words: citationText, views: new Set() }), []);
  useEffect(() => {
    source.lookup = lookup;
    source.words = (citation, record: CitedRecord | undefined) => wordsOf(citation, record, t);
    for (const view of source.views) view.draw();
  }, [source, lookup, t]);
  return source;
}

/** What is read aloud of a citation. */
function wordsOf(citation: CitationAttributes, record: CitedRecord | undefined, t: TFunction<'editor'>): string {
  const state = record && record.state !== 'active' ? t(`state.${record.state}`) : '';
  return [t(`kind.${citation.kind}`), citationText(citation, record), record?.title ?? t('missing'), state].filter(Boolean).join(', ');
}
