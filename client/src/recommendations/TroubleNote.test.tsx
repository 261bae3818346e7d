import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQuery } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { recommendationQuery } from './queries.ts';
import { sampleRecommendation } from './sample-records.ts';
import { type Asked, type Screen, show } from './screen.test-support.tsx';
import { TroubleNote } from './TroubleNote.tsx';
import { useFacts } from './use-facts.ts';

let screen: Screen;
afterEach(() => screen.leave());

const seen = sampleRecommendation({ version: 1, title: 'Open the market' });

function Part() {
  const { data } = useQuery(recommendationQuery('p', 'REC-7'));
  const facts = useFacts('p', 'REC-7');
  return (
    <>
      <h1>{data?.title}</h1>
      <button type="button" onClick={() => facts.save(seen, { title: 'Mine' })}>
        write
      </button>
      <TroubleNote facts={facts} />
    </>
  );
}

/** A server on which somebody else has meanwhile written `theirs`. */
function server(theirs: Recommendation) {
  let row = theirs;
  return ({ method, body }: Asked) => {
    if (method === 'GET') return row;
    const { version, changes } = body as { version: number; changes: Partial<Recommendation> };
    if (version !== row.version)
      return Response.json({ code: 'stale-version', status: 409, title: 'Changed', current: row }, { status: 409 });
    row = { ...row, ...changes, version: row.version + 1 };
    return row;
  };
}

it('shows both values when two people wrote the same fact, and writes mine only when told to', async () => {
  screen = await show(<Part />, server({ ...seen, version: 2, title: 'Theirs' }));
  await screen.click('write');
  expect(screen.text()).toContain('It says now Theirs');
  expect(screen.text()).toContain('You wrote Mine');
  expect(document.querySelector('h1')?.textContent).toBe('Theirs');
  await screen.click('Keep mine');
  expect(document.querySelector('h1')?.textContent).toBe('Mine');
  expect(screen.text()).not.toContain('You wrote');
});

it('leaves theirs when mine is given up', async () => {
  screen = await show(<Part />, server({ ...seen, version: 2, title: 'Theirs' }));
  await screen.click('write');
  await screen.click('Take theirs');
  expect(document.querySelector('h1')?.textContent).toBe('Theirs');
  expect(screen.asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
});

it('says nothing when the other person changed another fact', async () => {
  screen = await show(<Part />, server({ ...seen, version: 2, priority: 'high' }));
  await screen.click('write');
  expect(document.querySelector('h1')?.textContent).toBe('Mine');
  expect(document.querySelector('[role="alert"]')).toBeNull();
});

it('shows the old value again and keeps mine for another try when the server does not answer', async () => {
  let down = true;
  const live = server(seen);
  screen = await show(<Part />, (asked) => (asked.method === 'PATCH' && down ? Response.json({}, { status: 503 }) : live(asked)));
  await screen.click('write');
  expect(document.querySelector('h1')?.textContent).toBe('Open the market');
  down = false;
  await screen.click('Try again');
  expect(document.querySelector('h1')?.textContent).toBe('Mine');
});
