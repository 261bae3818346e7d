/** Hocuspocus with its SQLite extension as it comes: debounce 2 s, at most 10 s, one batch a turn of the loop. */
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const { PORT, DATA } = process.env;
const storage = new SQLite({ database: `${DATA}/documents.sqlite` });
await new Server({ port: Number(PORT), address: '127.0.0.1', quiet: true, extensions: [storage] }).listen();
