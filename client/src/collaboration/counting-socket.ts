import { MESSAGE, SYNC } from '@concordance/shared/collaboration/wire';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { FrameKind } from './save-ledger.ts';

/** A server that has not answered the handshake by then is not there. */
export const CONNECT_TIMEOUT_MS = 10_000;

export interface SocketHooks {
  opening(): void;
  sent(kind: FrameKind): void;
  /** Up to where the document's log has been received, if that is known. */
  position(): number | null;
  /** Whether updates may leave this device; a reader's binding can still produce some. */
  mayWrite(): boolean;
}

/**
 * A WebSocket that tells which frames carried changes. The provider makes a new one for every attempt, so a count
 * starts with each; frames are counted here because this is the one place that all of them pass.
 */
export function countingSocket(Base: typeof WebSocket, hooks: SocketHooks): typeof WebSocket {
  return class extends Base {
    #timeout: ReturnType<typeof setTimeout>;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      hooks.opening();
      this.#timeout = setTimeout(() => {
        if (this.readyState === 0) this.close();
      }, CONNECT_TIMEOUT_MS);
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      clearTimeout(this.#timeout);
      const kind = data instanceof Uint8Array ? frameKind(data) : null;
      if (kind === 'update' && !hooks.mayWrite()) return;
      const position = kind === 'step1' ? hooks.position() : null;
      super.send(position === null ? data : resumeFrame(position, data as Uint8Array));
      if (kind === 'step2' || kind === 'update') hooks.sent(kind);
    }
  };
}

/** The same question for less: a server that still knows what came after that number sends nothing else. */
function resumeFrame(position: number, step1: Uint8Array): Uint8Array<ArrayBuffer> {
  const decoder = decoding.createDecoder(step1);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.resume);
  encoding.writeVarUint(encoder, position);
  encoding.writeVarUint8Array(encoder, decoding.readVarUint8Array(decoder));
  return encoding.toUint8Array(encoder);
}

function frameKind(frame: Uint8Array): FrameKind | 'step1' | null {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null;
  switch (decoding.readVarUint(decoder)) {
    case SYNC.step1:
      return 'step1';
    case SYNC.step2:
      return 'step2';
    case SYNC.update:
      return 'update';
    default:
      return null;
  }
}
