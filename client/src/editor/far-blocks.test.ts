import { editorSchema } from '@concordance/shared/editor/schema';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { holds, zoneAround } from './far-blocks.ts';

const schema = editorSchema();
/** A text of so many paragraphs with the caret in one of them. */
function stateOf(blocks: number, caretIn: number): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content: Array.from({ length: blocks }, () => ({ type: 'paragraph' })) });
  return EditorState.create({ doc, selection: TextSelection.create(doc, caretIn * 2 + 1) });
}

describe('the zone around the caret that is always drawn', () => {
  it('a short text has none: all of it is drawn', () => {
    expect(zoneAround(stateOf(50, 10))).toBeNull();
    expect(holds(null, stateOf(50, 40))).toBe(true);
  });
  it('reaches to both sides and stops at the beginning', () => {
    expect(zoneAround(stateOf(500, 200))).toEqual({ from: 160, to: 240 });
    expect(zoneAround(stateOf(500, 3))).toEqual({ from: 0, to: 43 });
  });
  it('holds while the caret stays away from its ends', () => {
    const zone = zoneAround(stateOf(500, 200));
    expect([170, 200, 230].map((at) => holds(zone, stateOf(500, at)))).toEqual([true, true, true]);
    expect([160, 239, 10].map((at) => holds(zone, stateOf(500, at)))).toEqual([false, false, false]);
  });
  it('a text that has grown long gets one', () => {
    expect(holds(null, stateOf(500, 200))).toBe(false);
  });
});
