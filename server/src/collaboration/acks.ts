/**
 * Which of a connection's update-carrying frames are on the disk. Frames are numbered as they come; each waits for the
 * text to become durable up to where it had been accepted when the frame was read.
 */
export class Acks {
  #received = 0;
  #frozen = false;
  #waiting: { readonly frame: number; readonly needs: number }[] = [];

  /** A frame was taken, or held nothing new: it is safe once the text is durable up to `needs`. */
  taken(needs: number): void {
    this.#received += 1;
    if (this.#frozen) return;
    if (this.#waiting.at(-1)?.needs === needs) this.#waiting.pop();
    this.#waiting.push({ frame: this.#received, needs });
  }

  /** A frame was left with the client: neither it nor anything after it is safe, until `thaw`. */
  left(): void {
    this.#received += 1;
    this.#frozen = true;
  }

  /** The client now sends what was left with it, so its frames count again. */
  thaw(): void {
    this.#frozen = false;
  }

  /** True when no frame waits. */
  get settled(): boolean {
    return this.#waiting.length === 0;
  }

  /** The number of frames that are safe, or null when it has not grown. */
  settle(durable: number): number | null {
    let count = 0;
    for (const { needs } of this.#waiting) {
      if (needs > durable) break;
      count += 1;
    }
    const last = this.#waiting[count - 1];
    this.#waiting = count === 0 ? this.#waiting : this.#waiting.slice(count);
    return last?.frame ?? null;
  }
}
