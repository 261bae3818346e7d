import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as Y from 'yjs';

/** Whose copy of what. Another user, another life of the document or another schema never sees it. */
export interface KeptKey {
  readonly userId: string;
  readonly documentId: string;
  readonly epoch: number;
  readonly schema: number;
}

export interface KeptCopy {
  readonly updates: readonly Uint8Array[];
  /** Edits in it that no server had confirmed when it was last written. */
  readonly changes: number;
}

interface KeptDatabase extends DBSchema {
  updates: { key: number; value: { readonly room: string; readonly update: Uint8Array }; indexes: { room: string } };
  rooms: { key: string; value: KeptKey & { readonly room: string; readonly changes: number; readonly at: number } };
}

const DATABASE = 'concordance-kept';
const WRITE_AFTER_MS = 100;
const SQUASH_AFTER_ROWS = 200;
/** A copy that holds nothing unsent and was not opened for so long is dropped. */
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1_000;

function roomOf(key: KeptKey): string {
  return [key.userId, key.documentId, key.epoch, key.schema].join('|');
}

function openDatabase(): Promise<IDBPDatabase<KeptDatabase>> {
  return openDB<KeptDatabase>(DATABASE, 1, {
    upgrade(database) {
      database.createObjectStore('updates', { autoIncrement: true }).createIndex('room', 'room');
      database.createObjectStore('rooms', { keyPath: 'room' });
    },
  });
}

/**
 * The copy of one document on this device, so that what was typed offline outlives the window. It may fail at any time
 * (private windows, a full disk); then `healthy` is false, nothing is thrown, and the screen has to say so.
 */
export class KeptEdits {
  #waiting: Uint8Array[] = [];
  #changes = 0;
  #changesWritten = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #rows = 0;
  #healthy = true;
  /** This copy was seen in the database; should it be gone later, somebody signed out and it must not come back. */
  #seen = false;
  #forgotten = false;
  #work: Promise<void> = Promise.resolve();
  #database: Promise<IDBPDatabase<KeptDatabase>> | null = null;
  readonly #key: KeptKey;
  readonly #onHealth: (healthy: boolean) => void;

  constructor(key: KeptKey, onHealth: (healthy: boolean) => void) {
    this.#key = key;
    this.#onHealth = onHealth;
  }

  get healthy(): boolean {
    return this.#healthy;
  }

  /** Null when there is none, or none that can be read. */
  async load(): Promise<KeptCopy | null> {
    let copy: KeptCopy | null = null;
    await this.#do(async (database) => {
      const room = roomOf(this.#key);
      const tx = database.transaction(['updates', 'rooms']);
      const rows = await tx.objectStore('updates').index('room').getAll(room);
      const row = await tx.objectStore('rooms').get(room);
      this.#rows = rows.length;
      this.#seen = row !== undefined;
      if (rows.length > 0) copy = { updates: rows.map((kept) => kept.update), changes: row?.changes ?? 0 };
      await forgetOthers(database, this.#key);
    });
    return copy;
  }

  /** Notes one update of the document; it is written a moment later, with those that follow it. */
  add(update: Uint8Array): void {
    if (this.#forgotten) return;
    this.#waiting.push(update);
    this.#soon();
  }

  /** How many edits no server has confirmed yet. */
  mark(changes: number): void {
    if (changes === this.#changes || this.#forgotten) return;
    this.#changes = changes;
    this.#soon();
  }

  /** Writes what is waiting, now. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return this.#do((database) => this.#write(database));
  }

  /** Forgets this copy: its reader may no longer see the document. */
  async drop(): Promise<void> {
    this.#forgotten = true;
    this.#waiting = [];
    await this.#do((database) => deleteRooms(database, (row) => row.room === roomOf(this.#key)));
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#do((database) => Promise.resolve(database.close()));
    this.#database = null;
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
  }

  async #write(database: IDBPDatabase<KeptDatabase>): Promise<void> {
    const updates = this.#waiting;
    if (this.#forgotten || (updates.length === 0 && this.#changes === this.#changesWritten)) return;
    const room = roomOf(this.#key);
    const changes = this.#changes;
    this.#waiting = [];
    try {
      const tx = database.transaction(['updates', 'rooms'], 'readwrite', { durability: 'strict' });
      this.#forgotten = this.#seen && (await tx.objectStore('rooms').get(room)) === undefined;
      if (this.#forgotten) throw new Error('The copies on this device were forgotten while the document was open.');
      if (updates.length > 0) await tx.objectStore('updates').add({ room, update: Y.mergeUpdates(updates) });
      await tx.objectStore('rooms').put({ ...this.#key, room, changes, at: Date.now() });
      await tx.done;
    } catch (error) {
      this.#waiting = [...updates, ...this.#waiting];
      throw error;
    }
    this.#seen = true;
    this.#changesWritten = changes;
    this.#rows += updates.length > 0 ? 1 : 0;
    if (this.#rows > SQUASH_AFTER_ROWS) this.#rows = await squash(database, room);
  }

  /** One after the other; a failure is a matter of `healthy`, never of the caller. */
  #do(act: (database: IDBPDatabase<KeptDatabase>) => Promise<void>): Promise<void> {
    this.#work = this.#work.then(async () => {
      try {
        this.#database ??= openDatabase();
        await act(await this.#database);
        this.#turn(!this.#forgotten);
      } catch {
        this.#database = null;
        this.#turn(false);
      }
    });
    return this.#work;
  }

  #turn(healthy: boolean): void {
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    this.#onHealth(healthy);
  }
}

/**
 * Forgets the copies on this device: of one user at sign-out, of everybody without an argument. Resolves even where
 * the browser keeps no data at all.
 */
export async function clearKeptEdits(userId?: string): Promise<void> {
  try {
    const database = await openDatabase();
    await deleteRooms(database, (row) => userId === undefined || row.userId === userId);
    database.close();
  } catch {
    // Without a database there is nothing to forget.
  }
}

/** Rows of the room become one, in one transaction, so that a row another window adds meanwhile is never lost. */
async function squash(database: IDBPDatabase<KeptDatabase>, room: string): Promise<number> {
  const store = database.transaction('updates', 'readwrite').objectStore('updates');
  const keys = await store.index('room').getAllKeys(room);
  const rows = await store.index('room').getAll(room);
  await store.add({ room, update: Y.mergeUpdates(rows.map((row) => row.update)) });
  for (const key of keys) await store.delete(key);
  await store.transaction.done;
  return 1;
}

/**
 * What others left on this device goes, except what was never sent to any server; old copies go, and copies of the same
 * document from before it was replaced or with another schema.
 */
async function forgetOthers(database: IDBPDatabase<KeptDatabase>, key: KeptKey): Promise<void> {
  const oldest = Date.now() - FORGET_AFTER_MS;
  await deleteRooms(database, (row) => {
    const replaced = row.documentId === key.documentId && (row.epoch !== key.epoch || row.schema !== key.schema);
    return row.changes === 0 && (row.userId !== key.userId || row.at < oldest || replaced);
  });
}

async function deleteRooms(database: IDBPDatabase<KeptDatabase>, matches: (row: KeptDatabase['rooms']['value']) => boolean): Promise<void> {
  const tx = database.transaction(['updates', 'rooms'], 'readwrite');
  for (const row of await tx.objectStore('rooms').getAll()) {
    if (!matches(row)) continue;
    for (const key of await tx.objectStore('updates').index('room').getAllKeys(row.room)) await tx.objectStore('updates').delete(key);
    await tx.objectStore('rooms').delete(row.room);
  }
  await tx.done;
}
