import { expect, test } from 'vitest';
import { stateChange } from './state-change.ts';

const choice = { by: null, reason: '', itself: 'evd1', today: new Date(2020, 8, 5, 23, 30) };

test('withdrawing needs a reason', () => {
  expect(stateChange('withdraw', { ...choice, reason: '  ' })).toEqual({ ready: false, missing: 'reason' });
  expect(stateChange('withdraw', { ...choice, reason: ' Figures corrected ' })).toEqual({
    ready: true,
    changes: { state: 'withdrawn', supersededById: null, stateReason: 'Figures corrected', stateOn: '2020-09-05' },
  });
});

test('superseding needs another item', () => {
  expect(stateChange('supersede', choice)).toEqual({ ready: false, missing: 'by' });
  expect(stateChange('supersede', { ...choice, by: 'evd1' })).toEqual({ ready: false, missing: 'by' });
  expect(stateChange('supersede', { ...choice, by: 'evd2' })).toMatchObject({
    ready: true,
    changes: { state: 'superseded', supersededById: 'evd2' },
  });
});

test('an item made active again has no successor and no old reason', () => {
  expect(stateChange('activate', { ...choice, by: 'evd2' })).toMatchObject({
    ready: true,
    changes: { state: 'active', supersededById: null, stateReason: '' },
  });
});
