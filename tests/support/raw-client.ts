import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** A message of the server, taken apart. */
export type ServerMessage =
  | { readonly kind: 'step1' | 'step2' | 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'awareness'; readonly states: readonly PresenceState[] }
  | { readonly kind: 'durable' | 'rights' | 'position'; readonly value: number }
  | { readonly kind: 'notice'; readonly code: string }
  | { readonly kind: 'other'; readonly type: number };

export interface PresenceState {
  readonly client: number;
  readonly clock: number;
  readonly state: Record<string, unknown> | null;
}

const SYNC_KINDS = { [SYNC.step1]: 'step1', [SYNC.step2]: 'step2', [SYNC.update]: 'update' } as const;

export function decodeMessage(frame: Uint8Array): ServerMessage {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case MESSAGE.sync: {
      const kind = SYNC_KINDS[decoding.readVarUint(decoder) as keyof typeof SYNC_KINDS];
      return { kind, bytes: decoding.readVarUint8Array(decoder) };
    }
    case MESSAGE.awareness:
      return { kind: 'awareness', states: decodePresence(decoding.readVarUint8Array(decoder)) };
    case MESSAGE.durable:
      return { kind: 'durable', value: decoding.readVarUint(decoder) };
    case MESSAGE.rights:
      return { kind: 'rights', value: decoding.readVarUint(decoder) };
    case MESSAGE.position:
      return { kind: 'position', value: decoding.readVarUint(decoder) };
    case MESSAGE.notice:
      return { kind: 'notice', code: decoding.readVarString(decoder) };
    default:
      return { kind: 'other', type };
  }
}

function decodePresence(states: Uint8Array): PresenceState[] {
  const decoder = decoding.createDecoder(states);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as PresenceState['state'],
  }));
}

export function encodeSync(kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** A step 1 that also says up to where the document's log was received. */
export function encodeResume(seq: number, vector: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.resume);
  encoding.writeVarUint(encoder, seq);
  encoding.writeVarUint8Array(encoder, vector);
  return encoding.toUint8Array(encoder);
}

export function encodePresence(states: readonly PresenceState[]): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, states.length);
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}

/** Any sequence of variable-length numbers as one frame. */
export function numbers(...values: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}
