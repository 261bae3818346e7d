import { ID_PATTERN } from '@concordance/shared/ids';
import { describe, expect, it } from 'vitest';
import { newId, newSecret } from './ids.ts';

describe('an id', () => {
  it('has the agreed form and is never given twice', () => {
    const ids = Array.from({ length: 1000 }, () => newId());
    expect(ids.every((id) => ID_PATTERN.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('a secret', () => {
  it('has 32 characters of 32 kinds', () => {
    const secrets = Array.from({ length: 1000 }, newSecret);
    expect(secrets.every((secret) => /^[0-9a-hjkmnp-tv-z]{32}$/.test(secret))).toBe(true);
    expect(new Set([...secrets.join('')]).size).toBe(32);
  });
});
