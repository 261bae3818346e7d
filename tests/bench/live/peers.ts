import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Peer, Prepared } from './peer.ts';
import { LIMITS, prepareProduct } from './product.ts';

export const PEER_NAMES = ['concordance', 'relay', 'hocuspocus', 'y-websocket-server'] as const;
export type PeerName = (typeof PEER_NAMES)[number];

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PEERS_FOLDER = join(ROOT, '.artifacts', 'bench-peers');
const script = (name: string): string => fileURLToPath(new URL(`servers/${name}`, import.meta.url));
const require = createRequire(import.meta.url);

/** Servers that take any name for a document and ask nobody who they are. */
const open = {
  environment: () => ({}),
  path: (room: string) => `/${room}`,
  prepare: async (_port: number, _data: string, rooms: number): Promise<Prepared> => ({
    headers: {},
    rooms: Array.from({ length: rooms }, (_, index) => `room-${index}`),
  }),
};

const PEERS: Readonly<Record<PeerName, Peer>> = {
  concordance: {
    codec: 'y-websocket',
    answersSync: true,
    persistent: true,
    command: () => [process.execPath, join(ROOT, 'server', 'src', 'main.ts')],
    environment: (data) => ({ CONCORDANCE_DATA: data, CONCORDANCE_LIMITS: JSON.stringify(LIMITS), LOG_LEVEL: 'warn', DATABASE_URL: '' }),
    path: (room) => `/collaboration/${room}?client=concordance&schema=1`,
    prepare: prepareProduct,
    version: () => 'the product in this tree, through server/src/main.ts: signed in, rights checked, SQLite with synchronous=FULL',
  },
  relay: {
    ...open,
    codec: 'y-websocket',
    answersSync: false,
    persistent: false,
    command: () => [process.execPath, script('relay.ts')],
    version: () => `ws ${versionOf('ws')}, sends every message on and knows nothing`,
  },
  hocuspocus: {
    ...open,
    codec: 'hocuspocus',
    answersSync: true,
    persistent: true,
    command: () => [process.execPath, script('hocuspocus.ts')],
    path: () => '/',
    version: () => `@hocuspocus/server ${versionOf('@hocuspocus/server')} with its SQLite extension, all defaults`,
  },
  'y-websocket-server': {
    ...open,
    codec: 'y-websocket',
    answersSync: true,
    persistent: true,
    command: () => [process.execPath, script('y-websocket-server.mjs')],
    environment: () => ({ PEERS: PEERS_FOLDER }),
    version: () => '@y/websocket-server 0.1.5 with y-leveldb 0.2.0',
  },
};

export const peerNamed = (name: PeerName): Peer => PEERS[name];

/** The version in the manifest above a package's entry; packages do not all export their manifest. */
function versionOf(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = join(folder, name, 'package.json');
    if (existsSync(manifest)) return String((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version);
  }
  return '?';
}

/**
 * Installs y-websocket's server once, apart from our own packages: it brings another Yjs. Returns null, or why it is not
 * here.
 */
export async function installYWebsocketServer(): Promise<string | null> {
  if (existsSync(join(PEERS_FOLDER, 'node_modules', '@y', 'websocket-server'))) return null;
  mkdirSync(PEERS_FOLDER, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { '@y/websocket-server': '0.1.5', 'y-leveldb': '0.2.0', yjs: '13.6.33', ws: '6.2.7' },
    // As published its range reaches a version whose own dependency does not exist.
    overrides: { '@y/protocols': '1.0.6-1' },
  };
  writeFileSync(join(PEERS_FOLDER, 'package.json'), JSON.stringify(manifest));
  try {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund'], { cwd: PEERS_FOLDER, timeout: 120_000 });
    return null;
  } catch (error) {
    return `it could not be installed: ${String(error).split('\n')[0]}`;
  }
}
