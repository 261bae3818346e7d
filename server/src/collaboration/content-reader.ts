import { BadBytes, type ByteReader } from './byte-reader.ts';
import type { Limits } from './limits.ts';

/** Kinds of content that a text with marks, nodes and attributes is made of. Anything else has no place in it. */
const DELETED = 1;
/** A run of characters. */
export const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;

const XML_ELEMENT = 3;
const XML_TEXT = 6;
const ELEMENT_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const MAGIC_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys that, as properties of plain objects, would reach a reader's prototypes. */
export function isMagicKey(key: string): boolean {
  return MAGIC_KEYS.has(key);
}

/** Throws `BadBytes` for a magic key. */
export function checkKey(key: string): void {
  if (isMagicKey(key)) throw new BadBytes('magic-key');
}

/** Reads the content of one item and returns how many clocks it takes. */
export function readContent(reader: ByteReader, kind: number, limits: Limits): number {
  switch (kind) {
    case DELETED:
      return positive(reader.varUint(), limits.clockAdvance);
    case STRING:
      return positive(reader.varString(limits.updateBytes).length, limits.updateBytes);
    case FORMAT:
      checkKey(reader.varString(limits.keyBytes));
      checkJson(reader.varString(limits.updateBytes), limits.valueDepth);
      return 1;
    case TYPE:
      readType(reader, limits);
      return 1;
    case ANY: {
      const count = positive(reader.varUint(), limits.structsPerUpdate);
      for (let i = 0; i < count; i++) readAny(reader, limits, 0);
      return count;
    }
    default:
      throw new BadBytes('content');
  }
}

function positive(length: number, most: number): number {
  if (length === 0 || length > most) throw new BadBytes('length');
  return length;
}

function readType(reader: ByteReader, limits: Limits): void {
  const type = reader.varUint();
  if (type === XML_TEXT) return;
  if (type !== XML_ELEMENT) throw new BadBytes('type');
  const name = reader.varString(limits.keyBytes);
  if (limits.elements === null ? !ELEMENT_NAME.test(name) : !limits.elements.has(name)) throw new BadBytes('element');
}

/** A value of an attribute: everything JSON has, and `undefined`; neither bigints (JSON throws on them) nor bytes. */
function readAny(reader: ByteReader, limits: Limits, depth: number): void {
  if (depth > limits.valueDepth) throw new BadBytes('value-depth');
  const tag = reader.uint8();
  switch (tag) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      reader.skipVarInt();
      return;
    case 124:
      reader.skip(4);
      return;
    case 123:
      reader.skip(8);
      return;
    case 119:
      reader.varString(limits.updateBytes);
      return;
    case 118: {
      const count = reader.varUint();
      for (let i = 0; i < count; i++) {
        checkKey(reader.varString(limits.keyBytes));
        readAny(reader, limits, depth + 1);
      }
      return;
    }
    case 117: {
      const count = reader.varUint();
      for (let i = 0; i < count; i++) readAny(reader, limits, depth + 1);
      return;
    }
    default:
      throw new BadBytes('value');
  }
}

/** The value of a mark travels as JSON text; a peer that cannot parse it would stop in the middle of an update. */
function checkJson(text: string, depth: number): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadBytes('json');
  }
  checkValue(value, depth);
}

function checkValue(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw new BadBytes('value-depth');
  for (const [key, part] of Object.entries(value)) {
    checkKey(key);
    checkValue(part, depth - 1);
  }
}
