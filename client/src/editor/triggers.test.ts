import { describe, expect, it } from 'vitest';
import { findTrigger } from './triggers.ts';

describe('what opens a menu at the caret', () => {
  it.each([
    ['/', 'block', ''],
    ['Text /head', 'block', 'head'],
    ['/заг', 'block', 'заг'],
    ['@', 'person', ''],
    ['and @Әсел Н', 'person', 'Әсел Н'],
    ['(@Ma', 'person', 'Ma'],
    ['rose [[', 'cite', ''],
    ['rose[[trade in 2019', 'cite', 'trade in 2019'],
    ['[[қазақ', 'cite', 'қазақ'],
  ])('%j asks for %s %j', (before, kind, query) => {
    expect(findTrigger(before)).toMatchObject({ kind, query });
  });
  it.each(['and/or', 'km/h', 'lead@example', '/two words', '[[closed]]', '[one', 'nothing', `/${'x'.repeat(25)}`])(
    '%j asks for nothing',
    (before) => {
      expect(findTrigger(before)).toBeNull();
    },
  );
  it('its length is what the choice replaces', () => {
    expect(findTrigger('rose [[ab')?.length).toBe(4);
    expect(findTrigger('see @As')?.length).toBe(3);
    expect(findTrigger('see /qu')?.length).toBe(3);
  });
});
