import { CLOSE, SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { RealClient } from '../support/real-client.ts';
import { type Serving, serving } from '../support/serving.ts';

let server: Serving;
let documentId: string;
const clients: RealClient[] = [];

beforeEach(async () => {
  server = await serving();
  ({ documentId } = await server.world.lead.make<{ documentId: string }>(server.world.here('/recommendations'), { title: 'A text' }));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.close();
});

function client(options: { readonly schema?: number; readonly epoch?: number } = {}): RealClient {
  const made = new RealClient({ url: server.running.url, cookie: server.world.lead.cookie ?? '', documentId, ...options });
  clients.push(made);
  return made;
}

const within = { timeout: 20_000, interval: 10 };

describe('a disk without room', () => {
  it('makes the server say "not saved", keep what is typed, and save it once there is room again', async () => {
    const [anna, boris] = [client(), client()];
    await Promise.all([anna.connect(), boris.connect()]);
    anna.addParagraph('before');
    await vi.waitFor(() => expect(anna.saved).toBe(true), within);
    const { database } = server.running;
    // The engine itself says that its disk is full; nothing in between is replaced.
    await database.script('pragma max_page_count = 1');
    for (let line = 0; line < 10; line++) anna.addParagraph(`held ${line} ${'x'.repeat(20_000)}`);
    await vi.waitFor(() => expect(anna.notices).toContain('not-saving'), within);
    expect(anna.saved).toBe(false);
    expect(boris.root.toString()).not.toContain('held');
    await database.script('pragma max_page_count = 1000000');
    await vi.waitFor(() => expect(anna.saved).toBe(true), within);
    expect(anna.notices.at(-1)).toBe('saving');
    await vi.waitFor(() => expect(boris.root.toString()).toBe(anna.root.toString()), within);
    const late = client();
    await late.connect();
    expect(late.root.toString()).toBe(anna.root.toString());
  });
});

describe('a page of another version', () => {
  const UNKNOWN = 'chartOfTheNextVersion';

  it('that is older is told to reload before it has seen or sent a byte', async () => {
    const writer = client();
    await writer.connect();
    writer.addParagraph('words');
    await vi.waitFor(() => expect(writer.saved).toBe(true), within);
    const old = client({ schema: SCHEMA_VERSION - 1 });
    expect(await old.connect()).toBe(false);
    expect(old.closedWith).toBe(CLOSE.reload);
    expect(old.bytesIn).toBe(0);
  });

  it('that is newer may write what both know, and nothing that this server does not', async () => {
    const [newer, present] = [client({ schema: SCHEMA_VERSION + 1 }), client()];
    await Promise.all([newer.connect(), present.connect()]);
    newer.addParagraph('both know this');
    await vi.waitFor(() => expect(present.root.toString()).toContain('both know this'), within);
    const before = present.root.toString();
    newer.root.push([new Y.XmlElement(UNKNOWN)]);
    await vi.waitFor(() => expect(newer.closedWith).toBe(CLOSE.badMessage), within);
    const late = client();
    await late.connect();
    expect(late.root.toString()).toBe(before);
    expect(present.closedWith).toBeNull();
  });

  it('that is older than the text only reads it, and nobody writes it before the server is renewed', async () => {
    await server.running.database.atomically([
      { sql: 'update documents set schema = ? where id = ?', parameters: [SCHEMA_VERSION + 1, documentId] },
    ]);
    const reader = client();
    await reader.connect();
    expect(reader.rights).toBe(0);
    reader.addParagraph('not to be taken');
    const late = client();
    await late.connect();
    expect(late.root.length).toBe(0);
  });

  it('that holds another life of the text is sent away, and nothing of its copy comes in', async () => {
    await server.running.database.atomically([{ sql: 'update documents set epoch = 2 where id = ?', parameters: [documentId] }]);
    const stale = client({ epoch: 1 });
    stale.addParagraph('redacted words');
    await stale.connect();
    await vi.waitFor(() => expect(stale.closedWith).toBe(CLOSE.otherEpoch), within);
    const current = client({ epoch: 2 });
    await current.connect();
    expect(current.root.length).toBe(0);
  });
});
