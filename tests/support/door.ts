import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Limits, limitsWith } from '@concordance/server/collaboration/limits';
import { createRooms } from '@concordance/server/collaboration/rooms';
import { createCollaborationDoor } from '@concordance/server/collaboration/upgrade';
import { createUpgradeRouter } from '@concordance/server/collaboration/upgrade-router';
import { DOCUMENT, HandAccess } from './live.ts';
import { MemoryStorage } from './memory-storage.ts';

/** The live channel on a real port of this machine, with access and storage in the test's hands. */
export async function openDoor({ limits = {} }: { readonly limits?: Partial<Limits> } = {}) {
  const access = new HandAccess();
  const storage = new MemoryStorage();
  storage.create(DOCUMENT);
  const all = limitsWith(limits);
  const rooms = createRooms({ storage, access, limits: all });
  const door = createCollaborationDoor({ rooms, access, limits: all });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', createUpgradeRouter([door]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    access,
    storage,
    rooms,
    door,
    port,
    url: `ws://127.0.0.1:${port}/collaboration/`,
    headersOf: (name: string) => ({ origin: 'http://app.test', cookie: `session-${name}` }),
    async close(): Promise<void> {
      await door.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenDoor = Awaited<ReturnType<typeof openDoor>>;
