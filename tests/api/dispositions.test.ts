import type { EditionDocument } from '@concordance/shared/editions/schema';
import type { AttributionRule } from '@concordance/shared/roundtables/rules';
import type { Table } from '@concordance/shared/roundtables/schema';
import type { DispositionTable, Thread } from '@concordance/shared/threads/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type Guest, guestOf, openTable, sharedLink } from '../support/round-table.ts';
import { readyRecommendation } from '../support/sets.ts';
import { beginOn } from '../support/threads.ts';
import { type Somebody, type World, world } from '../support/world.ts';
import { unzipped } from '../support/zip.ts';

const PASSWORD = 'three people at one desk';

describe.each(DIALECTS)('dispositions on $name', (dialect) => {
  let w: World;
  let signer: Somebody;

  beforeAll(async () => {
    w = await world({ dialect });
    signer = await w.person('signer', { role: 'lead', password: PASSWORD });
  });
  afterAll(() => w.drop());
  beforeEach(() => w.clock.advance(61_000));

  const anchor = { start: 'AAAA', end: 'AAAA', quote: 'the old words', prefix: 'before ', suffix: ' behind' };
  const end = (thread: Thread, body: object) => w.lead.post(w.here(`/threads/${thread.id}/end`), { version: thread.version, ...body });
  const table = async (query: string) => (await w.lead.get<DispositionTable>(w.here(`/dispositions?${query}`))).body;
  const csv = async (query: string) => {
    const answer = await w.lead.get<string>(w.here(`/dispositions.csv?${query}`));
    return { text: answer.body, headers: answer.headers };
  };
  const word = async (query: string) => {
    const response = await w.app.request(`/api${w.here(`/dispositions.docx?${query}`)}`, { headers: { cookie: w.lead.cookie ?? '' } });
    expect(response.headers.get('content-type')).toContain('wordprocessingml');
    return [...unzipped(new Uint8Array(await response.arrayBuffer())).values()].join('\n');
  };

  /** A table where a guest made a remark and proposed wording, and both were decided on. */
  async function spokenAt(rule: AttributionRule): Promise<{ readonly table: Table; readonly guest: Guest; readonly item: string }> {
    const open = await openTable(w.lead, w.programmeId, { rule });
    const item = open.agenda[0]?.recommendationId ?? '';
    const guest = await guestOf(w, await sharedLink(w.lead, open), 'Aigul', 'Chamber');
    const seat = w.here(`/round-tables/${open.id}/seat/threads`);
    const remark = await guest.make<Thread>(seat, { subjectId: item, text: 'Too weak', anchor });
    const wording = { subjectId: item, anchor, suggestion: { kind: 'replace', text: 'the new words' } };
    const proposal = await guest.make<Thread>(seat, wording);
    await guest.make<Thread>(seat, { subjectId: item, text: 'Nobody has answered this' });
    await end(remark, { disposition: 'partly', reason: 'Half of it is done' });
    await end(proposal, { disposition: 'rejected', reason: 'Says too much' });
    return { table: open, guest, item };
  }

  it('list remark, author, decision and reason of a table, in the order they were made', async () => {
    const { table: at } = await spokenAt('on-the-record');
    const { title, rows } = await table(`roundTable=${at.ref}`);
    expect(title).toBe('A table');
    expect(rows).toMatchObject([
      {
        roundTable: at.ref,
        quote: 'the old words',
        remark: 'Too weak',
        proposal: null,
        author: { kind: 'person', label: 'Aigul, Chamber' },
        disposition: 'partly',
        ended: true,
        reason: 'Half of it is done',
        withheld: false,
      },
      { remark: '', proposal: 'the new words', disposition: 'rejected' },
      { remark: 'Nobody has answered this', disposition: null, ended: false, reason: '', on: null },
    ]);
    expect(rows[0]?.on).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('of a recommendation hold the team’s own threads too, unless they are left out', async () => {
    const { item } = await spokenAt('chatham-house');
    const own = await beginOn(w.researcher, w, { id: item }, { text: 'Among ourselves' });
    await end(own, {});
    const rows = (await table(`recommendation=${item}`)).rows;
    expect(rows.map((row) => row.remark)).toEqual(['Too weak', '', 'Nobody has answered this', 'Among ourselves']);
    expect(rows.at(-1)).toMatchObject({
      author: { kind: 'person', label: 'researcher' },
      disposition: null,
      ended: true,
      roundTable: null,
    });
    expect((await table(`recommendation=${item}&from=tables`)).rows).toHaveLength(3);
  });

  it('of a set follow its order', async () => {
    const made = [await spokenAt('on-the-record'), await spokenAt('on-the-record')];
    const itemIds = made.map((one) => one.item).reverse();
    const set = await w.lead.make(w.here('/sets'), { title: 'A set of two', itemIds });
    const { rows } = await table(`set=${set.ref}`);
    const refs = await Promise.all(
      itemIds.map(async (id) => (await w.lead.get<{ ref: string }>(w.here(`/recommendations/${id}`))).body.ref),
    );
    expect([...new Set(rows.map((row) => row.ref))]).toEqual(refs);
    expect(rows).toHaveLength(6);
  });

  it('are asked of one thing at a time', async () => {
    for (const query of ['', 'set=SET-1&roundTable=RTB-1']) expect((await w.lead.get(w.here(`/dispositions?${query}`))).status).toBe(422);
    expect((await w.lead.get(w.here('/dispositions?roundTable=RTB-999'))).status).toBe(404);
  });

  it('are left out when they were taken back', async () => {
    const { table: at, guest, item } = await spokenAt('on-the-record');
    const thread = await guest.make<Thread>(w.here(`/round-tables/${at.id}/seat/threads`), { subjectId: item, text: 'Regretted' });
    await w.lead.post(w.here(`/threads/${thread.id}/comments`), { text: 'An answer' });
    await guest.delete(w.here(`/round-tables/${at.id}/seat/threads/${thread.id}/comments/${thread.comments[0]?.id}`));
    expect((await table(`roundTable=${at.id}`)).rows).toHaveLength(3);
  });

  it('as CSV have one row a remark, letters that spreadsheets read right, and no formula', async () => {
    const made = await w.lead.make<{ id: string; ref: string }>(w.here('/recommendations'), { title: 'Қазақша, "цитата"' });
    for (const text of ['=HYPERLINK("http://127.0.0.1")', '+1', '-1', '@sum', '＝1', 'two\nlines'])
      await beginOn(w.lead, w, made, { text });
    const { text, headers } = await csv(`recommendation=${made.ref}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${made.ref}-dispositions.csv"`);
    expect(text).toContain('"Қазақша, ""цитата"""');
    expect(text).toContain(`"'=HYPERLINK(""http://127.0.0.1"")"`);
    for (const guarded of ["'+1", "'-1", "'@sum", "'＝1"]) expect(text).toContain(`,${guarded},`);
    expect(text).toContain('"two\nlines"');
    const bytes = await w.app.request(`/api${w.here(`/dispositions.csv?recommendation=${made.ref}`)}`, {
      headers: { cookie: w.lead.cookie ?? '' },
    });
    expect([...new Uint8Array(await bytes.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it.each([
    ['en', 'Remarks and decisions', 'accepted in part', 'not yet decided'],
    ['ru', 'Замечания и решения', 'принято частично', 'пока не решено'],
    ['kk', 'Ескертулер мен шешімдер', 'ішінара қабылданды', 'әлі шешілмеген'],
  ])('as a Word document speak the reader’s language: %s', async (language, title, partly, waiting) => {
    const { table: at } = await spokenAt('on-the-record');
    const text = await word(`roundTable=${at.id}&language=${language}`);
    for (const part of [title, partly, waiting, 'Aigul, Chamber', 'Half of it is done', 'the new words']) expect(text).toContain(part);
    expect(text).toContain('<dc:creator>Concordance</dc:creator>');
  });

  it.each([
    ['organisation-only', /Aigul/, /Chamber/],
    ['chatham-house', /Aigul|Chamber/, /A participant|participant/],
  ] as const)('say who spoke as far as the rule "%s" goes, on screen and in files', async (rule, never, always) => {
    const { table: at } = await spokenAt(rule);
    const query = `roundTable=${at.id}`;
    for (const text of [JSON.stringify(await table(query)), (await csv(query)).text, await word(query)]) {
      expect(text).not.toMatch(never);
      expect(text).toMatch(always);
      expect(text).toContain('Too weak');
    }
  });

  it('keep what was said at a closed table with the team: on screen, and in no file', async () => {
    const { table: at } = await spokenAt('closed');
    const query = `roundTable=${at.id}`;
    expect((await table(query)).rows[0]).toMatchObject({
      remark: 'Too weak',
      withheld: true,
      author: { kind: 'participant', label: null },
    });
    for (const text of [(await csv(query)).text, await word(query)]) {
      expect(text).not.toMatch(/Too weak|old words|new words|Half of it|Aigul|Chamber/);
      expect(text).toContain(at.ref);
    }
  });

  it('of recommendations go into an edition: how they ended, and no name that a rule hides', async () => {
    const made = await readyRecommendation(w.lead, w.here, 'Approved');
    const speak = async (rule: AttributionRule, text: string) => {
      const planned = await w.lead.make<Table>(w.here('/round-tables'), { title: 'On it', rule, agenda: [{ recommendationId: made.id }] });
      await w.lead.post(w.here(`/round-tables/${planned.id}/state`), { version: 1, to: 'open' });
      const guest = await guestOf(w, await sharedLink(w.lead, planned), 'Aigul', 'Chamber');
      const thread = await guest.make<Thread>(w.here(`/round-tables/${planned.id}/seat/threads`), { subjectId: made.id, text });
      await end(thread, { disposition: 'rejected', reason: `Reason for ${text}` });
    };
    await speak('on-the-record', 'Said openly');
    await speak('chatham-house', 'Said under the rule');
    await speak('closed', 'Said behind doors');
    await end(await beginOn(w.researcher, w, made, { text: 'Only resolved' }), {});
    const open = await beginOn(w.researcher, w, made, { text: 'Still open' });
    const set = await w.lead.make<{ id: string; version: number }>(w.here('/sets'), {
      title: 'To be signed',
      itemIds: [made.id],
      approverIds: [signer.id],
    });
    const path = w.here(`/sets/${set.id}`);
    const readiness = await w.lead.get(`${path}/readiness`);
    expect(JSON.stringify(readiness.body)).toContain('open-thread');
    await end(open, {});
    const opened = await w.lead.post<{ version: number }>(`${path}/open`, { version: set.version });
    expect(opened.status).toBe(200);
    const { body } = await signer.get<{ hash: string }>(`${path}/approval`);
    const signed = await signer.post(`${path}/sign`, { hash: body.hash, name: 'signer', password: PASSWORD });
    expect(signed.status).toBe(200);
    const edition = (await w.lead.get<{ edition: EditionDocument }>(`${path}/editions/1`)).body.edition;
    expect(edition.threads).toMatchObject([
      { remark: 'Said openly', author: 'Aigul, Chamber', disposition: 'rejected', reason: 'Reason for Said openly' },
      { remark: 'Said under the rule', author: '', disposition: 'rejected' },
    ]);
  });
});
