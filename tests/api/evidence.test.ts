import { createHash } from 'node:crypto';
import { sweepAttachments } from '@concordance/server/files/actions';
import type { Evidence } from '@concordance/shared/evidence/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../support/dialects.ts';
import { type World, world } from '../support/world.ts';

const MEGABYTE = 1024 * 1024;

describe.each(DIALECTS)('evidence on $name', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ dialect });
  });
  afterAll(() => w.drop());

  const item = () => w.lead.make<Evidence>(w.here('/evidence'), { title: 'An item' });
  const put = (id: string, file: File | string, who = w.researcher) => {
    const form = new FormData();
    form.set('file', file);
    return who.ask<Evidence>('PUT', w.here(`/evidence/${id}/attachment`), { raw: form });
  };
  const storedFiles = async () => (await w.database.reader.selectFrom('attachments').select('hash').execute()).length;

  describe('an attached file', () => {
    it('is kept byte for byte with its hash, size, kind and name', async () => {
      const bytes = new Uint8Array([0, 255, 1, 2, 13, 10]);
      const { id } = await item();
      const { status, body } = await put(id, new File([bytes], 'Отчёт 2020.pdf', { type: 'application/pdf' }));
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect(status).toBe(200);
      expect(body.attachment).toEqual({ hash, name: 'Отчёт 2020.pdf', mediaType: 'application/pdf', size: 6 });
      expect(body.version).toBe(2);

      const response = await w.app.request(`/api${w.here(`/evidence/${id}/attachment`)}`, { headers: { cookie: w.observer.cookie ?? '' } });
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82%202020.pdf");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    });

    it.each([
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\me\\plan.docx', 'plan.docx'],
      ['..', 'file'],
      [' ', 'file'],
      ['a\u0007\u0000b.txt', 'ab.txt'],
      [`${'a'.repeat(79)}😀.pdf`, `${'a'.repeat(79)}😀`],
      ["it's (1)*.txt", "it's (1)*.txt"],
    ])('named %j is called %j and can be fetched', async (given, called) => {
      const { id } = await item();
      const { body } = await put(id, new File(['x'], given, { type: 'text/plain' }));
      expect(body.attachment?.name).toBe(called);
      const response = await w.lead.get(w.here(`/evidence/${id}/attachment`));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9.%_~!-]+$/);
    });

    it('of a page or a picture is only ever a download', async () => {
      const { id } = await item();
      await put(id, new File(['<script>alert(1)</script>'], 'x.svg', { type: 'image/svg+xml' }));
      const response = await w.lead.get(w.here(`/evidence/${id}/attachment`));
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    });

    it('with a strange kind is of no kind', async () => {
      const { id } = await item();
      const { body } = await put(id, new File(['x'], 'x', { type: 'text/html;charset=x"y' }));
      expect(body.attachment?.mediaType).toBe('application/octet-stream');
    });

    it('of twenty megabytes is taken, and of one byte more is not', async () => {
      const { id } = await item();
      expect((await put(id, new File([new Uint8Array(20 * MEGABYTE)], 'large'))).status).toBe(200);
      expect(await put(id, new File([new Uint8Array(20 * MEGABYTE + 1)], 'larger'))).toMatchObject({
        status: 413,
        body: { code: 'too-large' },
      });
      expect((await put(id, new File([new Uint8Array(22 * MEGABYTE)], 'too large'))).status).toBe(413);
    });

    it('is not stored when there is no item to hold it', async () => {
      const before = await storedFiles();
      const archived = await item();
      await w.lead.post(w.here(`/evidence/${archived.id}/archive`), { version: 1 });
      expect((await put('EVD-99999', new File(['nobody asked'], 'a.txt'))).status).toBe(404);
      expect(await put(archived.id, new File(['too late'], 'a.txt'))).toMatchObject({ status: 409, body: { code: 'archived' } });
      expect(await storedFiles()).toBe(before);
    });

    it('is asked for as a form with a file in it', async () => {
      const { id } = await item();
      expect(await put(id, 'only words')).toMatchObject({ status: 422, body: { code: 'invalid', fields: [{ path: 'file' }] } });
      const path = w.here(`/evidence/${id}/attachment`);
      expect((await w.lead.ask('PUT', path, { raw: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(415);
      const broken = { raw: 'no form', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
      expect((await w.lead.ask('PUT', path, broken)).status).toBe(400);
    });

    it('is taken away again, and then not found', async () => {
      const { id } = await item();
      await put(id, new File(['x'], 'x.txt'));
      expect((await w.researcher.delete<Evidence>(w.here(`/evidence/${id}/attachment`))).body.attachment).toBeNull();
      expect((await w.lead.get(w.here(`/evidence/${id}/attachment`))).status).toBe(404);
    });

    it('that nobody holds is swept away after a day, and not one that is held or was stored again', async () => {
      const [first, second] = [await item(), await item()];
      const hashes = async () => (await w.database.reader.selectFrom('attachments').select('hash').execute()).map((row) => row.hash);
      const hash = (text: string) => createHash('sha256').update(text).digest('hex');
      await put(first.id, new File(['replaced'], 'a.txt'));
      await put(first.id, new File(['held by two'], 'a.txt'));
      await put(second.id, new File(['held by two'], 'b.txt'));
      await w.lead.delete(w.here(`/evidence/${first.id}/attachment`));
      await sweepAttachments(w.database, new Date());
      expect(await hashes()).toContain(hash('replaced'));

      w.clock.days(2);
      const again = await item();
      await put(again.id, new File(['stored again'], 'c.txt'));
      await w.lead.delete(w.here(`/evidence/${again.id}/attachment`));
      await sweepAttachments(w.database, new Date());
      const left = await hashes();
      expect(left).not.toContain(hash('replaced'));
      expect(left).toContain(hash('held by two'));
      expect(left).toContain(hash('stored again'));
    });

    it('is swept away a few at a time', async () => {
      const rows = Array.from({ length: 25 }, (_, place) => ({
        hash: `${place}`.padStart(64, '0'),
        media_type: 'text/plain',
        size: 1,
        bytes: new Uint8Array([place]),
        created_at: '2020-01-01T00:00:00.000Z',
      }));
      await w.database.write((tx) => tx.insertInto('attachments').values(rows).execute());
      expect(await sweepAttachments(w.database, new Date())).toBe(20);
      expect(await sweepAttachments(w.database, new Date())).toBeGreaterThanOrEqual(5);
      expect(await sweepAttachments(w.database, new Date())).toBe(0);
    });

    it('of another programme is not found, whatever id is used', async () => {
      const { id } = await item();
      await put(id, new File(['x'], 'x.txt'));
      expect((await w.second.lead.get(w.second.here(`/evidence/${id}/attachment`))).status).toBe(404);
      expect((await w.second.lead.get(w.here(`/evidence/${id}/attachment`))).status).toBe(404);
    });

    it('is not even read from somebody who has not signed in', async () => {
      const form = new FormData();
      form.set('file', new File(['x'], 'x'));
      expect((await w.nobody.ask('PUT', w.here('/evidence/EVD-1/attachment'), { raw: form })).status).toBe(401);
    });
  });

  it('shows its source and the reliability of that source as it is now', async () => {
    const source = await w.lead.make(w.here('/sources'), { title: 'Bank', reliability: 'B' });
    const { id } = await w.lead.make<Evidence>(w.here('/evidence'), { title: 'Report', sourceId: source.id, credibility: 2 });
    await w.lead.patch(w.here(`/sources/${source.id}`), { version: 1, changes: { reliability: 'C' } });
    expect((await w.lead.get(w.here(`/evidence/${id}`))).body).toMatchObject({ sourceTitle: 'Bank', reliability: 'C', credibility: 2 });
  });

  it('says who judged a source and when, whatever the writer claims', async () => {
    const claimed = { reliabilityBy: w.observer.id, reliabilityOn: '1999-01-01' };
    const source = await w.researcher.make<{ id: string }>(w.here('/sources'), { title: 'Judged', reliability: 'A', ...claimed });
    const today = new Date().toISOString().slice(0, 10);
    expect(source).toMatchObject({ reliabilityBy: w.researcher.id, reliabilityOn: today });
    w.clock.days(3);
    const path = w.here(`/sources/${source.id}`);
    const other = await w.lead.patch(path, { version: 1, changes: { note: 'seen', ...claimed } });
    expect(other.body).toMatchObject({ reliabilityBy: w.researcher.id, reliabilityOn: today });
    const judged = await w.lead.patch(path, { version: 2, changes: { reliability: 'F' } });
    expect(judged.body).toMatchObject({ reliabilityBy: w.lead.id, reliabilityOn: new Date().toISOString().slice(0, 10) });
    const withdrawn = await w.lead.patch(path, { version: 3, changes: { reliability: null } });
    expect(withdrawn.body).toMatchObject({ reliabilityBy: null, reliabilityOn: null });
  });

  it('keeps figures with unit, period and place, and the consent of a speaker', async () => {
    const figures = [{ measure: 'Trade', value: '23.6', unit: 'bn USD', period: '2019', place: 'EAEU' }];
    const made = await w.lead.make<Evidence>(w.here('/evidence'), { title: 'F', kind: 'statistic', figures, consent: 'anonymous' });
    expect(made).toMatchObject({ figures, consent: 'anonymous' });
    expect((await w.lead.get(w.here(`/evidence/${made.id}`))).body).toMatchObject({ figures, consent: 'anonymous' });
  });

  it('is not superseded by itself, not even around a corner', async () => {
    const first = await item();
    const second = await w.lead.make<Evidence>(w.here('/evidence'), { title: 'Newer', supersededById: first.id, state: 'superseded' });
    for (const supersededById of [first.id, second.id]) {
      expect(await w.lead.patch(w.here(`/evidence/${first.id}`), { version: 1, changes: { supersededById } })).toMatchObject({
        status: 422,
        body: { code: 'own-cycle', fields: [{ path: 'supersededById' }] },
      });
    }
  });

  it('with a description deep enough to exhaust its reader is refused, and nothing fails', async () => {
    for (const depth of [20, 9_000, 100_000]) {
      const raw = `{"title":"deep","csl":{"type":"book","note":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
      const headers = { 'content-type': 'application/json' };
      expect(await w.lead.ask('POST', w.here('/evidence'), { raw, headers })).toMatchObject({ status: 422, body: { code: 'invalid' } });
    }
  });
});
