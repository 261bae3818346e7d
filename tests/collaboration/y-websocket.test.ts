import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type OpenDoor, openDoor } from '../support/door.ts';
import { DOCUMENT } from '../support/live.ts';

describe('a y-websocket client, unchanged', () => {
  let door: OpenDoor;
  const providers: WebsocketProvider[] = [];

  beforeEach(async () => {
    door = await openDoor();
  });

  afterEach(async () => {
    for (const provider of providers.splice(0)) provider.destroy();
    await door.close();
  });

  function open(name: string, write = true): WebsocketProvider {
    door.access.grant(name, { write, colour: 2 });
    const headers = door.headersOf(name);
    class Signed extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers });
      }
    }
    const provider = new WebsocketProvider(door.url, DOCUMENT, new Y.Doc(), {
      WebSocketPolyfill: Signed as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    providers.push(provider);
    return provider;
  }

  const textOf = (provider: WebsocketProvider) => provider.doc.getXmlFragment('default').toString();
  const synced = (provider: WebsocketProvider) => vi.waitFor(() => expect(provider.synced).toBe(true));

  it('syncs, writes and is read', async () => {
    const [anna, boris] = [open('anna'), open('boris')];
    await Promise.all([synced(anna), synced(boris)]);
    anna.doc.getXmlFragment('default').push([new Y.XmlElement('paragraph')]);
    await vi.waitFor(() => expect(textOf(boris)).toBe('<paragraph></paragraph>'));
    boris.doc.getXmlFragment('default').push([new Y.XmlElement('heading')]);
    await vi.waitFor(() => expect(textOf(anna)).toBe('<paragraph></paragraph><heading></heading>'));
  });

  it('shows the others under the name and colour of their account', async () => {
    const [anna, boris] = [open('anna'), open('boris')];
    await Promise.all([synced(anna), synced(boris)]);
    anna.awareness.setLocalStateField('user', { name: 'The Minister', color: '#ffffff' });
    const place = Y.createRelativePositionFromTypeIndex(anna.doc.getXmlFragment('default'), 0);
    anna.awareness.setLocalStateField('cursor', { anchor: place, head: place });
    await vi.waitFor(() => {
      const seen = boris.awareness.getStates().get(anna.doc.clientID);
      expect(seen?.['user']).toMatchObject({ id: 'anna', name: 'anna', color: '#3F5C74' });
      expect(seen?.['cursor']).toMatchObject({ anchor: { tname: 'default' } });
    });
  });

  it('is seen again at once after its line broke', async () => {
    const [anna, boris] = [open('anna'), open('boris')];
    await Promise.all([synced(anna), synced(boris)]);
    anna.awareness.setLocalStateField('cursor', null);
    await vi.waitFor(() => expect(boris.awareness.getStates().has(anna.doc.clientID)).toBe(true));
    anna.disconnect();
    await vi.waitFor(() => expect(boris.awareness.getStates().has(anna.doc.clientID)).toBe(false));
    anna.connect();
    await vi.waitFor(() => expect(boris.awareness.getStates().has(anna.doc.clientID)).toBe(true));
  });

  it('that may only read changes nothing', async () => {
    const [anna, reader] = [open('anna'), open('reader', false)];
    await Promise.all([synced(anna), synced(reader)]);
    reader.doc.getXmlFragment('default').push([new Y.XmlElement('graffiti')]);
    anna.doc.getXmlFragment('default').push([new Y.XmlElement('paragraph')]);
    await vi.waitFor(() => expect(textOf(reader)).toContain('paragraph'));
    expect(textOf(anna)).toBe('<paragraph></paragraph>');
  });
});
