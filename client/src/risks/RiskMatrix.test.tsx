import { afterEach, expect, test } from 'vitest';
import { type Screen, show } from '../registers/screen.test-support.tsx';
import { RiskMatrix } from './RiskMatrix.tsx';

let screen: Screen;
afterEach(() => screen.leave());

test('says in words what it draws', async () => {
  screen = await show(<RiskMatrix inherent={{ likelihood: 5, impact: 4 }} residual={{ likelihood: 2, impact: 4 }} />);
  expect(screen.find('svg[role=img]').getAttribute('aria-label')).toBe(
    'Before treatment: Almost certain; impact: Large. After treatment: Unlikely; impact: Large.',
  );
});

test('tells the two marks apart by number, not by colour', async () => {
  screen = await show(<RiskMatrix inherent={{ likelihood: 5, impact: 4 }} residual={{ likelihood: 2, impact: 4 }} />);
  const marks = [...screen.find('svg[role=img]').querySelectorAll('g text')].map((mark) => mark.textContent);
  expect(marks).toEqual(['1', '2']);
});

test('a risk that nobody judged has no mark', async () => {
  screen = await show(<RiskMatrix inherent={null} residual={null} />);
  expect(screen.find('svg[role=img]').querySelector('g')).toBeNull();
  expect(screen.find('svg[role=img]').getAttribute('aria-label')).toContain('not judged');
});

test('a treatment that changes nothing shows one mark and says so', async () => {
  const place = { likelihood: 3, impact: 3 };
  screen = await show(<RiskMatrix inherent={place} residual={place} />);
  expect(screen.find('svg[role=img]').querySelectorAll('g')).toHaveLength(1);
  expect(screen.place.textContent).toContain('in the same place');
});
