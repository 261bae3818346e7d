import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';

/** So many blocks before and after the caret's own stay as they are; the zone moves when the caret comes near its end. */
const NEAR = 40;
const EDGE = 8;
/** A shorter text gains nothing. */
const LONG = 120;

/**
 * Lets the browser leave blocks of a long text out of layout and paint while they are out of view: a keystroke then costs
 * the same on page 1 and on page 60. Never the blocks around the caret: letters typed into a block that was skipped are
 * lost, and a new block is skipped until the next frame. The blocks are told by a rule on their number, because a
 * decoration on each would be compared at every keystroke.
 */
export const FarBlocks = Extension.create({
  name: 'farBlocks',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('farBlocks'),
      view: (view) => {
        const name = Math.random().toString(36).slice(2);
        const sheet = new CSSStyleSheet();
        view.dom.dataset['zone'] = name;
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        let zone = zoneAround(view.state);
        sheet.replaceSync(ruleOf(name, zone));
        return {
          update: (_view, before) => {
            if (before.doc === view.state.doc && before.selection.eq(view.state.selection)) return;
            if (holds(zone, view.state)) return;
            zone = zoneAround(view.state);
            sheet.replaceSync(ruleOf(name, zone));
          },
          destroy: () => {
            document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
          },
        };
      },
    }),
  ],
});

/** Numbers of the first and the last block that are drawn whatever happens; null for a text that is short enough. */
export interface Zone {
  readonly from: number;
  readonly to: number;
}

export function zoneAround(state: EditorState): Zone | null {
  if (state.doc.childCount < LONG) return null;
  const at = state.selection.$head.index(0);
  return { from: Math.max(0, at - NEAR), to: at + NEAR };
}

/** Whether the zone still has room on both sides of the caret or selection. */
export function holds(zone: Zone | null, state: EditorState): boolean {
  if (zone === null || state.doc.childCount < LONG) return zone === null && state.doc.childCount < LONG;
  const at = state.selection.$head.index(0);
  return at >= zone.from + (zone.from > 0 ? EDGE : 0) && at <= zone.to - EDGE;
}

function ruleOf(name: string, zone: Zone | null): string {
  if (zone === null) return '';
  const text = `[data-zone="${name}"]`;
  return `${text} > :nth-child(-n + ${zone.from}), ${text} > :nth-child(n + ${zone.to + 2}) { content-visibility: auto; contain-intrinsic-block-size: auto 90px; overflow-clip-margin: 32px; }`;
}
