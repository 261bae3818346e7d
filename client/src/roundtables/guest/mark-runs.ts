import type { EditorJson } from '@concordance/shared/editor/json';
import { resolveAnchor } from '@concordance/shared/threads/anchors';
import type { ReadText } from '@concordance/shared/threads/flat-text';
import type { Thread } from '@concordance/shared/threads/schema';
import { type ReadDoc, RUN } from './read-doc.ts';

/** Letters of one run that a thread is about. */
export interface RunRange {
  readonly run: number;
  readonly from: number;
  readonly to: number;
  readonly thread: string;
  /** Drawn as struck: other wording is proposed in their place. */
  readonly old: boolean;
  /** Proposed wording, drawn behind the last of them. */
  readonly put: string;
}

/** Where the open threads stand in the runs of a drawn text. */
export function threadRanges(threads: readonly Thread[], doc: ReadDoc, flat: ReadText): readonly RunRange[] {
  const runs = new Map(doc.texts.map((text, run) => [text, run]));
  const pieces = flat.blocks.flatMap((block) => block.pieces);
  return threads.flatMap((thread) => {
    if (thread.anchor === null || thread.life.state === 'ended') return [];
    const place = resolveAnchor(flat, thread.anchor);
    if (place.kind === 'removed') return [];
    const proposal = thread.suggestion?.state === 'proposed' ? thread.suggestion : null;
    const parts = pieces.flatMap(({ node, start, length }): RunRange[] => {
      const run = runs.get(node as (typeof doc.texts)[number]);
      const [from, to] = [Math.max(place.from, start), Math.min(place.to, start + length)];
      const touches = place.from === place.to ? from >= start && from <= start + length && from === to : from < to;
      if (run === undefined || !touches) return [];
      return [{ run, from: from - start, to: to - start, thread: thread.id, old: proposal !== null, put: '' }];
    });
    if (place.from === place.to) parts.splice(1);
    return parts.map((part, at) => (at === parts.length - 1 ? { ...part, put: proposal?.text ?? '' } : part));
  });
}

/** The text with the marks of threads among those it has. */
export function markRuns(json: EditorJson, ranges: readonly RunRange[], active: string | null): EditorJson {
  if (ranges.length === 0) return json;
  const byRun = Map.groupBy(ranges, ({ run }) => run);
  const visit = (node: EditorJson): EditorJson => {
    if (node.type === RUN) {
      const here = byRun.get(Number(node.attrs?.['place']));
      return here ? { ...node, content: cut(node.content ?? [], here, active) } : node;
    }
    return node.content ? { ...node, content: node.content.map(visit) } : node;
  };
  return visit(json);
}

function cut(words: readonly EditorJson[], ranges: readonly RunRange[], active: string | null): EditorJson[] {
  const edges = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other);
  const parts: EditorJson[] = [];
  let at = 0;
  const put = (place: number) => {
    for (const range of ranges) {
      if (range.to !== place || range.put === '') continue;
      parts.push({ type: 'text', text: range.put, marks: [threadMark(range, active, 'proposed')] });
    }
  };
  if (edges[0] === 0) put(0);
  for (const node of words) {
    const text = node.text ?? '';
    const cuts = [0, ...edges.filter((edge) => edge > at && edge < at + text.length).map((edge) => edge - at), text.length];
    for (let piece = 0; piece + 1 < cuts.length; piece++) {
      const [from, to] = [cuts[piece] ?? 0, cuts[piece + 1] ?? 0];
      // The thread about the fewest words is the one that is pressed.
      const here = ranges
        .filter((range) => range.from <= at + from && range.to >= at + to)
        .sort((one, other) => one.to - one.from - (other.to - other.from))[0];
      parts.push({
        ...node,
        text: text.slice(from, to),
        marks: [...(node.marks ?? []), ...(here ? [threadMark(here, active, 'thread')] : [])],
      });
      if (edges.includes(at + to)) put(at + to);
    }
    at += text.length;
  }
  return parts;
}

const threadMark = ({ thread, old }: RunRange, active: string | null, type: 'thread' | 'proposed') => ({
  type,
  attrs: { id: thread, old, active: thread === active },
});
