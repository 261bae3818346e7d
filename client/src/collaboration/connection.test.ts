import { afterEach, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Connection, type ConnectionEvents } from './connection.ts';

/** A line that never opens. */
class SilentSocket {
  readonly readyState = 0;
  binaryType = '';
  send(): void {}
  close(): void {}
}

const EVENTS: ConnectionEvents = {
  opening: () => {},
  opened: () => {},
  synced: () => {},
  sent: () => {},
  lacking: () => new Uint8Array([0, 0]),
  durable: () => {},
  rights: () => {},
  notice: () => {},
  lost: () => false,
  mayWrite: () => true,
};

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.destroy();
});

function tab(doc: Y.Doc): Connection {
  const connection = new Connection(
    doc,
    new Awareness(doc),
    {
      address: 'ws://app.test/collaboration',
      documentId: 'one-and-the-same',
      params: {},
      WebSocket: SilentSocket as unknown as typeof WebSocket,
      random: () => 0.5,
      clock: { now: () => 0, next: (callback) => (callback(), () => {}) },
    },
    EVENTS,
  );
  open.push(connection);
  connection.connect();
  return connection;
}

it('a second window of the same browser hears nothing but through the server, which judges each for itself', () => {
  const [reader, writer] = [new Y.Doc(), new Y.Doc()];
  const connections = [tab(reader), tab(writer)];
  reader.getText('default').insert(0, 'typed where nothing may be typed');
  expect(writer.getText('default').toString()).toBe('');
  expect(connections.map(({ provider }) => provider.bcconnected)).toEqual([false, false]);
});
