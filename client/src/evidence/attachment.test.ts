import { expect, test } from 'vitest';
import { fileSize, hashGroups } from './attachment.ts';

test('a size is said in kilobytes, then in megabytes', () => {
  expect(fileSize(10, 'en')).toBe('1 kB');
  expect(fileSize(812_345, 'en')).toBe('812 kB');
  expect(fileSize(2_440_000, 'en')).toBe('2.4 MB');
});

test('a fingerprint is shown in groups and loses nothing', () => {
  const hash = '7c419e02'.repeat(8);
  expect(hashGroups(hash).replaceAll(' ', '')).toBe(hash);
  expect(hashGroups(hash).split(' ')).toHaveLength(8);
});
