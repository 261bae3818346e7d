import { NOTICE, SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Connection } from './connection.ts';
import type { EndReason, NotSavingReason, Rights, Room, RoomMember, SaveState } from './contract.ts';
import { type FrameClock, screenClock } from './incoming.ts';
import { KeptEdits } from './kept-edits.ts';
import { announce, peersOf, samePeers } from './presence.ts';
import { endOf, refusalOf } from './retry.ts';
import { SaveLedger } from './save-ledger.ts';
import { saveStateOf, wouldLose } from './save-state.ts';
import { Unconfirmed } from './unconfirmed.ts';

/** Without an acknowledgement for so long while connected, the screen stops saying "Saving". */
export const ACKNOWLEDGE_WITHIN_MS = 10_000;
/** A lost connection often is back before anybody needs to know. */
export const GRACE_MS = 1_500;
/** "Saved" appears once typing rests, and numbers change at this pace, so that a keystroke renders nothing. */
export const CALM_MS = 400;
/** Refusals in a row before the screen says that the server will not have these edits. */
const REFUSALS_BEFORE_TROUBLE = 3;

/** Origin of what was restored from this device: undo never touches it. */
const KEPT_ORIGIN = { kept: true } as const;

export interface RoomSetting {
  /** Such as `wss://host/collaboration`. */
  readonly address: string;
  readonly documentId: string;
  readonly epoch: number;
  readonly me: RoomMember;
  readonly WebSocket: typeof WebSocket;
  readonly random: () => number;
  readonly clock: FrameClock;
}

export function screenSetting(documentId: string, me: RoomMember, epoch: number): RoomSetting {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/collaboration`;
  return { address, documentId, epoch, me, WebSocket, random: Math.random, clock: screenClock };
}

/**
 * One open document: its Y.Doc, its connection, its copy on this device, and what may be said about them. It is opened
 * by `open` and ends with `close`; `rooms.ts` sees to it that there is one per document, however many ask.
 */
export class LiveRoom {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #ledger = new SaveLedger();
  readonly #unconfirmed = new Unconfirmed();
  readonly #kept: KeptEdits;
  readonly #connection: Connection;
  readonly #me: RoomMember;
  readonly #listeners = new Set<() => void>();
  readonly #stop: (() => void)[] = [];
  #snapshot: Room;
  #rights: Rights = 'unknown';
  #synced = false;
  #everSynced = false;
  #attempted = false;
  #restored = false;
  #ended: EndReason | null = null;
  #trouble: NotSavingReason | null = null;
  #large = false;
  #refusals = 0;
  #graceTimer: ReturnType<typeof setTimeout> | null = null;
  #answerTimer: ReturnType<typeof setTimeout> | null = null;
  #calmTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(setting: RoomSetting) {
    this.#me = setting.me;
    this.#kept = new KeptEdits(
      { userId: setting.me.id, documentId: setting.documentId, epoch: setting.epoch, schema: SCHEMA_VERSION },
      () => this.#publish(),
    );
    // Counting comes before sending: this listener has to be bound before the provider's.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
    announce(this.awareness, this.#me, false);
    this.#connection = new Connection(
      this.doc,
      this.awareness,
      {
        ...setting,
        params: { client: 'concordance', schema: String(SCHEMA_VERSION), epoch: String(setting.epoch) },
      },
      {
        opening: () => this.#ledger.opened(),
        opened: () => this.#opened(),
        synced: () => this.#caughtUp(),
        sent: (kind) => this.#ledger.sent(kind),
        lacking: (vector) => this.#unconfirmed.answer(this.doc, vector),
        durable: (frames) => this.#durable(frames),
        rights: (write) => this.#judged(write),
        notice: (code) => this.#noticed(code),
        lost: (code) => this.#lost(code),
        mayWrite: () => this.#rights !== 'read',
      },
    );
    this.#snapshot = this.#describe(this.#saveState());
  }

  /** Puts the copy of this device into the document, then connects. */
  async open(): Promise<void> {
    this.#listen();
    const copy = await this.#kept.load();
    if (this.#ended === null) {
      if (copy) this.#restore(copy.updates, copy.changes);
      this.#connection.connect();
    }
    this.#publish();
  }

  async close(): Promise<void> {
    for (const stop of this.#stop) stop();
    for (const timer of [this.#graceTimer, this.#answerTimer, this.#calmTimer]) if (timer !== null) clearTimeout(timer);
    this.#connection.incoming.flush();
    this.#connection.destroy();
    this.#listeners.clear();
    await this.#kept.close();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** Whether closing it now would lose nothing: all is on the server's disk, or on this one's with nobody to send it to. */
  get mayClose(): boolean {
    return this.#ledger.settled || (this.#kept.healthy && !this.#connection.connected);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Room => this.#snapshot;

  retry = (): void => {
    if (this.#ended === null && !this.#connection.connected) this.#connection.connect();
  };

  #restore(updates: readonly Uint8Array[], changes: number): void {
    // Counted first: should the connection be open already, the update that carries it must be covered.
    this.#ledger.restored(changes);
    this.#unconfirmed.unknown(this.#ledger.last);
    Y.transact(
      this.doc,
      () => {
        for (const update of updates) Y.applyUpdate(this.doc, update, KEPT_ORIGIN);
      },
      KEPT_ORIGIN,
      false,
    );
    this.#restored = true;
  }

  #changed(update: Uint8Array, origin: unknown): void {
    if (origin !== KEPT_ORIGIN) this.#kept.add(update);
    if (origin === this.#connection.provider || origin === KEPT_ORIGIN) return;
    if (this.#ledger.settled) this.#expectAnswer();
    this.#ledger.changed();
    this.#unconfirmed.add(this.#ledger.last, update);
    this.#publish();
  }

  #opened(): void {
    this.#expectAnswer();
    this.#publish();
  }

  #caughtUp(): void {
    this.#synced = true;
    this.#everSynced = true;
    this.#attempted = true;
    this.#clearGrace();
    this.#publish();
  }

  #durable(frames: number): void {
    if (!this.#ledger.acknowledge(frames)) return;
    this.#unconfirmed.confirmed(this.#ledger.confirmed);
    if (this.#trouble !== 'store' && (this.#trouble !== 'full' || this.#ledger.settled)) this.#trouble = null;
    this.#refusals = 0;
    this.#expectAnswer();
    this.#publish();
  }

  #judged(write: boolean): void {
    this.#rights = write ? 'write' : 'read';
    announce(this.awareness, this.#me, !write);
    this.#publish();
  }

  #noticed(code: string): void {
    if (code === NOTICE.documentLarge) this.#large = true;
    if (code === NOTICE.documentFull) this.#trouble = 'full';
    if (code === NOTICE.notSaving) this.#trouble = 'store';
    if (code === NOTICE.saving && this.#trouble === 'store') this.#trouble = null;
    this.#publish();
  }

  #lost(code: number | null): boolean {
    if (this.#synced) this.#giveGrace();
    this.#synced = false;
    this.#attempted = true;
    this.#stopExpecting();
    if (this.#trouble === 'store') this.#trouble = null;
    this.#ended ??= code === null ? null : endOf(code);
    const refusal = code === null ? null : refusalOf(code);
    this.#refusals += refusal ? 1 : 0;
    if (refusal && this.#refusals >= REFUSALS_BEFORE_TROUBLE) this.#trouble = refusal;
    // What can no longer be seen is not kept either, unless it holds the only copy of somebody's words.
    if ((this.#ended === 'no-access' || this.#ended === 'unknown-document' || this.#ended === 'replaced') && this.#ledger.unsaved === 0)
      void this.#kept.drop();
    this.#publish();
    return this.#ended === null;
  }

  #expectAnswer(): void {
    this.#stopExpecting();
    this.#answerTimer = setTimeout(() => {
      if (this.#ledger.settled || !this.#connection.connected || this.#rights === 'read') return;
      this.#trouble ??= 'no-answer';
      this.#publish();
      // Nothing at all was heard: the connection is dead although nobody has said so.
      if (Date.now() - this.#connection.heardAt < ACKNOWLEDGE_WITHIN_MS / 2) return;
      this.#connection.drop();
    }, ACKNOWLEDGE_WITHIN_MS);
  }

  #stopExpecting(): void {
    if (this.#answerTimer !== null) clearTimeout(this.#answerTimer);
    this.#answerTimer = null;
  }

  #giveGrace(): void {
    this.#graceTimer ??= setTimeout(() => {
      this.#clearGrace();
      // From here on it is not the answer that is missing but the connection.
      if (this.#trouble === 'no-answer') this.#trouble = null;
      this.#publish();
    }, GRACE_MS);
  }

  #clearGrace(): void {
    if (this.#graceTimer !== null) clearTimeout(this.#graceTimer);
    this.#graceTimer = null;
  }

  #listen(): void {
    const on = <T extends EventTarget>(target: T, type: string, act: (event: Event) => void) => {
      target.addEventListener(type, act);
      this.#stop.push(() => target.removeEventListener(type, act));
    };
    const peers = () => this.#publish();
    this.awareness.on('change', peers);
    on(window, 'online', this.retry);
    on(window, 'offline', () => {
      this.#connection.drop();
      this.#clearGrace();
      this.#publish();
    });
    on(document, 'visibilitychange', () => !document.hidden && this.retry());
    on(window, 'pagehide', () => void this.#kept.flush());
    on(window, 'beforeunload', (event) => {
      if (!wouldLose(this.#saveState())) return;
      void this.#kept.flush();
      event.preventDefault();
    });
    on(document, 'compositionstart', () => this.#connection.incoming.hold());
    on(document, 'compositionend', () => this.#connection.incoming.release());
  }

  #saveState(): SaveState {
    return saveStateOf({
      unsaved: this.#ledger.unsaved,
      settled: this.#ledger.settled,
      synced: this.#synced,
      grace: this.#graceTimer !== null,
      opening: !this.#attempted,
      kept: this.#kept.healthy,
      rights: this.#rights,
      trouble: this.#trouble,
      ended: this.#ended,
    });
  }

  #describe(saveState: SaveState): Room {
    const peers = peersOf(this.awareness, this.#me);
    const before = this.#snapshot as Room | undefined;
    return {
      doc: this.doc,
      awareness: this.awareness,
      saveState,
      peers: before && samePeers(before.peers, peers) ? before.peers : peers,
      rights: this.#rights,
      synced: this.#everSynced || this.#restored,
      large: this.#large,
      retry: this.retry,
    };
  }

  #publish(): void {
    this.#kept.mark(this.#ledger.unsaved);
    const shown = this.#snapshot;
    const saveState = this.#saveState();
    const rests = saveState.kind === shown.saveState.kind || (saveState.kind === 'saved' && shown.saveState.kind === 'saving');
    if (rests && JSON.stringify(saveState) !== JSON.stringify(shown.saveState)) this.#publishSoon();
    this.#show(this.#describe(rests ? shown.saveState : saveState));
  }

  #publishSoon(): void {
    if (this.#calmTimer !== null) return;
    this.#calmTimer = setTimeout(() => {
      this.#calmTimer = null;
      this.#show(this.#describe(this.#saveState()));
    }, CALM_MS);
  }

  #show(next: Room): void {
    const shown = this.#snapshot;
    const same =
      JSON.stringify(next.saveState) === JSON.stringify(shown.saveState) &&
      next.peers === shown.peers &&
      next.rights === shown.rights &&
      next.synced === shown.synced &&
      next.large === shown.large;
    if (same) return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
