import type { DocumentStorage, PendingUpdate, StoredDocument } from '@concordance/server/collaboration/ports';

interface MemoryDocument {
  snapshot: Uint8Array | null;
  uptoSeq: number;
  log: { readonly seq: number; readonly update: Uint8Array; readonly userId: string }[];
  seq: number;
  readonly schema: number;
  epoch: number;
  damaged: boolean;
  readonly owners: Map<number, string>;
}

/** The log in memory: as durable as a test wants it to be. */
export class MemoryStorage implements DocumentStorage {
  readonly documents = new Map<string, MemoryDocument>();
  appends = 0;
  loads = 0;
  compactions = 0;

  create(documentId: string, { schema = 1, epoch = 1 } = {}): void {
    this.documents.set(documentId, {
      snapshot: null,
      uptoSeq: 0,
      log: [],
      seq: 0,
      schema,
      epoch,
      damaged: false,
      owners: new Map(),
    });
  }

  remove(documentId: string): void {
    this.documents.delete(documentId);
  }

  async load(documentId: string): Promise<StoredDocument | null> {
    this.loads += 1;
    const document = this.documents.get(documentId);
    if (document === undefined) return null;
    const { snapshot, log, seq, schema, epoch, damaged, owners } = document;
    return { snapshot, tail: log.map((row) => row.update), seq, schema, epoch, damaged, owners: new Map(owners) };
  }

  async append(updates: readonly PendingUpdate[]): Promise<readonly number[]> {
    this.appends += 1;
    const rows = updates.map((update) => ({ ...update, document: this.documents.get(update.documentId) }));
    if (rows.some((row) => row.document === undefined)) throw new Error('no such document');
    return rows.map(({ document, update, userId, claims = [] }) => {
      if (document === undefined) return 0;
      document.seq += 1;
      document.log.push({ seq: document.seq, update: Uint8Array.from(update), userId });
      for (const client of claims) document.owners.set(client, userId);
      return document.seq;
    });
  }

  async compact(documentId: string, state: Uint8Array, uptoSeq: number): Promise<void> {
    const document = this.documents.get(documentId);
    if (document === undefined || uptoSeq < document.uptoSeq) return;
    this.compactions += 1;
    document.snapshot = Uint8Array.from(state);
    document.uptoSeq = uptoSeq;
    document.log = document.log.filter((row) => row.seq > uptoSeq);
  }
}
