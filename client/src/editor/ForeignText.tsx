import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { boundExtensions } from '@concordance/shared/editor/schema';
import { type KnownNames, tolerate } from '@concordance/shared/editor/unknown';
import { type AnyExtension, Editor } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doc } from 'yjs';
import { type CitationSource, citationWithView } from './citation-view.ts';

/**
 * A text with parts that a newer program wrote: shown for reading, what is foreign in its place, and never bound to the
 * shared document, because the binding would delete those parts for everybody.
 */
export function ForeignText({ doc, citations }: { readonly doc: Doc; readonly citations: CitationSource }) {
  const { t } = useTranslation('editor');
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (!element) return;
    const extensions = boundExtensions().map(
      (extension): AnyExtension => (extension.name === 'citation' ? citationWithView(citations) : extension),
    );
    const editor = new Editor({ element, editable: false, injectCSS: false, extensions, editorProps: { attributes: { class: 'text' } } });
    const draw = () =>
      editor.commands.setContent(editor.schema.nodeFromJSON(tolerate(readText(doc), namesOf(editor.schema))), { emitUpdate: false });
    draw();
    doc.on('update', draw);
    return () => {
      doc.off('update', draw);
      editor.destroy();
    };
  }, [element, doc, citations]);
  return (
    <div className="editor">
      <p className="editor-foreign" role="alert">
        {t('foreign')}
      </p>
      <div className="editor-sheet">
        <div className="editor-column">
          <div ref={setElement} />
        </div>
      </div>
    </div>
  );
}

function readText(doc: Doc): EditorJson {
  return yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(TEXT_ROOT)) as EditorJson;
}

function namesOf(schema: Schema): KnownNames {
  const types = Object.values(schema.nodes);
  return {
    nodes: new Set(types.map((type) => type.name)),
    marks: new Set(Object.keys(schema.marks)),
    inline: new Set(types.filter((type) => type.isInline).map((type) => type.name)),
  };
}
