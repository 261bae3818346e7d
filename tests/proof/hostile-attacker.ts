import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYNC } from '@concordance/shared/collaboration/wire';
import * as Y from 'yjs';
import { LoadSocket, maskedFrame } from '../bench/live/socket.ts';
import { attribute, HOSTILE, nested, updateOf } from '../support/hostile-updates.ts';
import { encodePresence, encodeSync, numbers } from '../support/raw-client.ts';
import { Seeded } from '../support/seeded.ts';

/** What the attacking process is told. */
export interface Attack {
  readonly url: string;
  /** May write. */
  readonly writer: string;
  /** May only read. */
  readonly reader: string;
  /** The attacker may spoil this one by lawful edits; it must stay whole all the same. */
  readonly playground: string;
  /** Must stay as it is. */
  readonly victim: string;
  readonly frames: number;
  readonly seed: number;
  readonly endAt: number;
}

export interface AttackReport {
  readonly frames: number;
  readonly connections: number;
  readonly closedByServer: number;
  readonly refused: number;
}

const LANES = 12;
const SLOW_READERS = 8;
const FRAMES_EACH = 16;
const FLOOD_FRAMES = 300;
const CLOSE_MOST_MS = 400;
const BINARY = 2;

class Attacker {
  readonly #attack: Attack;
  readonly #random: Seeded;
  readonly #sound: readonly Uint8Array[];
  frames = 0;
  connections = 0;
  closedByServer = 0;
  refused = 0;

  constructor(attack: Attack) {
    this.#attack = attack;
    this.#random = new Seeded(attack.seed);
    this.#sound = [
      ...Object.values(HOSTILE).map((update) => update.subarray(0, 3_000)),
      updateOf(nested(5)),
      updateOf(attribute('level', { a: [1, 'x', 2.5] })),
      updateOf((doc) => {
        const element = new Y.XmlElement('paragraph');
        element.insert(0, [new Y.XmlText('a sound update')]);
        doc.getXmlFragment('default').push([element]);
      }),
    ];
  }

  async run(): Promise<void> {
    const slow = Array.from({ length: SLOW_READERS }, () => this.#slowReader());
    await Promise.all(Array.from({ length: LANES }, () => this.#lane()));
    for (const socket of slow) socket.destroy();
  }

  async #lane(): Promise<void> {
    while (this.frames < this.#attack.frames && Date.now() < this.#attack.endAt) {
      const kind = this.#random.next();
      if (kind < 0.01) await this.#flood();
      else if (kind < 0.03) await this.#garbage();
      else if (kind < 0.13) await this.#batch(this.#attack.writer, this.#attack.victim, () => this.#bomb(), 1);
      else if (kind < 0.4) await this.#batch(this.#attack.reader, this.#attack.victim, () => this.#mutated(), FRAMES_EACH);
      else await this.#batch(this.#attack.writer, this.#attack.playground, () => this.#mutated(), FRAMES_EACH);
    }
  }

  /** One connection that sends so many frames and waits, not for long, until it is thrown out. */
  #batch(cookie: string, documentId: string, frame: () => Uint8Array, count: number): Promise<void> {
    const { url } = this.#attack;
    this.connections += 1;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        socket.terminate();
        resolve();
      }, CLOSE_MOST_MS);
      const announced = this.#random.chance(0.5) ? '?client=concordance&schema=1' : '';
      const socket = new LoadSocket(
        `${url.replace('http', 'ws')}/collaboration/${documentId}${announced}`,
        { cookie, origin: url },
        {
          opened: () => {
            for (let sent = 0; sent < count; sent++) socket.send(frame());
            this.frames += count;
          },
          closed: (why) => {
            clearTimeout(late);
            if (why.startsWith('closed by the server')) this.closedByServer += 1;
            else this.refused += 1;
            resolve();
          },
          message: () => {},
        },
      );
    });
  }

  #bomb(): Uint8Array {
    return encodeSync(this.#random.chance(0.5) ? SYNC.step2 : SYNC.update, this.#random.pick(Object.values(HOSTILE)));
  }

  /** A message that was sound once, with bytes changed, cut off or added; some stay sound and are dealt with. */
  #mutated(): Uint8Array {
    const random = this.#random;
    const update = Uint8Array.from(random.pick(this.#sound));
    const act = random.next();
    if (act < 0.3) for (let change = random.below(4); change >= 0; change--) update[random.below(update.length)] = random.below(256);
    const cut = act > 0.8 ? update.subarray(0, random.below(update.length)) : update;
    const kind = random.next();
    if (kind < 0.1)
      return encodePresence([
        { client: random.below(2 ** 32), clock: random.below(2 ** 31), state: { user: { name: 'x'.repeat(random.below(50)) } } },
      ]);
    if (kind < 0.2) return numbers(random.below(4), random.below(4), random.below(200));
    if (kind < 0.25) return new Uint8Array(randomBytes(random.below(200)));
    const frame = encodeSync(kind < 0.35 ? SYNC.step1 : random.pick([SYNC.step2, SYNC.update]), cut);
    if (random.chance(0.2)) frame[random.below(frame.length)] = random.below(256);
    return frame;
  }

  /** The same dear question again and again. */
  #flood(): Promise<void> {
    const frame = this.#random.pick([
      encodeSync(SYNC.step1, new Uint8Array([0])),
      numbers(3),
      encodeSync(SYNC.update, new Uint8Array([0, 0])),
      encodePresence([{ client: 7, clock: 1, state: { cursor: null } }]),
    ]);
    return this.#batch(this.#attack.reader, this.#attack.victim, () => frame, FLOOD_FRAMES);
  }

  /** Bytes that are no WebSocket frames, or break its rules: text, no mask, too long, in a thousand pieces; and odd upgrades. */
  async #garbage(): Promise<void> {
    const random = this.#random;
    const open = random.chance(0.7);
    const socket = this.#raw(open ? undefined : random.pick(['h2c', 'websocket']), (tcp) => {
      const huge = maskedFrame(BINARY, new Uint8Array(10));
      huge[1] = 0x80 | 127;
      const piece = maskedFrame(0, new Uint8Array(1));
      piece[0] = 0;
      tcp.write(
        random.pick([
          randomBytes(500),
          maskedFrame(1, new Uint8Array([120])),
          Buffer.from([0x82, 3, 1, 2, 3]),
          huge,
          Buffer.concat(Array.from({ length: 1_000 }, () => piece)),
        ]),
      );
    });
    this.frames += 1;
    this.connections += 1;
    await sleep(20);
    socket.destroy();
  }

  /** Lets the server write and never reads. */
  #slowReader(): Socket {
    return this.#raw(undefined, (tcp) => {
      tcp.write(maskedFrame(BINARY, encodeSync(SYNC.step1, new Uint8Array([0]))));
      tcp.pause();
    });
  }

  #raw(upgrade: string | undefined, opened: (tcp: Socket) => void): Socket {
    const { url, writer, playground } = this.#attack;
    const { hostname, port, host } = new URL(url);
    const tcp = connect(Number(port), hostname, () => {
      const lines = [
        `GET /collaboration/${playground} HTTP/1.1`,
        `Host: ${host}`,
        `Upgrade: ${upgrade ?? 'websocket'}`,
        'Connection: Upgrade',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        'Sec-WebSocket-Version: 13',
        `Origin: ${url}`,
        `Cookie: ${writer}`,
      ];
      // A request that is never ended, where another kind of upgrade was asked for.
      tcp.write(`${lines.join('\r\n')}\r\n${upgrade === 'websocket' ? '' : '\r\n'}`);
    });
    tcp.on('error', () => {});
    tcp.once('data', () => opened(tcp));
    return tcp;
  }
}

/** Attacks until all frames are sent or the time is over. */
export async function attack(settings: Attack): Promise<AttackReport> {
  const attacker = new Attacker(settings);
  await attacker.run();
  const { frames, connections, closedByServer, refused } = attacker;
  return { frames, connections, closedByServer, refused };
}

// As a process of its own, so that the honest people's clocks are not the attacker's.
const told = process.argv[2];
if (told?.startsWith('{') && process.send !== undefined) process.send(await attack(JSON.parse(told) as Attack), () => process.disconnect());
