import { BadBytes, ByteReader } from './byte-reader.ts';
import { checkKey, readContent, STRING } from './content-reader.ts';
import type { Limits } from './limits.ts';

/** What one client id adds in an update: clocks `from` up to but without `to`. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** What an update says, read without building anything of it. */
export interface UpdateFacts {
  readonly ranges: ReadonlyMap<number, ClockRange>;
  /** For each client id the highest clock that origins, parents and deletions point at. */
  readonly needs: ReadonlyMap<number, number>;
  /** True when the update leaves out a part of a client's clocks. */
  readonly skips: boolean;
  readonly deletes: boolean;
  readonly structs: number;
  /** True when it is a run of characters right behind the last clock of the one who typed it, and nothing else. */
  readonly typesOn: boolean;
}

const MOST_CLIENT = 0xffff_ffff;
const MOST_CLOCK = 2 ** 40;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;
const CONTENT = 0x1f;
const SKIP = 10;

class FactReader {
  readonly reader: ByteReader;
  readonly limits: Limits;
  readonly ranges = new Map<number, ClockRange>();
  readonly needs = new Map<number, number>();
  structs = 0;
  skips = false;
  /** The last struct is a run of characters right behind its writer's last clock. */
  typesOn = false;

  constructor(update: Uint8Array, limits: Limits) {
    this.reader = new ByteReader(update);
    this.limits = limits;
  }

  client(): number {
    const client = this.reader.varUint();
    if (client > MOST_CLIENT) throw new BadBytes('client-id');
    return client;
  }

  clock(): number {
    const clock = this.reader.varUint();
    if (clock > MOST_CLOCK) throw new BadBytes('clock');
    return clock;
  }

  /**
   * An id the struct at (client, clock) leans on. Yjs looks its own client's ids up without asking whether they exist. True
   * when it is the clock just before.
   */
  need(ofClient: number, before: number): boolean {
    const client = this.client();
    const clock = this.clock();
    if (client === ofClient && clock >= before) throw new BadBytes('points-forward');
    this.raise(client, clock);
    return client === ofClient && clock === before - 1;
  }

  raise(client: number, clock: number): void {
    const known = this.needs.get(client);
    if (known === undefined || known < clock) this.needs.set(client, clock);
  }

  readClients(): void {
    const clients = this.reader.varUint();
    for (let i = 0; i < clients; i++) {
      const count = this.reader.varUint();
      const client = this.client();
      const from = this.clock();
      // Yjs keeps the last section of a client id only; the structs of the first would vanish unseen.
      if (this.ranges.has(client) || count === 0) throw new BadBytes('client-section');
      let clock = from;
      for (let j = 0; j < count; j++) {
        this.structs += 1;
        if (this.structs > this.limits.structsPerUpdate) throw new BadBytes('structs');
        clock += this.readStruct(client, clock);
        if (clock - from > this.limits.clockAdvance) throw new BadBytes('clock-advance');
      }
      this.ranges.set(client, { from, to: clock });
    }
  }

  /** Returns how many clocks the struct takes. */
  readStruct(client: number, clock: number): number {
    const info = this.reader.uint8();
    const kind = info & CONTENT;
    this.typesOn = false;
    if (info === SKIP) {
      this.skips = true;
      return this.length();
    }
    if (kind === 0) {
      if (info !== 0) throw new BadBytes('struct');
      return this.length();
    }
    const placed = (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
    if ((info & HAS_ORIGIN) !== 0) this.typesOn = this.need(client, clock) && kind === STRING;
    if ((info & HAS_RIGHT_ORIGIN) !== 0) this.need(client, clock);
    if (!placed) {
      const root = this.reader.varUint();
      if (root > 1) throw new BadBytes('struct');
      if (root === 1) {
        const name = this.reader.varString(this.limits.keyBytes);
        if (!Object.hasOwn(this.limits.roots, name)) throw new BadBytes('root');
      } else {
        this.need(client, clock);
      }
      if ((info & HAS_PARENT_KEY) !== 0) checkKey(this.reader.varString(this.limits.keyBytes));
    }
    return readContent(this.reader, kind, this.limits);
  }

  length(): number {
    const length = this.reader.varUint();
    if (length === 0 || length > this.limits.clockAdvance) throw new BadBytes('length');
    return length;
  }

  /** Returns whether anything is deleted. */
  readDeletions(): boolean {
    const clients = this.reader.varUint();
    for (let i = 0; i < clients; i++) {
      const client = this.client();
      const count = this.reader.varUint();
      for (let j = 0; j < count; j++) {
        this.structs += 1;
        if (this.structs > this.limits.structsPerUpdate) throw new BadBytes('structs');
        const clock = this.clock();
        const length = this.clock();
        if (length === 0) throw new BadBytes('length');
        this.raise(client, clock + length - 1);
      }
    }
    return clients > 0;
  }
}

/**
 * Reads a Yjs update (format 1) of unknown origin: sizes, counts, ranges, roots, kinds of content and text encoding are
 * all checked, nothing is allocated by numbers that the update itself names. Throws `BadBytes`.
 */
export function readUpdate(update: Uint8Array, limits: Limits): UpdateFacts {
  if (update.length > limits.updateBytes) throw new BadBytes('update-size');
  const facts = new FactReader(update, limits);
  facts.readClients();
  const deletes = facts.readDeletions();
  if (!facts.reader.atEnd) throw new BadBytes('trailing');
  const typesOn = facts.typesOn && facts.structs === 1 && !deletes;
  return { ranges: facts.ranges, needs: facts.needs, skips: facts.skips, deletes, structs: facts.structs, typesOn };
}
