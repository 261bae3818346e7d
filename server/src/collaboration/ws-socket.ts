import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { PeerSocket } from './peer-socket.ts';

/** Up to here copying two frames into one is cheaper than a second write. */
const COPIED_BYTES = 16_384;

/**
 * A `ws` socket as the rooms see it. Frames are written to the stream underneath: they are framed once for all readers,
 * where `ws.send` would frame and write twice for each. Without compression `ws` keeps no queue of its own, so whole
 * frames of both sides of it stay whole.
 */
export function peerSocket(ws: WebSocket, stream: Duplex): PeerSocket {
  return {
    listen(events) {
      ws.on('message', (data, binary) => events.message(bytesOf(data), binary));
      ws.on('pong', () => events.pong());
      ws.on('close', () => events.closed());
      // Without a listener a broken frame would end the process; `close` follows by itself.
      ws.on('error', () => {});
    },
    send(frame, before) {
      if (ws.readyState !== ws.OPEN) return;
      if (before === undefined) {
        stream.write(frame.framed);
      } else if (frame.length <= COPIED_BYTES) {
        stream.write(Buffer.concat([before.framed, frame.framed]));
      } else {
        stream.write(before.framed);
        stream.write(frame.framed);
      }
    },
    ping() {
      if (ws.readyState === ws.OPEN) ws.ping();
    },
    get buffered() {
      return stream.writableLength;
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    close: (code) => ws.close(code),
    terminate: () => ws.terminate(),
  };
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
