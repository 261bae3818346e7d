import type { Published } from '@concordance/server/events/journal';
import { changesAfter, lastSeq } from '@concordance/server/events/store';
import type { ActivityItem } from '@concordance/shared/events/schema';
import { Problem } from '@concordance/shared/problems';
import type { Page } from '@concordance/shared/registers/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

describe.each(DIALECTS)('the journal on $name', (dialect) => {
  let w: World;
  let told: Published[];
  let stop: () => void;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  beforeEach(() => {
    told = [];
    stop = w.identity.journal.subscribe((one) => void told.push(one));
  });
  afterEach(() => stop());
  afterAll(() => w.drop());
  const stored = async () =>
    (await w.database.reader.selectFrom('changes').select('seq').orderBy('seq').execute()).map((row) => Number(row.seq));
  const change = (title: string) => ({
    programmeId: w.programmeId,
    kind: 'trend' as const,
    id: '0'.repeat(26),
    ref: 'TRD-1',
    title,
    version: 1,
    action: 'changed' as const,
    by: w.lead.id,
  });

  it('writes a change down with what it describes, and tells it after both are there', async () => {
    const trend = w.lead.make<{ id: string }>(w.here('/trends'), { title: 'Canary of the content' });
    const { id } = await trend;
    expect(told).toEqual([
      {
        programmeId: w.programmeId,
        notice: { seq: (await stored()).at(-1), kind: 'trend', id, version: 1, action: 'created', by: w.lead.id },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('Canary');
  });

  it('neither keeps nor tells what a failed transaction did', async () => {
    const before = await stored();
    const failing = w.identity.journal.change(async (tx, note) => {
      await note(change('Never happened'));
      await tx.updateTable('programmes').set({ aim: 'Never happened' }).where('id', '=', w.programmeId).execute();
      throw new Problem('invalid');
    });
    await expect(failing).rejects.toThrow('invalid');
    expect(told).toEqual([]);
    expect(await stored()).toEqual(before);
    expect((await w.lead.get(w.here(''))).body).toMatchObject({ aim: '' });
  });

  it('tells nobody of a change that was refused', async () => {
    await w.lead.make(w.here('/trends'), { title: 'One' });
    told.length = 0;
    await w.lead.patch(w.here('/trends/TRD-1'), { version: 9, changes: { title: 'Stale' } });
    await w.lead.post(w.here('/trends'), { title: 'x', parentId: '0'.repeat(26) });
    await w.lead.post(w.here('/recommendations/REC-1/status'), { version: 1, to: 'ready' });
    expect(told).toEqual([]);
  });

  it('numbers changes in the order in which they become visible, however many come at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => w.lead.post(w.here('/trends'), { title: `Trend ${n}` })));
    const seqs = told.map((one) => one.notice.seq);
    expect(seqs).toHaveLength(30);
    expect([...seqs].sort((one, other) => one - other)).toEqual(seqs);
    expect((await stored()).slice(-30)).toEqual(seqs);
  });

  it('gives a screen that returns what came after, of its own programme only', async () => {
    const before = await lastSeq(w.database.reader, w.programmeId);
    await w.lead.make(w.here('/trends'), { title: 'Here' });
    await w.second.lead.make(w.second.here('/trends'), { title: 'There' });
    await w.lead.make(w.here('/bodies'), { title: 'Here too' });
    const missed = await changesAfter(w.database.reader, w.programmeId, before, 10);
    expect(missed.map((notice) => notice.kind)).toEqual(['trend', 'body']);
    expect(await changesAfter(w.database.reader, w.programmeId, before, 1)).toHaveLength(1);
    expect(await lastSeq(w.database.reader, w.programmeId)).toBe(missed.at(-1)?.seq);
  });

  it('tells of a text that is worked on without writing a line for it', async () => {
    const before = await stored();
    w.identity.journal.tell({ ...change('x'), kind: 'recommendation' });
    expect(told.map((one) => one.notice.seq)).toEqual([0]);
    expect(await stored()).toEqual(before);
  });

  it('no longer tells who has stopped listening', async () => {
    const heard: Published[] = [];
    w.identity.journal.subscribe((one) => void heard.push(one))();
    await w.lead.make(w.here('/trends'), { title: 'Unheard' });
    expect(heard).toEqual([]);
  });

  it('is read in pages, the newest first, with names and titles', async () => {
    for (const title of ['One', 'Two', 'Three']) await w.lead.make(w.here('/trends'), { title });
    const page = async (query: string) => (await w.observer.get<ActivityItem[]>(w.here(`/activity?${query}`))).body;
    const first = await page('limit=2');
    expect(first.map((line) => line.title)).toEqual(['Three', 'Two']);
    expect((await page(`limit=2&before=${first.at(-1)?.seq}`))[0]).toMatchObject({ title: 'One', byName: 'lead' });
    for (const query of ['limit=0', 'limit=101', 'before=x', 'before=0', 'before=1.5'])
      expect((await w.observer.get(w.here(`/activity?${query}`))).status).toBe(422);
  });

  // A SQLite file belongs to one process; PostgreSQL is what many share.
  if (dialect.name === 'PostgreSQL')
    it('ends what was kept of a list also when another process changed it', async () => {
      const other = w.atAnotherProcess(w.lead);
      const { id } = await other.make<{ id: string }>(w.here('/recommendations'), { title: 'Before' });
      const first = async () =>
        (await w.observer.get<Page<{ title: string; words: number }>>(w.here('/recommendations?sort=-ref'))).body.items[0];
      expect(await first()).toMatchObject({ title: 'Before', words: 0 });
      await other.patch(w.here(`/recommendations/${id}`), { version: 1, changes: { title: 'After' } });
      expect(await first()).toMatchObject({ title: 'After' });
      // A text that was read leaves no line among the changes.
      await w.database.write((tx) => tx.updateTable('recommendations').set({ words: 7, text_seq: 1 }).where('id', '=', id).execute());
      expect(await first()).toMatchObject({ words: 7 });
    });

  it('ends what was kept of a list as soon as something changed', async () => {
    const titles = async () => (await w.observer.get<{ items: { title: string }[] }>(w.here('/risks'))).body.items.map((one) => one.title);
    const risk = await w.lead.make<{ id: string }>(w.here('/risks'), { title: 'Before' });
    expect(await titles()).toEqual(['Before']);
    await w.lead.patch(w.here(`/risks/${risk.id}`), { version: 1, changes: { title: 'After' } });
    expect(await titles()).toEqual(['After']);
    expect((await w.second.lead.get<{ items: [] }>(w.second.here('/risks'))).body.items).toEqual([]);
    await w.lead.patch(w.here(`/people/${w.observer.id}`), { role: 'participant' });
    expect((await w.observer.get(w.here('/risks'))).status).toBe(403);
  });
});
