import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as encoding from 'lib0/encoding';
import { BadBytes, ByteReader } from './byte-reader.ts';
import { Frame } from './frame.ts';

/** Everything a client may say. Other kinds, and anything after the end of a message, close its connection. */
export type ClientMessage =
  | { readonly kind: 'step1'; readonly vector: Uint8Array }
  | { readonly kind: 'resume'; readonly seq: number; readonly vector: Uint8Array }
  | { readonly kind: 'step2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly states: Uint8Array }
  | { readonly kind: 'queryAwareness' };

/** Reads one binary frame of a client; what it returns are views into the frame. Throws `BadBytes`. */
export function readMessage(frame: Uint8Array): ClientMessage {
  const reader = new ByteReader(frame);
  const message = readKind(reader);
  if (!reader.atEnd) throw new BadBytes('trailing');
  return message;
}

function readKind(reader: ByteReader): ClientMessage {
  switch (reader.varUint()) {
    case MESSAGE.sync:
      return readSync(reader);
    case MESSAGE.awareness:
      return { kind: 'awareness', states: reader.varBytes(reader.bytes.length) };
    case MESSAGE.queryAwareness:
      return { kind: 'queryAwareness' };
    case MESSAGE.resume:
      return { kind: 'resume', seq: reader.varUint(), vector: reader.varBytes(reader.bytes.length) };
    default:
      throw new BadBytes('message-kind');
  }
}

function readSync(reader: ByteReader): ClientMessage {
  const kind = reader.varUint();
  const payload = reader.varBytes(reader.bytes.length);
  switch (kind) {
    case SYNC.step1:
      return { kind: 'step1', vector: payload };
    case SYNC.step2:
      return { kind: 'step2', update: payload };
    case SYNC.update:
      return { kind: 'update', update: payload };
    default:
      throw new BadBytes('message-kind');
  }
}

function syncFrame(kind: number, payload: Uint8Array): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return new Frame(encoding.toUint8Array(encoder));
}

/** "This is what I have: send me the rest." */
export function step1Frame(vector: Uint8Array): Frame {
  return syncFrame(SYNC.step1, vector);
}

/** The answer to a step 1: with it the client is whole. */
export function step2Frame(update: Uint8Array): Frame {
  return syncFrame(SYNC.step2, update);
}

export function updateFrame(update: Uint8Array): Frame {
  return syncFrame(SYNC.update, update);
}

/** `states` is an encoded awareness update. */
export function awarenessFrame(states: Uint8Array): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, states);
  return new Frame(encoding.toUint8Array(encoder));
}

export function durableFrame(count: number): Frame {
  return numberFrame(MESSAGE.durable, count);
}

export function positionFrame(seq: number): Frame {
  return numberFrame(MESSAGE.position, seq);
}

export function rightsFrame(write: boolean): Frame {
  return numberFrame(MESSAGE.rights, write ? 1 : 0);
}

export function noticeFrame(code: string): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.notice);
  encoding.writeVarString(encoder, code);
  return new Frame(encoding.toUint8Array(encoder));
}

function numberFrame(kind: number, value: number): Frame {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint(encoder, value);
  return new Frame(encoding.toUint8Array(encoder));
}

/** Says nothing: y-websocket takes thirty seconds without a message for a dead line. */
export const STILL_HERE = awarenessFrame(new Uint8Array([0]));
