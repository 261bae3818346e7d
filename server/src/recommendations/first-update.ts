import { TEXT_ROOT } from '@concordance/shared/collaboration/wire';
import type { EditorJson } from '@concordance/shared/editor/json';
import { editorSchema } from '@concordance/shared/editor/schema';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { Doc, encodeStateAsUpdate } from 'yjs';

export interface FirstUpdate {
  readonly update: Uint8Array;
  /** The Yjs client that wrote it; whose it is decides who is shown as the author. */
  readonly clientId: number;
}

const schema = editorSchema();

/**
 * The Yjs update that makes an empty document say this text. Call it once for a document and store the bytes: a second
 * call gives another client, and both together say everything twice.
 * Throws when the text does not fit the editor's schema; a client would delete what does not fit.
 */
export function firstUpdate(json: EditorJson): FirstUpdate {
  schema.nodeFromJSON(json).check();
  const document = new Doc();
  prosemirrorJSONToYXmlFragment(schema, json, document.getXmlFragment(TEXT_ROOT));
  const update = encodeStateAsUpdate(document);
  const clientId = document.clientID;
  document.destroy();
  return { update, clientId };
}
