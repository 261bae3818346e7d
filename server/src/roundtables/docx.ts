import { allowedHref } from '@concordance/shared/editor/hrefs';
import type { EditorJson } from '@concordance/shared/editor/json';
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  type IParagraphOptions,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** The media type of a Word document. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const NUMBERS = 'numbers';
/** A quarter of an inch, in twentieths of a point. */
const INDENT = 360;

interface Around {
  readonly depth: number;
  readonly list: 'bullet' | 'number' | null;
  readonly quote: boolean;
}
const TOP: Around = { depth: 0, list: null, quote: false };

/**
 * A text as a Word document (ECMA-376). Its author is the product and never a person: under many tables' rules a file
 * may not tell who had a hand in it.
 */
export async function docxOf(text: EditorJson, title: string): Promise<Uint8Array> {
  const levels = [0, 1, 2, 3].map((level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: INDENT * (level + 1), hanging: INDENT } } },
  }));
  const document = new Document({
    title,
    creator: 'Concordance',
    lastModifiedBy: 'Concordance',
    numbering: { config: [{ reference: NUMBERS, levels }] },
    styles: { default: { document: { run: { font: 'Times New Roman', size: 24 } } } },
    sections: [{ children: blocks(text, TOP) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function blocks(node: EditorJson, around: Around): (Paragraph | Table)[] {
  return (node.content ?? []).flatMap((child) => block(child, around));
}

function block(node: EditorJson, around: Around): (Paragraph | Table)[] {
  switch (node.type) {
    case 'heading': {
      const level = Math.min(Math.max(Number(node.attrs?.['level']) || 1, 1), 3);
      return [new Paragraph({ heading: HEADINGS[level - 1] ?? HeadingLevel.HEADING_3, children: inline(node) })];
    }
    case 'paragraph':
      return [new Paragraph({ ...placeOf(around), children: inline(node) })];
    case 'blockquote':
      return blocks(node, { ...around, quote: true });
    case 'bulletList':
    case 'taskList':
      return listItems(node, { ...around, list: 'bullet' });
    case 'orderedList':
      return listItems(node, { ...around, list: 'number' });
    case 'horizontalRule':
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '808080' } } })];
    case 'table':
      return [tableOf(node), new Paragraph({})];
    case 'unknownBlock':
      return [new Paragraph(String(node.attrs?.['text'] ?? ''))];
    default:
      return blocks(node, around);
  }
}

function placeOf({ list, depth, quote }: Around): IParagraphOptions {
  const level = Math.min(Math.max(depth - 1, 0), 3);
  if (list === 'bullet') return { bullet: { level } };
  if (list === 'number') return { numbering: { reference: NUMBERS, level } };
  return quote ? { indent: { left: INDENT * 2 } } : {};
}

function listItems(node: EditorJson, around: Around): (Paragraph | Table)[] {
  const inside = { ...around, depth: around.depth + 1 };
  return (node.content ?? []).flatMap((item) =>
    // Only the first paragraph of an item carries the bullet; what follows stands under it.
    (item.content ?? []).flatMap((child, place) => block(child, place === 0 ? inside : { ...inside, list: null, quote: true })),
  );
}

function tableOf(node: EditorJson): Table {
  const rows = (node.content ?? []).map(
    (row) =>
      new TableRow({
        tableHeader: (row.content ?? []).every((cell) => cell.type === 'tableHeader'),
        children: (row.content ?? []).map((cell) => new TableCell({ children: blocks(cell, TOP) })),
      }),
  );
  return new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } });
}

function inline(node: EditorJson): ParagraphChild[] {
  return (node.content ?? []).map(child);
}

function child(node: EditorJson): ParagraphChild {
  switch (node.type) {
    case 'hardBreak':
      return new TextRun({ break: 1 });
    case 'mention':
      return new TextRun(`@${String(node.attrs?.['label'] ?? '')}`);
    case 'footnote':
      return new TextRun(` (${String(node.attrs?.['text'] ?? '')})`);
    case 'citation':
      return new TextRun(node.attrs?.['locator'] ? ` [${String(node.attrs['locator'])}]` : '');
    case 'text':
      return run(node);
    default:
      return new TextRun(String(node.attrs?.['text'] ?? ''));
  }
}

function run(node: EditorJson): ParagraphChild {
  const marks = node.marks ?? [];
  const has = (type: string) => marks.some((mark) => mark.type === type);
  const href = allowedHref(marks.find((mark) => mark.type === 'link')?.attrs?.['href']);
  const words = new TextRun({
    text: node.text ?? '',
    bold: has('bold'),
    italics: has('italic'),
    strike: has('strike'),
    ...(has('underline') && { underline: {} }),
    ...(has('code') && { font: 'Courier New' }),
    ...(href && { style: 'Hyperlink' }),
  });
  return href ? new ExternalHyperlink({ link: href, children: [words] }) : words;
}
