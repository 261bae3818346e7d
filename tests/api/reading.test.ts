import { readingOn } from '@concordance/server/reading/questions';
import { ReadingThread } from '@concordance/server/reading/thread-reading';
import { listQuery } from '@concordance/shared/registers/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, world } from '../support/world.ts';

const said = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as { readonly total?: number; readonly items?: unknown[] };

describe('the reading thread', () => {
  let w: World;
  let thread: ReadingThread;
  let recommendation: string;
  beforeAll(async () => {
    w = await world();
    recommendation = (await w.lead.make(w.here('/recommendations'), { title: 'Shorten the queues' })).id;
    const trend = await w.lead.make(w.here('/trends'), { title: 'Queues grow' });
    await w.lead.make(w.here(`/recommendations/${recommendation}/links`), { kind: 'answers', targetId: trend.id });
    if (w.database.file === null) throw new Error('the world is not kept in SQLite');
    thread = new ReadingThread(w.database.file);
  });
  afterAll(async () => {
    await thread.close();
    await w.drop();
  });

  it('says what is read in the process itself', async () => {
    const here = readingOn(w.database.reader);
    const query = listQuery.parse({});
    const find = { q: 'queues', kinds: ['recommendation', 'trend'] as const, limit: 20 };
    expect(said(await thread.ask('list', 'trend', w.programmeId, query))).toMatchObject({ total: 1, items: [{ title: 'Queues grow' }] });
    for (const ask of [
      (reading: typeof here) => reading.ask('list', 'recommendation', w.programmeId, query),
      (reading: typeof here) => reading.ask('usedIn', 'trend', w.programmeId, 'TRD-1'),
      (reading: typeof here) => reading.ask('links', w.programmeId, recommendation),
      (reading: typeof here) => reading.ask('suspectLinks', w.programmeId),
      (reading: typeof here) => reading.ask('find', w.programmeId, find),
      (reading: typeof here) => reading.ask('counts', w.programmeId),
    ])
      expect(await ask(thread)).toEqual(await ask(here));
  });

  it('knows every change that was answered', async () => {
    for (let trend = 2; trend < 12; trend++) {
      await w.lead.make(w.here('/trends'), { title: `Trend ${trend}` });
      expect(said(await thread.ask('list', 'trend', w.programmeId, listQuery.parse({}))).total).toBe(trend);
    }
  });

  it('refuses in the same words, and answers the next', async () => {
    await expect(thread.ask('links', w.programmeId, 'REC-99')).rejects.toMatchObject({ name: 'Problem', code: 'not-found' });
    await expect(thread.ask('list', 'trend', w.programmeId, { ...listQuery.parse({}), sort: 'nothing' })).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: [{ path: 'sort', rule: 'not-allowed' }] },
    });
    expect(said(await thread.ask('counts', w.programmeId))).not.toEqual({});
  });

  it('answers what was asked before it ends', async () => {
    const other = new ReadingThread(w.database.file ?? '');
    const asked = other.ask('counts', w.programmeId);
    await other.close();
    expect(said(await asked)).not.toEqual({});
  });

  it('that failed is followed by another', async () => {
    const broken = new ReadingThread(`${w.database.file}.of-nobody`);
    await expect(broken.ask('counts', w.programmeId)).rejects.toThrow(/unable to open|does not exist|directory/);
    await expect(broken.ask('counts', w.programmeId)).rejects.toThrow(/unable to open|does not exist|directory/);
    await broken.close();
  });
});
