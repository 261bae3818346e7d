import { editorSchema } from '@concordance/shared/editor/schema';
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, type XmlElement, type XmlText } from 'yjs';
import { authorRuns } from './author-runs.ts';

const schema = editorSchema();
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

describe('the runs of a text by author', () => {
  it('are found at the positions of the editor, in lists and behind citations too', () => {
    const [ann, ben] = [new Doc(), new Doc()];
    const cite = { type: 'citation', attrs: { record: '0'.repeat(26), kind: 'evidence', locator: '' } };
    const json = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'One ' }, cite, { type: 'text', text: ' two' }] },
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('Three')] }] },
      ],
    };
    prosemirrorJSONToYXmlFragment(schema, json, ann.getXmlFragment('prosemirror'));
    applyUpdate(ben, encodeStateAsUpdate(ann));
    const first = ben.getXmlFragment('prosemirror').get(0) as XmlElement;
    (first.get(0) as XmlText).insert(2, 'XX');
    applyUpdate(ann, encodeStateAsUpdate(ben));
    const fragment = ann.getXmlFragment('prosemirror');
    const { runs, size } = authorRuns(fragment, schema, (client) => (client === ben.clientID ? 'ben' : 'ann'));
    const node = schema.nodeFromJSON(yXmlFragmentToProsemirrorJSON(fragment));
    expect(size).toBe(node.content.size);
    expect(runs.map(({ from, to, author }) => [author, node.textBetween(from, to)])).toEqual([
      ['ann', 'On'],
      ['ben', 'XX'],
      ['ann', 'e '],
      ['ann', ' two'],
      ['ann', 'Three'],
    ]);
  });

  it('leave out words of nobody known', () => {
    const doc = new Doc();
    prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content: [paragraph('Words')] }, doc.getXmlFragment('prosemirror'));
    expect(authorRuns(doc.getXmlFragment('prosemirror'), schema, () => undefined).runs).toEqual([]);
  });
});
