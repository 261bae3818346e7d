import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type * as Y from 'yjs';
import { sequence } from './statistics.ts';

/** At a place, so many characters deleted and some inserted. */
export type Edit = readonly [at: number, deleted: number, inserted: string];

/** The history of one long text, and what it comes to. */
export interface Trace {
  readonly source: string;
  readonly edits: readonly Edit[];
  readonly end: string;
}

const STAND_IN_EDITS = 260_000;
/** Chosen so that text and document come out as large as those of a real paper with as many edits. */
const ONE_IN = { jump: 200, change: 20 } as const;
const LONGEST_DELETION = 15;
const LETTERS = 'etaoin shrdlu';

/**
 * A recorded history in the format of the editing-traces collection (josephg/editing-traces), or, without one, a stand-in
 * of the same size that is the same everywhere: somebody who types, takes a third of it back a few words at a time, and
 * jumps now and then.
 */
export function readTrace(file: string | null, edits = STAND_IN_EDITS): Trace {
  if (file === null) return standIn(edits);
  if (!existsSync(file)) throw new Error(`there is no trace at ${file}`);
  const recorded = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as {
    readonly endContent: string;
    readonly txns: readonly { readonly patches: readonly Edit[] }[];
  };
  const all = recorded.txns.flatMap(({ patches }) => patches);
  const whole = all.length <= edits;
  const taken = whole ? all : all.slice(0, edits);
  return { source: file, edits: taken, end: whole ? recorded.endContent : played(taken) };
}

function standIn(count: number): Trace {
  const below = sequence(42);
  const edits: Edit[] = [];
  let length = 0;
  let cursor = 0;
  let toDelete = 0;
  for (let index = 0; index < count; index++) {
    if (toDelete === 0 && length > 0 && below(ONE_IN.jump) === 0) cursor = below(length + 1);
    if (toDelete === 0 && below(ONE_IN.change) === 0) toDelete = 1 + below(LONGEST_DELETION);
    toDelete = Math.min(toDelete, cursor);
    if (toDelete > 0) {
      toDelete -= 1;
      cursor -= 1;
      length -= 1;
      edits.push([cursor, 1, '']);
    } else {
      edits.push([cursor, 0, LETTERS[below(LETTERS.length)] ?? ' ']);
      cursor += 1;
      length += 1;
    }
  }
  return { source: 'a stand-in generated here', edits, end: played(edits) };
}

/** Plays edits on a plain list: the check that the CRDT came to the same. */
function played(edits: readonly Edit[]): string {
  const text: string[] = [];
  for (const [at, deleted, inserted] of edits) text.splice(at, deleted, ...inserted);
  return text.join('');
}

export function play(text: Y.XmlText, edits: readonly Edit[]): void {
  for (const [at, deleted, inserted] of edits) {
    if (deleted > 0) text.delete(at, deleted);
    if (inserted !== '') text.insert(at, inserted);
  }
}
