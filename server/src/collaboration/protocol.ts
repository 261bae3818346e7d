import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import { BadBytes, ByteReader } from './byte-reader.ts';
import { Frame } from './frame.ts';

const utf8 = new TextEncoder();

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
  const frame = new Frame(2 + varUintLength(payload.length) + payload.length);
  const bytes = frame.payload;
  bytes[0] = MESSAGE.sync;
  bytes[1] = kind;
  bytes.set(payload, writeVarUint(bytes, 2, payload.length));
  return frame;
}

/** How many bytes `writeVarUint` takes for a number. */
function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

/** Writes a number in lib0's variable-length format and returns where it ends. */
function writeVarUint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes[at++] = 0x80 | (rest & 0x7f);
  bytes[at++] = rest;
  return at;
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
  return bytesFrame(MESSAGE.awareness, states);
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
  return bytesFrame(MESSAGE.notice, utf8.encode(code));
}

/** Every kind is below 128, so that it takes one byte. */
function bytesFrame(kind: number, bytes: Uint8Array): Frame {
  const frame = new Frame(1 + varUintLength(bytes.length) + bytes.length);
  frame.payload[0] = kind;
  frame.payload.set(bytes, writeVarUint(frame.payload, 1, bytes.length));
  return frame;
}

function numberFrame(kind: number, value: number): Frame {
  const frame = new Frame(1 + varUintLength(value));
  frame.payload[0] = kind;
  writeVarUint(frame.payload, 1, value);
  return frame;
}

/** Says nothing: y-websocket takes thirty seconds without a message for a dead line. */
export const STILL_HERE = awarenessFrame(new Uint8Array([0]));
