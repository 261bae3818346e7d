import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleRecommendation } from '../sample-records.ts';
import { type Screen, show } from '../screen.test-support.tsx';
import { changedOf, PriorityFact } from './ChoiceFacts.tsx';
import { asksWhy, StrengthFact } from './StrengthFact.tsx';
import { IndicatorsFact } from './TextFacts.tsx';

let screen: Screen | undefined;
afterEach(() => {
  screen?.leave();
  screen = undefined;
});

const props = (record: Recommendation, save = vi.fn()) => ({ programmeId: 'p', record, save, readOnly: false });

describe('strength and certainty', () => {
  it('ask for a reason only when strong advice stands on low or very low certainty', () => {
    expect(asksWhy({ strength: 'strong', certainty: 'very-low' })).toBe(true);
    expect(asksWhy({ strength: 'strong', certainty: 'moderate' })).toBe(false);
    expect(asksWhy({ strength: 'conditional', certainty: 'low' })).toBe(false);
  });

  it('are written together with the reason, in one change', async () => {
    const save = vi.fn();
    const record = sampleRecommendation({ strength: 'strong', certainty: 'moderate' });
    screen = await show(<StrengthFact {...props(record, save)} />);
    await screen.click(/^Strength · certainty: /);
    await screen.click('Very low');
    await screen.type(screen.control(/^Why strong/), 'Harm is certain.');
    await screen.click('Done');
    expect(save).toHaveBeenCalledWith(record, { certainty: 'very-low', strengthWhy: 'Harm is certain.' });
  });
});

describe('a fact with a few choices', () => {
  it('keeps what was chosen when it closes', async () => {
    const save = vi.fn();
    const record = sampleRecommendation({ priority: 'low' });
    screen = await show(<PriorityFact {...props(record, save)} />);
    await screen.click(/^Priority: /);
    await screen.click('High');
    await screen.press('Enter', screen.control('High'));
    expect(save).toHaveBeenCalledWith(record, { priority: 'high' });
  });

  it('forgets it with Esc', async () => {
    const save = vi.fn();
    screen = await show(<PriorityFact {...props(sampleRecommendation({ priority: 'low' }), save)} />);
    await screen.click(/^Priority: /);
    await screen.click('High');
    await screen.press('Escape', screen.control('High'));
    expect(save).not.toHaveBeenCalled();
  });

  it('sends only what differs', () => {
    const base = sampleRecommendation({ horizon: 'medium', horizonNote: 'to 2025' });
    expect(changedOf(base, { horizon: 'medium', horizonNote: 'to 2026' })).toEqual({ horizonNote: 'to 2026' });
    expect(changedOf(base, { horizon: 'medium' })).toBeNull();
  });
});

it('indicators are the lines that say something', async () => {
  const save = vi.fn();
  const record = sampleRecommendation();
  screen = await show(<IndicatorsFact {...props(record, save)} />);
  await screen.click(/^Indicators: /);
  await screen.type(screen.control(/^What would show/), 'Share of exports\n\n  Days at the border ');
  await screen.click('Done');
  expect(save).toHaveBeenCalledWith(record, { indicators: ['Share of exports', 'Days at the border'] });
});
