import type { Writable } from 'node:stream';
import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as library from 'ws';
import { durableFrame, noticeFrame, updateFrame } from '../../server/src/collaboration/protocol.ts';

/** The part of `ws` that reads frames; its types leave it out. */
const { Receiver } = library as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

function encoded(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** What a WebSocket client reads out of these bytes. */
function received(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer) => resolve(data));
    receiver.on('error', reject);
    receiver.write(bytes);
  });
}

describe('a frame', () => {
  for (const length of [0, 1, 100, 122, 123, 127, 128, 16_383, 16_384, 65_530, 65_536, 2_100_000]) {
    it(`of ${length} bytes is what every client of the protocol reads`, async () => {
      const update = Uint8Array.from({ length }, (_, index) => index % 251);
      const frame = updateFrame(update);
      const message = encoded((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.sync);
        encoding.writeVarUint(encoder, SYNC.update);
        encoding.writeVarUint8Array(encoder, update);
      });
      expect(Buffer.compare(frame.payload, message)).toBe(0);
      expect(Buffer.compare(await received(frame.framed), message)).toBe(0);
    });
  }

  it.each([0, 127, 128, 70_000, 2 ** 40])('holds the number %d', (count) => {
    const message = encoded((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.durable);
      encoding.writeVarUint(encoder, count);
    });
    expect(Buffer.compare(durableFrame(count).payload, message)).toBe(0);
  });

  it('holds a word', () => {
    const message = encoded((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.notice);
      encoding.writeVarString(encoder, 'not-saving');
    });
    expect(Buffer.compare(noticeFrame('not-saving').payload, message)).toBe(0);
  });
});
