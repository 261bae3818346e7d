/**
 * y-websocket's own server with LevelDB behind it, the way y-websocket 2.1 attached it: the server itself no longer does.
 * It lives in a folder of its own (PEERS) because it brings a Yjs 14, which must not meet ours.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { PORT, DATA, PEERS } = process.env;
const inPeers = (...path) => join(PEERS, 'node_modules', ...path);
const moduleAt = (...path) => import(pathToFileURL(inPeers(...path)));
const require = createRequire(join(PEERS, 'package.json'));

const server = '@y/websocket-server';
const manifest = JSON.parse(readFileSync(inPeers(server, 'node_modules/yjs/package.json'), 'utf8'));
const { applyUpdate, encodeStateAsUpdate } = await moduleAt(server, 'node_modules/yjs', manifest.exports['.'].import);
const { setPersistence, setupWSConnection } = await moduleAt(server, 'src/utils.js');
const { LeveldbPersistence } = require('y-leveldb');
const stored = require('yjs');
const level = new LeveldbPersistence(join(DATA, 'level'));

setPersistence({
  provider: level,
  async bindState(name, doc) {
    const before = await level.getYDoc(name);
    level.storeUpdate(name, encodeStateAsUpdate(doc));
    applyUpdate(doc, stored.encodeStateAsUpdate(before));
    doc.on('update', (update) => level.storeUpdate(name, update));
  },
  writeState: async () => undefined,
});

const { Server: Sockets } = require('ws');
const door = new Sockets({ noServer: true });
const http = createServer((_request, response) => response.writeHead(404).end());
door.on('connection', setupWSConnection);
http.on('upgrade', (request, socket, head) =>
  door.handleUpgrade(request, socket, head, (opened) => door.emit('connection', opened, request)),
);
http.listen({ port: Number(PORT), host: '127.0.0.1', backlog: 4_096 });
