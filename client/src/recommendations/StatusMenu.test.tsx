import { afterEach, expect, it } from 'vitest';
import { StatusMenu } from './StatusMenu.tsx';
import { sampleRecommendation } from './sample-records.ts';
import { type Screen, show } from './screen.test-support.tsx';

let screen: Screen;
afterEach(() => screen.leave());

it('moves forward with one press', async () => {
  const record = sampleRecommendation({ status: 'draft' });
  screen = await show(<StatusMenu programmeId="p" record={record} readOnly={false} />, () => ({
    ...record,
    status: 'in-discussion',
    version: 2,
  }));
  await screen.click(/^Status: Draft/);
  await screen.click(/^In discussion/);
  expect(screen.asked).toMatchObject([{ method: 'POST', body: { version: 1, to: 'in-discussion', reason: '' } }]);
});

it('asks for a reason before it moves back, and sends nothing without one', async () => {
  const record = sampleRecommendation({ status: 'ready' });
  screen = await show(<StatusMenu programmeId="p" record={record} readOnly={false} />, () => ({ ...record, status: 'draft', version: 2 }));
  await screen.click(/^Status: Ready/);
  await screen.click(/^Draft/);
  await screen.click(/^Move the status/);
  expect(screen.asked).toEqual([]);
  await screen.type(screen.control(/^Why back/), 'A figure is not checked.');
  await screen.click(/^Move the status/);
  expect(screen.asked).toMatchObject([{ body: { to: 'draft', reason: 'A figure is not checked.' } }]);
});

it('moves on the newer version when somebody changed another fact meanwhile', async () => {
  const record = sampleRecommendation({ status: 'draft' });
  const current = { ...record, version: 4, priority: 'high' };
  screen = await show(<StatusMenu programmeId="p" record={record} readOnly={false} />, ({ body }) =>
    (body as { version: number }).version === 4
      ? { ...current, status: 'in-discussion', version: 5 }
      : Response.json({ code: 'stale-version', status: 409, title: 'Changed', current }, { status: 409 }),
  );
  await screen.click(/^Status: Draft/);
  await screen.click(/^In discussion/);
  expect(screen.asked.map(({ body }) => (body as { version: number }).version)).toEqual([1, 4]);
});

it('is a word and nothing to press for those who read', async () => {
  screen = await show(<StatusMenu programmeId="p" record={sampleRecommendation()} readOnly />);
  expect(screen.text()).toContain('Draft');
  expect(document.querySelector('button')).toBeNull();
});
