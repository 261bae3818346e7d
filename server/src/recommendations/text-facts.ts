import type { EditorJson } from '@concordance/shared/editor/json';
import { citations } from '@concordance/shared/editor/read';
import type { ReadText } from './text-reader.ts';

/** What a text cites, in its order, with the places of each. */
export function citedIn(text: EditorJson): ReadText['citations'] {
  return citations(text).map(({ record, kind, locator }) => ({ record, kind, locator }));
}
