import * as Y from 'yjs';

/** While somebody composes a syllable or an accent, remote text waits, but no longer than this. */
export const COMPOSITION_HOLD_MS = 2_000;
/** A hidden window has no frames; it applies what comes at this pace. */
const HIDDEN_MS = 250;
/** Applying may take at most one part in this many of the time, so that typing keeps the rest. */
const SHARE = 4;

export interface FrameClock {
  now(): number;
  /** Calls back at the next frame, or after the pause if that is longer. Returns how to cancel. */
  next(callback: () => void, pause: number): () => void;
}

export const screenClock: FrameClock = {
  now: () => performance.now(),
  next(callback, pause) {
    if (document.hidden || pause > 0) {
      const timer = setTimeout(callback, document.hidden ? Math.max(pause, HIDDEN_MS) : pause);
      return () => clearTimeout(timer);
    }
    const frame = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(frame);
  },
};

export interface IncomingHooks {
  /** Called right before the document changes: the last moment to read where the person's own caret is. */
  beforeApplying(): void;
  /** An update could not be read, or one before it is missing: the document has to be asked for again. */
  outOfSync(): void;
}

/**
 * Gathers what others wrote and puts it into the document at most once per frame, as one transaction: the editor
 * rebuilds its view of the whole text for every remote transaction. Where that takes long, the pauses grow with it.
 */
export class IncomingUpdates {
  #waiting: (() => void)[] = [];
  #cancel: (() => void) | null = null;
  #holdUntil = 0;
  #notBefore = 0;
  readonly #doc: Y.Doc;
  readonly #origin: () => unknown;
  readonly #hooks: IncomingHooks;
  readonly #clock: FrameClock;

  constructor(doc: Y.Doc, origin: () => unknown, hooks: IncomingHooks, clock: FrameClock = screenClock) {
    this.#doc = doc;
    this.#origin = origin;
    this.#hooks = hooks;
    this.#clock = clock;
  }

  update(update: Uint8Array): void {
    this.#wait(() => Y.applyUpdate(this.#doc, update, this.#origin()));
  }

  /** Anything else that redraws the text, such as carets: it joins the same frame. */
  other(apply: () => void): void {
    this.#wait(apply);
  }

  hold(): void {
    this.#holdUntil = this.#clock.now() + COMPOSITION_HOLD_MS;
    this.#schedule();
  }

  release(): void {
    this.#holdUntil = 0;
    this.#schedule();
  }

  flush(): void {
    this.#stop();
    const work = this.#waiting;
    this.#waiting = [];
    if (work.length === 0) return;
    this.#hooks.beforeApplying();
    const before = this.#clock.now();
    let broken = false;
    Y.transact(
      this.#doc,
      () => {
        for (const apply of work) {
          try {
            apply();
          } catch {
            // One unreadable update must not take the others with it; what it held is asked for again.
            broken = true;
          }
        }
      },
      this.#origin(),
      false,
    );
    this.#notBefore = this.#clock.now() + (this.#clock.now() - before) * SHARE;
    if (broken || this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null) this.#hooks.outOfSync();
  }

  close(): void {
    this.#stop();
    this.#waiting = [];
  }

  #wait(apply: () => void): void {
    this.#waiting.push(apply);
    if (this.#cancel === null) this.#schedule();
  }

  #schedule(): void {
    if (this.#waiting.length === 0) return;
    this.#stop();
    const pause = Math.max(this.#holdUntil, this.#notBefore) - this.#clock.now();
    this.#cancel = this.#clock.next(() => this.flush(), pause > 1 ? pause : 0);
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
