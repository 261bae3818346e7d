import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { oneOf, wholeNumber } from './attributes.ts';

const SPAN_MAX = 100;
const ALIGNMENTS = ['left', 'center', 'right', null] as const;

/**
 * Widths of columns are not kept: an array as attribute never equals itself in the shared document and would be
 * written anew at every keystroke. Alignment is a data attribute, because inline styles are forbidden by the page.
 */
function cellAttributes() {
  return {
    colspan: { default: 1, validate: wholeNumber(1, SPAN_MAX), parseHTML: (element: SpanElement) => readSpan(element, 'colspan') },
    rowspan: { default: 1, validate: wholeNumber(1, SPAN_MAX), parseHTML: (element: SpanElement) => readSpan(element, 'rowspan') },
    colwidth: { default: null, rendered: false, validate: oneOf([null]), parseHTML: () => null },
    align: {
      default: null,
      validate: oneOf(ALIGNMENTS),
      parseHTML: (element: SpanElement) =>
        ALIGNMENTS.find((known) => known === (element.getAttribute('data-align') ?? element.getAttribute('align'))) ?? null,
      renderHTML: (attributes: Record<string, unknown>) => (attributes['align'] ? { 'data-align': String(attributes['align']) } : {}),
    },
  };
}

interface SpanElement {
  getAttribute(name: string): string | null;
}

function readSpan(element: SpanElement, name: string): number {
  const span = Number.parseInt(element.getAttribute(name) ?? '1', 10);
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), SPAN_MAX) : 1;
}

export const tableExtensions = [
  Table.extend({ renderHTML: () => ['table', ['tbody', 0]] }).configure({ resizable: false, View: null }),
  TableRow,
  TableHeader.extend({ addAttributes: cellAttributes }),
  TableCell.extend({ addAttributes: cellAttributes }),
];
