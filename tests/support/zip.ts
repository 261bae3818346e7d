import { inflateRawSync } from 'node:zlib';

/** The text parts of a zip file by their names, read from its central directory. */
export function unzipped(bytes: Uint8Array): ReadonlyMap<string, string> {
  const buffer = Buffer.from(bytes);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('no zip file');
  const parts = new Map<string, string>();
  let place = buffer.readUInt32LE(end + 16);
  for (let count = buffer.readUInt16LE(end + 10); count > 0; count--) {
    const method = buffer.readUInt16LE(place + 10);
    const size = buffer.readUInt32LE(place + 20);
    const nameLength = buffer.readUInt16LE(place + 28);
    const rest = buffer.readUInt16LE(place + 30) + buffer.readUInt16LE(place + 32);
    const header = buffer.readUInt32LE(place + 42);
    const name = buffer.toString('utf8', place + 46, place + 46 + nameLength);
    const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
    const packed = buffer.subarray(start, start + size);
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    place += 46 + nameLength + rest;
  }
  return parts;
}
