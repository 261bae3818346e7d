import { textAccess } from '@concordance/server/recommendations/access';
import { docxOf } from '@concordance/server/roundtables/docx';
import type { EditorJson } from '@concordance/shared/editor/json';
import { plainText } from '@concordance/shared/editor/read';
import { editorSchema } from '@concordance/shared/editor/schema';
import { ATTRIBUTION_RULES, type AttributionRule } from '@concordance/shared/roundtables/rules';
import type { Table } from '@concordance/shared/roundtables/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { guestOf, openRound, openTable, sharedLink } from '../support/round-table.ts';
import { ORIGIN, type World, world } from '../support/world.ts';
import { unzipped } from '../support/zip.ts';

describe.each(DIALECTS)('minutes on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());
  const at = (table: Table, path = '') => w.here(`/round-tables/${table.id}${path}`);
  const close = async (table: Table) => (await w.lead.post<Table>(at(table, '/state'), { version: table.version, to: 'closed' })).body;
  const begin = (table: Table, language = 'en') => w.lead.post<Table>(at(table, '/minutes'), { language });
  const read = async (table: Table) => (await w.observer.get<{ documentId: string; text: EditorJson }>(at(table, '/minutes'))).body;

  async function heldTable(rule: AttributionRule) {
    const table = await openTable(w.lead, w.programmeId, { title: 'Union market', rule, heldOn: '2020-05-05' }, 2);
    const token = await sharedLink(w.lead, table);
    const guests = [];
    for (const [name, house] of [
      ['Zarina', 'Bank'],
      ['Aigul', 'Chamber'],
      ['Boris', 'Chamber'],
    ] as const)
      guests.push(await guestOf(w, token, name, house));
    const round = await openRound(w.lead, table);
    for (const guest of guests)
      await guest.ask('PUT', at(table, `/seat/rounds/${round.id}/answer`), {
        body: { ratings: { desirability: 8, feasibility: 3, confidence: 5 } },
      });
    return close(table);
  }

  it.each(ATTRIBUTION_RULES)('name who was there as far as the rule "%s" goes', async (rule) => {
    const table = await heldTable(rule);
    expect((await begin(table)).body.life).toMatchObject({ state: 'minuted' });
    const text = plainText((await read(table)).text);
    expect(text).toContain('Guests present: 3.');
    expect(/Aigul|Boris|Zarina/.test(text)).toBe(rule === 'on-the-record');
    expect(/Chamber|Bank/.test(text)).toBe(rule === 'on-the-record' || rule === 'organisation-only');
    if (rule === 'organisation-only') expect(text.match(/Chamber/g)).toHaveLength(1);
  });

  it('tell the items in order, with the ratings of each, in the language asked for', async () => {
    const table = await heldTable('chatham-house');
    await begin(table, 'ru');
    const { text } = await read(table);
    const lines = plainText(text);
    expect(lines).toMatch(/Протокол: Union market[\s\S]*Пункт 1\. Item 1[\s\S]*Раунд 1[\s\S]*Консенсуса нет[\s\S]*Пункт 2\. Item 2/);
    expect(lines).toContain('5 мая 2020');
    expect(() => editorSchema().nodeFromJSON(text).check()).not.toThrow();
  });

  it('are begun once, after the table has closed, however many begin at once', async () => {
    const open = await openTable(w.lead, w.programmeId);
    expect((await begin(open)).body).toMatchObject({ code: 'move-not-allowed' });
    const closed = await close(open);
    const answers = await Promise.all([begin(closed), begin(closed), begin(closed)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422]);
    const documents = await w.database.reader.selectFrom('documents').select('id').where('owner_id', '=', closed.id).execute();
    expect(documents).toHaveLength(1);
    expect(plainText((await read(closed)).text).match(/Minutes:/g)).toHaveLength(1);
  });

  it('are a text that the team writes and a guest never opens', async () => {
    const table = await heldTable('on-the-record');
    const { life } = (await begin(table)).body;
    const documentId = life.state === 'minuted' ? life.minutesDocumentId : '';
    const access = textAccess(w.database, w.identity.sessions, { secure: true, origins: () => [ORIGIN], guestReads: async () => false });
    const admitted = async (userId: string) => {
      const session = await w.database.reader.selectFrom('sessions').select('id').where('user_id', '=', userId).executeTakeFirstOrThrow();
      const admission = await access.readmit(session.id, documentId);
      return admission.kind === 'admitted' ? admission.write : null;
    };
    expect([await admitted(w.lead.id), await admitted(w.researcher.id), await admitted(w.observer.id)]).toEqual([true, true, false]);
    expect(await admitted(w.participant.id)).toBeNull();
  });

  it('go into Word without anybody’s name in the file’s own notes', async () => {
    const table = await heldTable('chatham-house');
    await begin(table);
    const answer = await w.app.request(`/api${at(table, '/minutes.docx')}`, { headers: { cookie: w.lead.cookie ?? '' } });
    expect(answer.headers.get('content-type')).toContain('wordprocessingml');
    const parts = unzipped(new Uint8Array(await answer.arrayBuffer()));
    expect(parts.get('word/document.xml')).toContain('Union market');
    expect(parts.get('docProps/core.xml')).toContain('<dc:creator>Concordance</dc:creator>');
    for (const [, xml] of parts) expect(xml).not.toMatch(/Aigul|Boris|Zarina|Chamber|Bank|>lead</);
  });
});

it('a Word file keeps headings, lists, tables, links and marks', async () => {
  const p = (...content: EditorJson[]): EditorJson => ({ type: 'paragraph', content });
  const t = (text: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]): EditorJson => ({ type: 'text', text, marks });
  const json: EditorJson = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [t('A heading')] },
      p(t('bold', { type: 'bold' }), t('site', { type: 'link', attrs: { href: 'https://example.org/' } })),
      p(t('bad', { type: 'link', attrs: { href: 'javascript:alert(1)' } })),
      { type: 'bulletList', content: [{ type: 'listItem', content: [p(t('first')), p(t('under first'))] }] },
      { type: 'orderedList', content: [{ type: 'listItem', content: [p(t('one'))] }] },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [p(t('head'))] }] }] },
    ],
  };
  const parts = unzipped(await docxOf(json, 'T'));
  const xml = parts.get('word/document.xml') ?? '';
  expect(xml).toContain('Heading2');
  expect(xml).toMatch(/<w:b\/?>|<w:b w:val="true"/);
  expect(xml.match(/<w:numPr>/g)).toHaveLength(2);
  expect(xml).toContain('<w:tblHeader/>');
  expect(parts.get('word/_rels/document.xml.rels')).toContain('https://example.org/');
  expect([...parts.values()].join('')).not.toContain('javascript:');
});
