import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqlite } from '@concordance/server/storage/database';
import { migrate } from '@concordance/server/storage/migrations/index';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composed } from '../support/sets.ts';
import { type World, world } from '../support/world.ts';

const COMMAND = fileURLToPath(new URL('../../server/src/verify.ts', import.meta.url));

/** Runs the command as a stranger would, with nothing but a file or a folder. */
function verify(files: readonly string[], data = ''): { readonly code: number | null; readonly said: string } {
  const env = { ...process.env, CONCORDANCE_DATA: data, DATABASE_URL: '' };
  const { status, stdout } = spawnSync(process.execPath, [COMMAND, ...files], { encoding: 'utf8', env });
  return { code: status, said: stdout };
}

describe('npm run verify', () => {
  let w: World;
  let folder: string;
  beforeAll(async () => {
    w = await world();
    folder = mkdtempSync(join(tmpdir(), 'concordance-'));
  });
  afterAll(async () => {
    await w.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says of an edition file that it is whole, and of one with a changed byte that it is not', async () => {
    const made = await composed(w, { quorum: 1 });
    await made.open();
    await made.sign(made.ann);
    const answer = await w.app.request(`/api${made.at('/editions/1/file')}`, { headers: { cookie: w.lead.cookie ?? '' } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [whole, changed] = [join(folder, 'whole.json'), join(folder, 'changed.json')];
    writeFileSync(whole, bytes);
    expect(verify([whole])).toMatchObject({ code: 0, said: expect.stringContaining(`${made.set.ref}, edition 1`) });
    bytes[bytes.indexOf('The first words.')] = 't'.charCodeAt(0);
    writeFileSync(changed, bytes);
    expect(verify([changed])).toMatchObject({ code: 1, said: expect.stringContaining('is NOT as it was issued') });
    expect(verify([whole, changed]).code).toBe(1);
  });

  it('goes through a data folder, and says where there is none', async () => {
    const database = openSqlite(join(folder, 'data'));
    await migrate(database);
    await database.close();
    expect(verify([], join(folder, 'data'))).toMatchObject({ code: 0, said: expect.stringContaining('All whole: 0 entries') });
    expect(verify([], join(folder, 'nowhere'))).toMatchObject({ code: 1, said: expect.stringContaining('There is no data') });
  });
});
