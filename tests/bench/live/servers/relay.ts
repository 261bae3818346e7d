/** The floor: every message goes to the room's other sockets. No CRDT, no rights, no storage. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const door = new WebSocketServer({ noServer: true, perMessageDeflate: false });

function enter(path: string, socket: WebSocket): void {
  const room = rooms.get(path) ?? new Set();
  rooms.set(path, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket && other.readyState === other.OPEN) other.send(data, { binary: true });
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(path);
  });
}

const server = createServer((_request, response) => response.writeHead(404).end());
server.on('upgrade', (request, socket, head) => door.handleUpgrade(request, socket, head, (opened) => enter(request.url ?? '', opened)));
server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1', backlog: 4_096 });
