/** Frames of a connection that carry changes: the answer to the server's state vector, and single updates. */
export type FrameKind = 'step2' | 'update';

/**
 * Bookkeeping behind the word "Saved". Local changes are numbered; every frame is noted with the number up to which all
 * local changes are on the disk once this frame and those before it are. It knows nothing of sockets or time.
 *
 * A single update covers itself only. What was typed while there was no connection travels in the answer to the
 * server's state vector, so until that answer was sent on a connection, its frames cover nothing.
 */
export class SaveLedger {
  /** Number of the newest local change. */
  #last = 0;
  /** All changes up to here are on the server's disk. */
  #confirmed = 0;
  /** For each frame of this connection, the change up to which it covers. */
  #coverage: number[] = [];
  #acknowledged = 0;
  #answered = false;
  /** Edits that were restored from this device as one change, and the number of that change. */
  #restored = { at: 0, edits: 0 };

  get last(): number {
    return this.#last;
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  changed(): void {
    this.#last += 1;
  }

  /** State kept on this device was put into the document; of it, `edits` edits were never confirmed. */
  restored(edits: number): void {
    this.#last += 1;
    this.#restored = { at: this.#last, edits };
  }

  opened(): void {
    this.#coverage = [];
    this.#acknowledged = 0;
    this.#answered = false;
  }

  sent(kind: FrameKind): void {
    this.#answered ||= kind === 'step2';
    this.#coverage.push(this.#answered ? this.#last : 0);
  }

  /** The first `frames` frames of this connection are on the disk. True when that confirms anything new. */
  acknowledge(frames: number): boolean {
    if (frames <= this.#acknowledged || frames > this.#coverage.length) return false;
    this.#acknowledged = frames;
    const covered = this.#coverage[frames - 1] ?? 0;
    if (covered <= this.#confirmed) return false;
    this.#confirmed = covered;
    return true;
  }

  /** Whether every local change is on the server's disk. */
  get settled(): boolean {
    return this.#confirmed === this.#last;
  }

  /** Edits that a person would lose with this window and this device. */
  get unsaved(): number {
    const open = this.#last - this.#confirmed;
    return this.#restored.at > this.#confirmed ? open - 1 + this.#restored.edits : open;
  }
}
