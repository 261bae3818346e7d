import { type CitationAttributes, readCitation } from '@concordance/shared/editor/citation';
import { Citation } from '@concordance/shared/editor/citation-node';
import type { Node as TiptapNode } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { CitedRecord } from './contract.ts';
import { drawSign } from './register-signs.ts';

/** A citation of so many letters stays on one line. */
const UNBROKEN = 28;

/** How citations find out what they stand for, and the words they need. Read anew at each drawing. */
export interface CitationSource {
  lookup: (recordId: string) => CitedRecord | undefined;
  words: (citation: CitationAttributes, record: CitedRecord | undefined) => string;
  readonly views: Set<CitationView>;
}

/** A citation as it is read aloud and pasted as plain text: `[EVD-12, p. 14]`. */
export function citationText(citation: CitationAttributes, record: CitedRecord | undefined): string {
  return [record ? record.short || record.ref : '?', citation.locator].filter(Boolean).join(', ');
}

/** Drawn without React: a text may hold hundreds, and the binding redraws around them with every remote change. */
export class CitationView implements NodeView {
  readonly dom = document.createElement('span');
  #node: Node;
  readonly #source: CitationSource;

  constructor(node: Node, source: CitationSource) {
    this.#node = node;
    this.#source = source;
    this.dom.contentEditable = 'false';
    source.views.add(this);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const same = node.hasMarkup(this.#node.type, this.#node.attrs);
    this.#node = node;
    if (!same) this.draw();
    return true;
  }

  draw(): void {
    const citation = readCitation(this.#node.attrs);
    if (!citation) {
      this.dom.className = 'citation is-missing';
      this.dom.textContent = '[?]';
      return;
    }
    const record = this.#source.lookup(citation.record);
    const state = record ? record.state : 'missing';
    const shown = citationText(citation, record);
    this.dom.className = [
      'citation',
      `is-${citation.kind}`,
      state === 'active' ? '' : `is-${state}`,
      shown.length > UNBROKEN ? 'is-long' : '',
    ]
      .filter(Boolean)
      .join(' ');
    this.dom.dataset['record'] = citation.record;
    this.dom.setAttribute('aria-label', this.#source.words(citation, record));
    this.dom.setAttribute('role', 'link');
    this.dom.title = record?.title ?? '';
    const text = document.createElement('span');
    text.textContent = citation.kind === 'evidence' ? `[${shown}]` : shown;
    this.dom.replaceChildren(...(citation.kind === 'evidence' ? [] : [drawSign(citation.kind)]), text);
  }

  destroy(): void {
    this.#source.views.delete(this);
  }
}

/** The schema's citation with its view. */
export function citationWithView(source: CitationSource): TiptapNode {
  return Citation.extend({
    addNodeView:
      () =>
      ({ node }) =>
        new CitationView(node, source),
    renderText: ({ node }) => {
      const citation = readCitation(node.attrs);
      return citation ? `[${citationText(citation, source.lookup(citation.record))}]` : '';
    },
  });
}
