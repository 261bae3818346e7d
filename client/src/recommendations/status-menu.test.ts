import { describe, expect, it } from 'vitest';
import { statusEntries } from './status-menu.ts';

describe('the status menu', () => {
  it('offers the next step and closes the one after it', () => {
    expect(statusEntries('draft')).toEqual([
      { to: 'draft', kind: 'here' },
      { to: 'in-discussion', kind: 'forward' },
      { to: 'ready', kind: 'closed', after: 'in-discussion' },
    ]);
  });

  it('lets a ready recommendation go back any number of steps, asking why', () => {
    expect(statusEntries('ready').map((entry) => entry.kind)).toEqual(['back', 'back', 'here']);
  });

  it('offers both directions from the middle', () => {
    expect(statusEntries('in-discussion').map((entry) => entry.kind)).toEqual(['back', 'here', 'forward']);
  });
});
