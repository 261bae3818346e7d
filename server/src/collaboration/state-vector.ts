import { BadBytes, ByteReader } from './byte-reader.ts';

/** For each client id the number of its clocks that are known. */
export type StateVector = ReadonlyMap<number, number>;

/** Reads a state vector of unknown origin. Throws `BadBytes`. */
export function readStateVector(bytes: Uint8Array, mostBytes: number): StateVector {
  if (bytes.length > mostBytes) throw new BadBytes('vector-size');
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  const count = reader.varUint();
  for (let i = 0; i < count; i++) {
    const client = reader.varUint();
    vector.set(client, reader.varUint());
  }
  if (!reader.atEnd) throw new BadBytes('trailing');
  return vector;
}

/** True when whoever has `vector` lacks none of `other`'s clocks. */
export function covers(vector: StateVector, other: StateVector): boolean {
  for (const [client, clock] of other) if ((vector.get(client) ?? 0) < clock) return false;
  return true;
}
