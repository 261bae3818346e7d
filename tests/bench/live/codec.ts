import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What a server may tell us that the load listens to; null stands for everything else. */
export type Heard =
  | { readonly kind: 'ready' }
  | { readonly kind: 'step1' | 'step2' | 'update'; readonly bytes: Uint8Array }
  /** So many of our update-carrying frames are on the disk. */
  | { readonly kind: 'durable'; readonly frames: number }
  | null;

/** A server's way to write the same messages. */
export interface Codec {
  /** Sent first, where the server wants to hear something before it is ready. */
  readonly hello: Uint8Array | null;
  encode(kind: (typeof SYNC)[keyof typeof SYNC], bytes: Uint8Array): Uint8Array;
  decode(frame: Uint8Array): Heard;
}

export type CodecName = 'y-websocket' | 'hocuspocus';

const HOCUSPOCUS = { sync: 0, auth: 2, syncReply: 4, token: 0, authenticated: 2 } as const;

function readSync(decoder: decoding.Decoder): Heard {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (kind === SYNC.step1) return { kind: 'step1', bytes };
  if (kind === SYNC.step2) return { kind: 'step2', bytes };
  return kind === SYNC.update ? { kind: 'update', bytes } : null;
}

function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const yWebsocket: Codec = {
  hello: null,
  encode: (kind, bytes) =>
    written((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, kind);
      encoding.writeVarUint8Array(encoder, bytes);
    }),
  decode(frame) {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE.sync) return readSync(decoder);
    return kind === MESSAGE.durable ? { kind: 'durable', frames: decoding.readVarUint(decoder) } : null;
  },
};

/** Every message begins with the room's name, and a token comes before all others. */
function hocuspocus(room: string): Codec {
  return {
    hello: written((encoder) => {
      encoding.writeVarString(encoder, room);
      encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
      encoding.writeVarUint(encoder, HOCUSPOCUS.token);
      encoding.writeVarString(encoder, 'bench');
      encoding.writeVarString(encoder, '4.7.0');
    }),
    encode: (kind, bytes) =>
      written((encoder) => {
        encoding.writeVarString(encoder, room);
        encoding.writeVarUint(encoder, HOCUSPOCUS.sync);
        encoding.writeVarUint(encoder, kind);
        encoding.writeVarUint8Array(encoder, bytes);
      }),
    decode(frame) {
      const decoder = decoding.createDecoder(frame);
      const name = decoding.readVarUint(decoder);
      decoder.pos += name;
      const kind = decoding.readVarUint(decoder);
      if (kind === HOCUSPOCUS.sync || kind === HOCUSPOCUS.syncReply) return readSync(decoder);
      if (kind !== HOCUSPOCUS.auth) return null;
      if (decoding.readVarUint(decoder) === HOCUSPOCUS.authenticated) return { kind: 'ready' };
      throw new Error('not let in');
    },
  };
}

export function codecFor(name: CodecName, room: string): Codec {
  return name === 'hocuspocus' ? hocuspocus(room) : yWebsocket;
}
