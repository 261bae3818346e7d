import { CLOSE, NOTICE } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';
import { Broadcast } from './broadcast.ts';
import type { Cancel } from './clock.ts';
import type { CommitEvents } from './commit-queue.ts';
import { Compaction } from './compaction.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { Intake } from './intake.ts';
import { LiveText } from './live-text.ts';
import type { PendingUpdate, StoredDocument } from './ports.ts';
import { Presence } from './presence.ts';
import { PresenceRounds } from './presence-rounds.ts';
import type { ClientMessage } from './protocol.ts';
import type { RoomContext } from './room-context.ts';

/** A loaded document and everything that works on it. */
interface Parts {
  readonly text: LiveText;
  readonly intake: Intake;
  readonly broadcast: Broadcast;
  readonly presence: Presence;
  readonly rounds: PresenceRounds;
  readonly compaction: Compaction;
  readonly epoch: number;
  readonly readOnly: boolean;
}

type Life =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly parts: Parts }
  /** Nobody is here; the last compaction is under way. Whoever comes now turns it back to ready. */
  | { readonly kind: 'draining'; readonly parts: Parts }
  | { readonly kind: 'gone'; readonly why: 'unloaded' | 'unknown-document' | 'not-loaded' };

/** An update between its acceptance and the disk. */
interface UnderWay {
  readonly author: Connection | null;
  readonly at: number;
  readonly done: { resolve(): void; reject(reason: Error): void } | null;
}

/** Why the server could not read or change a document itself. */
export class RoomUnavailable extends Error {}

/** One live document: its connections, its text, who is present. See the numbered rules in README.md. */
export class Room implements ConnectionEvents, CommitEvents {
  readonly documentId: string;
  /** Settles, never rejects, when the document is there or is known not to be. */
  readonly loaded: Promise<void>;
  readonly #context: RoomContext;
  readonly #connections = new Set<Connection>();
  readonly #toLog: (update: PendingUpdate) => void;
  readonly #underWay: UnderWay[] = [];
  #life: Life = { kind: 'loading' };
  #holds = 0;
  #troubled = false;
  #large = false;
  #lastEdit: number;
  #emptySince: number;
  #idle: Cancel | null = null;
  #positionsAt = 0;

  constructor(documentId: string, context: RoomContext) {
    this.documentId = documentId;
    this.#context = context;
    this.#lastEdit = this.#emptySince = context.clock.now();
    this.#toLog = context.queue.lane(documentId, this);
    this.loaded = this.#load();
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** True while a Y.Doc is in memory for this document. */
  get built(): boolean {
    return this.#parts?.text.built ?? false;
  }

  get #parts(): Parts | null {
    return this.#life.kind === 'ready' || this.#life.kind === 'draining' ? this.#life.parts : null;
  }

  join(connection: Connection): void {
    this.#connections.add(connection);
    connection.join(this);
    this.#revive();
    if (this.#life.kind === 'ready') this.#welcome(connection, this.#life.parts);
  }

  /**
   * Runs `act` on the loaded text and keeps the room in memory meanwhile. Null when there is no such document; rejects
   * with `RoomUnavailable` when it could not be loaded.
   */
  async hold<T>(act: (text: LiveText, readOnly: boolean) => T | Promise<T>): Promise<T | null> {
    this.#holds += 1;
    try {
      await this.loaded;
      this.#revive();
      if (this.#life.kind === 'ready') return await act(this.#life.parts.text, this.#life.parts.readOnly);
      if (this.#life.kind === 'gone' && this.#life.why === 'unknown-document') return null;
      throw new RoomUnavailable('not-loaded');
    } finally {
      this.#holds -= 1;
      this.#watchIdle();
    }
  }

  /**
   * A change by the server, through the same gate, log and broadcast as everybody's; resolves when it is durable. It is
   * made on a copy, so that a change which throws half-way leaves nothing behind. Rejects with `RoomUnavailable`.
   */
  async transact(userId: string, change: (doc: Y.Doc) => void): Promise<void> {
    const made = await this.hold((text, readOnly) => {
      if (readOnly) throw new RoomUnavailable('read-only');
      const update = updateMadeBy(text.clone(), change);
      const verdict = update === null ? null : text.submit(update, userId, true);
      if (update === null || verdict === null || verdict.kind === 'known') return true;
      if (verdict.kind !== 'accepted') throw new RoomUnavailable(verdict.kind === 'refused' ? verdict.code : 'gap');
      return new Promise<boolean>((resolve, reject) => {
        this.#enqueue(verdict.update, userId, verdict.claims, null, { resolve: () => resolve(true), reject });
      });
    });
    if (made === null) throw new RoomUnavailable('unknown-document');
  }

  message(from: Connection, message: ClientMessage): void {
    if (this.#life.kind !== 'ready') return;
    const { text, intake, presence, rounds } = this.#life.parts;
    switch (message.kind) {
      case 'resume':
      case 'step1':
        this.#answer(from, message, text);
        rounds.tellAll(from);
        return;
      case 'step2':
      case 'update':
        intake.take(from, message.update, message.kind === 'step2');
        return;
      case 'awareness': {
        if (from.granted.unseen === true) return;
        const answer = presence.receive(from, message.states);
        if (answer !== null) from.send(answer);
        if (presence.changed) rounds.later();
        return;
      }
      case 'queryAwareness':
        rounds.tellAll(from);
        return;
    }
  }

  #answer(from: Connection, message: ClientMessage & { kind: 'step1' | 'resume' }, text: LiveText): void {
    // A number means something only in one life of the document.
    const known = message.kind === 'resume' && from.epoch !== null ? text.resume(message.seq, message.vector) : null;
    for (const frame of known === null ? text.answer(message.vector) : [known]) from.send(frame);
    from.synced = true;
    from.lag = null;
    from.tellPosition(text.seq);
  }

  /** For the next time: who was told where it stands need not be sent everything again. */
  #tellPositions(seq: number, now: number): void {
    if (now - this.#positionsAt < this.#context.limits.positionEveryMs) return;
    this.#positionsAt = now;
    for (const connection of this.#connections) connection.tellPosition(seq);
  }

  left(from: Connection): void {
    this.#connections.delete(from);
    if (this.#connections.size === 0) this.#emptySince = this.#context.clock.now();
    if (this.#life.kind !== 'ready') return;
    const { presence, rounds } = this.#life.parts;
    if (presence.leave(from)) rounds.now();
    this.#watchIdle();
  }

  /** The person behind a connection changed name or colour. */
  redraw(connection: Connection): void {
    if (this.#life.kind !== 'ready') return;
    this.#life.parts.presence.redraw(connection);
    this.#life.parts.rounds.later();
  }

  /** The store writes again after it had been behind. */
  resume(): void {
    if (this.#life.kind === 'ready') this.#life.parts.intake.resume();
  }

  windowMs(): number {
    const { windowFreeConnections, windowMostMs, windowPerConnectionMs } = this.#context.limits;
    const crowd = this.#connections.size;
    return crowd <= windowFreeConnections ? 0 : Math.min(windowMostMs, crowd * windowPerConnectionMs);
  }

  committed(seqs: readonly number[]): void {
    if (this.#life.kind !== 'ready') return;
    const { text, intake, broadcast, compaction } = this.#life.parts;
    const { clock, tally, onDurable } = this.#context;
    const before = text.seq;
    const batch = this.#underWay.splice(0, seqs.length);
    const update = text.settle(seqs);
    for (const connection of this.#connections) if (!connection.acks.settled) connection.acknowledge(text.durable);
    broadcast.show(
      update,
      batch.map((entry) => entry.author),
      before,
    );
    this.#tellPositions(text.seq, clock.now());
    const now = clock.now();
    for (const entry of batch) {
      tally.ackMs.add(now - entry.at);
      entry.done?.resolve();
    }
    if (this.#troubled) this.#tellSaving(false);
    this.#warnLarge(text);
    intake.resume();
    compaction.logged(seqs.length, update.length);
    const alone = seqs.every((seq, index) => seq === before + index + 1);
    if (alone && compaction.due(text.settled)) this.#compact();
    onDurable(this.documentId, text.seq);
    // Somebody else has written to this log. What is in memory lacks that; a room made anew does not.
    if (!alone) this.#end('unloaded', CLOSE.restart);
  }

  troubled(): void {
    if (!this.#troubled) this.#tellSaving(true);
  }

  abandoned(): void {
    this.#end('unknown-document', CLOSE.unknownDocument);
  }

  async #load(): Promise<void> {
    const { storage, log, tally, limits } = this.#context;
    try {
      tally.loads += 1;
      const stored = await storage.load(this.documentId);
      if (stored === null) this.#end('unknown-document', CLOSE.unknownDocument);
      else this.#become(stored, new LiveText(stored, limits));
    } catch (error) {
      tally.loadFailures += 1;
      log.error({ documentId: this.documentId, error: String(error) }, 'a document could not be loaded');
      this.#end('not-loaded', CLOSE.failed);
    }
  }

  #become(stored: StoredDocument, text: LiveText): void {
    if (this.#life.kind !== 'loading') return;
    const context = this.#context;
    const presence = new Presence(context.limits, text.owners);
    const parts: Parts = {
      text,
      intake: new Intake(text, this.#connections, context, (update, from, claims) => {
        this.#enqueue(update, from.userId, claims, from, null);
      }),
      broadcast: new Broadcast(text, this.#connections, context),
      presence,
      rounds: new PresenceRounds(presence, this.#connections, context),
      compaction: new Compaction(this.documentId, text, stored, context),
      epoch: stored.epoch,
      readOnly: stored.damaged || stored.schema > context.schema,
    };
    this.#life = { kind: 'ready', parts };
    for (const connection of [...this.#connections]) this.#welcome(connection, parts);
    this.#watchIdle();
  }

  #welcome(connection: Connection, { text, intake, epoch, readOnly }: Parts): void {
    if (connection.epoch !== null && connection.epoch !== epoch) {
      connection.close(CLOSE.otherEpoch);
      return;
    }
    connection.readOnlyRoom = readOnly;
    connection.open();
    if (connection.canWrite) intake.askForMissing(connection);
    if (this.#troubled) connection.notify(NOTICE.notSaving);
    if (text.bytes > this.#context.limits.documentWarnBytes) connection.notify(NOTICE.documentLarge);
  }

  #enqueue(update: Uint8Array, userId: string, claims: readonly number[], author: Connection | null, done: UnderWay['done']): void {
    const { tally, clock } = this.#context;
    tally.updates += 1;
    tally.updateBytes += update.length;
    this.#lastEdit = clock.now();
    this.#underWay.push({ author, at: this.#lastEdit, done });
    this.#toLog({ documentId: this.documentId, update, userId, claims });
    this.#watchIdle();
  }

  #warnLarge(text: LiveText): void {
    if (this.#large || text.bytes <= this.#context.limits.documentWarnBytes) return;
    this.#large = true;
    for (const connection of this.#connections) connection.notify(NOTICE.documentLarge);
  }

  #tellSaving(troubled: boolean): void {
    this.#troubled = troubled;
    for (const connection of this.#connections) connection.notify(troubled ? NOTICE.notSaving : NOTICE.saving);
  }

  #compact(): void {
    const parts = this.#parts;
    void parts?.compaction.run().then(() => parts.intake.resume());
  }

  /** Looks again once the room may have become quiet; one look at a time is planned. */
  #watchIdle(): void {
    if (this.#life.kind !== 'ready' || this.#idle !== null) return;
    const { limits, clock } = this.#context;
    const wait = this.#connections.size === 0 ? limits.unloadMs : limits.idleMs;
    this.#idle = clock.after(wait, () => {
      this.#idle = null;
      if (this.#life.kind === 'ready') this.#quiet(this.#life.parts);
    });
  }

  #quiet(parts: Parts): void {
    const { limits, clock } = this.#context;
    const now = clock.now();
    const empty = this.#connections.size === 0 && this.#holds === 0;
    if (!parts.text.settled || now - this.#lastEdit < limits.idleMs) {
      this.#watchIdle();
    } else if (empty && now - this.#emptySince >= limits.unloadMs) {
      void this.#drain(parts);
    } else {
      if (parts.compaction.worthwhile) this.#compact();
      parts.text.rest();
      if (empty) this.#watchIdle();
    }
  }

  async #drain(parts: Parts): Promise<void> {
    this.#life = { kind: 'draining', parts };
    if (parts.compaction.worthwhile) await parts.compaction.run();
    if (this.#life.kind === 'draining' && this.#holds === 0) this.#end('unloaded', CLOSE.restart);
  }

  #revive(): void {
    if (this.#life.kind === 'draining') this.#life = { kind: 'ready', parts: this.#life.parts };
  }

  #end(why: Extract<Life, { kind: 'gone' }>['why'], code: number): void {
    const parts = this.#parts;
    if (this.#life.kind === 'gone') return;
    this.#life = { kind: 'gone', why };
    this.#idle?.();
    parts?.rounds.stop();
    parts?.broadcast.stop();
    for (const connection of [...this.#connections]) connection.close(code);
    for (const entry of this.#underWay.splice(0)) entry.done?.reject(new RoomUnavailable(why));
    parts?.text.destroy();
    this.#context.onGone(this.documentId);
  }
}

function updateMadeBy(copy: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array | null {
  try {
    const updates: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => updates.push(update));
    copy.transact(() => change(copy));
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    copy.destroy();
  }
}
