import { diffArrays } from 'diff';
import type { EditorJson } from '../editor/json.ts';

type Mark = NonNullable<EditorJson['marks']>[number];

/** What a block of text is, as far as a reader sees it. */
export interface Shape {
  readonly kind: 'paragraph' | 'heading' | 'rule' | 'unknown';
  /** Of headings. */
  readonly level: number;
  /** The list or quote it stands in, from the outside in. */
  readonly inside: readonly ('bullet' | 'number' | 'task' | 'task-done' | 'quote')[];
  /** Its place in a table, from 1; null outside. */
  readonly cell: { readonly row: number; readonly column: number; readonly head: boolean } | null;
}

/** A run of words, or one citation, note or mention; `marked` is the same words with other marks (bold, a link). */
export interface Piece {
  readonly op: 'same' | 'added' | 'removed' | 'marked';
  readonly text: string;
  /** What is not words; null for words. */
  readonly atom: EditorJson | null;
  readonly marks: readonly Mark[];
}

export interface BlockDifference {
  readonly op: 'same' | 'added' | 'removed' | 'changed';
  readonly shape: Shape;
  /** What it was, where that is another. */
  readonly was: Shape | null;
  readonly pieces: readonly Piece[];
}

export interface Difference {
  readonly blocks: readonly BlockDifference[];
  /** Words that came and went. */
  readonly added: number;
  readonly removed: number;
  /** How many blocks are not the same. */
  readonly changes: number;
}

interface Token {
  /** Says whether two are the same words or the same thing; marks aside. */
  readonly key: string;
  readonly text: string;
  readonly atom: EditorJson | null;
  readonly marks: readonly Mark[];
  readonly markKey: string;
}

interface Leaf {
  readonly shape: Shape;
  readonly shapeKey: string;
  readonly tokens: readonly Token[];
  readonly key: string;
}

/** A removed and an added block are one that changed from this share of common words on. */
const ALIKE = 0.35;
/** How far apart they may have moved among what changed. */
const REACH = 24;

/**
 * What makes one text another, block by block and word by word, structure, marks and citations included. Blocks that
 * moved are shown where they went from and where they came to.
 */
export function differenceOf(before: EditorJson, after: EditorJson): Difference {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const parts = diffArrays(
    old.map((leaf) => leaf.key),
    now.map((leaf) => leaf.key),
  );
  const blocks: BlockDifference[] = [];
  let [oldAt, nowAt] = [0, 0];
  let [gone, come]: [Leaf[], Leaf[]] = [[], []];
  const flush = () => {
    blocks.push(...paired(gone, come));
    [gone, come] = [[], []];
  };
  for (const part of parts) {
    const count = part.value.length;
    if (part.removed) gone.push(...old.slice(oldAt, oldAt + count));
    else if (part.added) come.push(...now.slice(nowAt, nowAt + count));
    else {
      flush();
      blocks.push(...now.slice(nowAt, nowAt + count).map((leaf) => whole(leaf, 'same')));
    }
    if (!part.added) oldAt += count;
    if (!part.removed) nowAt += count;
  }
  flush();
  return { blocks, ...counted(blocks) };
}

function counted(blocks: readonly BlockDifference[]) {
  let [added, removed, changes] = [0, 0, 0];
  for (const block of blocks) {
    if (block.op !== 'same') changes += 1;
    for (const piece of block.pieces) {
      if (piece.op === 'added') added += wordsIn(piece.text);
      if (piece.op === 'removed') removed += wordsIn(piece.text);
    }
  }
  return { added, removed, changes };
}

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** What went and what came in one place, in reading order, those that are alike as one. */
function paired(gone: readonly Leaf[], come: readonly Leaf[]): BlockDifference[] {
  const blocks: BlockDifference[] = [];
  const bags = come.map(bagOf);
  let next = 0;
  for (const [place, leaf] of gone.entries()) {
    const bag = bagOf(leaf);
    let best = -1;
    let most = ALIKE;
    for (let at = next; at < Math.min(come.length, Math.max(next, place) + REACH); at++) {
      const share = alike(bag, bags[at] ?? NO_WORDS);
      if (share > most) [best, most] = [at, share];
    }
    if (best < 0) {
      blocks.push(whole(leaf, 'removed'));
      continue;
    }
    blocks.push(...come.slice(next, best).map((one) => whole(one, 'added')));
    const other = come[best];
    if (other) blocks.push(changed(leaf, other));
    next = best + 1;
  }
  return [...blocks, ...come.slice(next).map((one) => whole(one, 'added'))];
}

const NO_WORDS: ReadonlySet<string> = new Set();

function bagOf(leaf: Leaf): ReadonlySet<string> {
  return new Set(leaf.tokens.filter((token) => token.atom !== null || /[\p{L}\p{N}]/u.test(token.text)).map((token) => token.key));
}

/** Common words as a share of the larger; two without words are alike. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 && other.size === 0) return 1;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / Math.max(one.size, other.size);
}

function changed(before: Leaf, after: Leaf): BlockDifference {
  const pieces: Piece[] = [];
  let [old, now] = [0, 0];
  const keys = (leaf: Leaf) => leaf.tokens.map((token) => token.key);
  for (const part of diffArrays(keys(before), keys(after))) {
    for (let count = part.value.length; count > 0; count--) {
      const [was, is] = [before.tokens[old], after.tokens[now]];
      if (part.removed && was) add(pieces, was, 'removed');
      else if (part.added && is) add(pieces, is, 'added');
      else if (was && is) add(pieces, is, was.markKey === is.markKey ? 'same' : 'marked');
      if (!part.added) old += 1;
      if (!part.removed) now += 1;
    }
  }
  return { op: 'changed', shape: after.shape, was: before.shapeKey === after.shapeKey ? null : before.shape, pieces };
}

function whole(leaf: Leaf, op: 'same' | 'added' | 'removed'): BlockDifference {
  const pieces: Piece[] = [];
  for (const token of leaf.tokens) add(pieces, token, op);
  return { op, shape: leaf.shape, was: null, pieces };
}

/** Runs of one fate and one look are one piece. */
function add(pieces: Piece[], token: Token, op: Piece['op']): void {
  const last = pieces.at(-1);
  if (last && token.atom === null && last.atom === null && last.op === op && keyOfMarks(last.marks) === token.markKey)
    pieces[pieces.length - 1] = { ...last, text: last.text + token.text };
  else pieces.push({ op, text: token.text, atom: token.atom, marks: token.marks });
}

function leavesOf(json: EditorJson): Leaf[] {
  const leaves: Leaf[] = [];
  collect(json, { inside: [], cell: null }, leaves);
  return leaves;
}

type Around = Pick<Shape, 'inside' | 'cell'>;

function collect(json: EditorJson, around: Around, leaves: Leaf[]): void {
  let [row, column] = [0, 0];
  for (const child of json.content ?? []) {
    switch (child.type) {
      case 'paragraph':
        leaves.push(leafOf(child, { kind: 'paragraph', level: 0, ...around }));
        break;
      case 'heading':
        leaves.push(leafOf(child, { kind: 'heading', level: Number(child.attrs?.['level'] ?? 1), ...around }));
        break;
      case 'horizontalRule':
        leaves.push(leafOf({ type: 'rule' }, { kind: 'rule', level: 0, ...around }));
        break;
      case 'bulletList':
        collect(child, { ...around, inside: [...around.inside, 'bullet'] }, leaves);
        break;
      case 'orderedList':
        collect(child, { ...around, inside: [...around.inside, 'number'] }, leaves);
        break;
      case 'taskItem':
        collect(child, { ...around, inside: [...around.inside, child.attrs?.['checked'] === true ? 'task-done' : 'task'] }, leaves);
        break;
      case 'blockquote':
        collect(child, { ...around, inside: [...around.inside, 'quote'] }, leaves);
        break;
      case 'tableRow':
        row += 1;
        collect(child, { ...around, cell: { row, column: 0, head: false } }, leaves);
        break;
      case 'tableCell':
      case 'tableHeader':
        column += 1;
        collect(child, { ...around, cell: { row: around.cell?.row ?? 1, column, head: child.type === 'tableHeader' } }, leaves);
        break;
      case 'unknownBlock':
        leaves.push(leafOf({ type: 'paragraph', content: [child] }, { kind: 'unknown', level: 0, ...around }));
        break;
      default:
        collect(child, around, leaves);
    }
  }
}

function leafOf(json: EditorJson, shape: Shape): Leaf {
  const tokens = (json.content ?? []).flatMap(tokensOf);
  const shapeKey = JSON.stringify([shape.kind, shape.level, shape.inside, shape.cell]);
  return { shape, shapeKey, tokens, key: `${shapeKey}${tokens.map((token) => `${token.key}${token.markKey}`).join('\u0001')}` };
}

/** Words, spaces and the signs between them. */
const PIECES = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

function tokensOf(json: EditorJson): Token[] {
  const marks = sortedMarks(json.marks ?? []);
  const markKey = keyOfMarks(marks);
  if (json.type === 'text') return (json.text ?? '').match(PIECES)?.map((text) => ({ key: text, text, atom: null, marks, markKey })) ?? [];
  if (json.type === 'hardBreak') return [{ key: '\n', text: '\n', atom: null, marks: [], markKey: '' }];
  const attrs = known(json.attrs ?? {});
  return [{ key: `${json.type}${JSON.stringify(attrs)}`, text: '', atom: { type: json.type, attrs }, marks, markKey }];
}

/** An editor writes out what is not set, a stored text leaves it out: they say the same. */
function known(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function sortedMarks(marks: readonly Mark[]): readonly Mark[] {
  return marks
    .map((mark) => ({ type: mark.type, ...(mark.attrs && Object.keys(known(mark.attrs)).length > 0 && { attrs: known(mark.attrs) }) }))
    .sort((one, other) => (one.type < other.type ? -1 : 1));
}

function keyOfMarks(marks: readonly Mark[]): string {
  return marks.length === 0 ? '' : JSON.stringify(marks);
}
