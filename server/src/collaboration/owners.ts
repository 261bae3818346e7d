/** Of ids that were only shown, the newest so many are remembered. */
const MOST_RESERVED = 10_000;

/**
 * To whom the Yjs client ids of one document belong. Two people writing under one id and clock would leave copies that
 * differ for ever with equal state vectors, so an id belongs to the first person who wrote with it.
 */
export class Owners {
  readonly #owned: Map<number, string>;
  /** Shown in presence, nothing written yet: kept for the life of the room only. */
  readonly #reserved = new Map<number, string>();
  /** False when the store does not keep owners: then an id from before this room is free to the first who asks. */
  readonly #complete: boolean;

  constructor(stored: ReadonlyMap<number, string> | undefined) {
    this.#owned = new Map(stored);
    this.#complete = stored !== undefined;
  }

  owns(client: number, userId: string): boolean {
    return this.#owned.get(client) === userId;
  }

  /** `hasHistory`: the text already has something under this id. */
  mayWrite(client: number, userId: string, hasHistory: boolean): boolean {
    const owner = this.#owned.get(client);
    if (owner !== undefined) return owner === userId;
    if (hasHistory && this.#complete) return false;
    const reserved = this.#reserved.get(client);
    return reserved === undefined || reserved === userId;
  }

  claim(client: number, userId: string): void {
    this.#owned.set(client, userId);
    this.#reserved.delete(client);
  }

  /** For presence: false when the id is somebody else's. */
  reserve(client: number, userId: string): boolean {
    const owner = this.#owned.get(client) ?? this.#reserved.get(client);
    if (owner === undefined) this.#reserved.set(client, userId);
    const [oldest] = this.#reserved.keys();
    if (this.#reserved.size > MOST_RESERVED && oldest !== undefined) this.#reserved.delete(oldest);
    return owner === undefined || owner === userId;
  }
}
