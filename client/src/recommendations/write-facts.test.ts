import { describe, expect, it } from 'vitest';
import { type Sent, writeFacts } from './write-facts.ts';

interface Row {
  readonly version: number;
  readonly title: string;
  readonly priority: string | null;
}

/** A server of one row that answers as the real one does: a stale version gets the row as it is now. */
function rowServer(start: Row) {
  let row = start;
  const versions: number[] = [];
  return {
    versions,
    change: (changes: Partial<Row>) => {
      row = { ...row, ...changes, version: row.version + 1 };
    },
    send: async (version: number, changes: Partial<Row>): Promise<Sent<Row>> => {
      versions.push(version);
      if (version !== row.version) return { stale: row };
      row = { ...row, ...changes, version: row.version + 1 };
      return { record: row };
    },
  };
}

const start: Row = { version: 3, title: 'Open the market', priority: null };

describe('a versioned write', () => {
  it('is repeated on the newer version when another fact changed meanwhile', async () => {
    const server = rowServer(start);
    server.change({ priority: 'high' });
    const result = await writeFacts(start, { title: 'Open the union market' }, server.send);
    expect(result).toEqual({ kind: 'saved', record: { version: 5, title: 'Open the union market', priority: 'high' } });
    expect(server.versions).toEqual([3, 4]);
  });

  it('stops with both values when the same fact was written differently', async () => {
    const server = rowServer(start);
    server.change({ title: 'Open the market before 2025' });
    const result = await writeFacts(start, { title: 'Open the union market' }, server.send);
    expect(result).toMatchObject({
      kind: 'conflict',
      conflicts: [{ field: 'title', mine: 'Open the union market', theirs: 'Open the market before 2025' }],
    });
  });

  it('counts as saved when someone already wrote the very same value', async () => {
    const server = rowServer(start);
    server.change({ title: 'Open the union market' });
    const result = await writeFacts(start, { title: 'Open the union market' }, server.send);
    expect(result).toMatchObject({ kind: 'saved', record: { version: 4 } });
  });

  it('passes on any other failure', async () => {
    const refused = writeFacts(start, { title: 'x' }, async () => Promise.reject(new Error('offline')));
    await expect(refused).rejects.toThrow('offline');
  });
});
