import { Problem } from '@concordance/shared/problems';
import { describe, expect, it } from 'vitest';
import { argon2Passwords, refuseCommonPassword } from './passwords.ts';

const refused = (password: string, own: readonly string[] = []) => {
  try {
    refuseCommonPassword(password, own);
    return false;
  } catch (error) {
    return error instanceof Problem && error.code === 'common-password';
  }
};

describe('a password', () => {
  it.each([
    'password',
    'PASSWORD',
    'Password1!',
    'iloveyou2020',
    '1234567890',
    'qwertyuiop',
    'abcdefghij',
    'aaaaaaaaaaaa',
    'abababababab',
    'letmein!!!',
  ])('that attackers try first is refused: %s', (password) => {
    expect(refused(password)).toBe(true);
  });

  it('that is little more than the name or the address of its owner is refused', () => {
    expect(refused('aigerim2020', ['Aigerim'])).toBe(true);
    expect(refused('Research.kz', ['research'])).toBe(true);
    expect(refused('aigerim walks to the bazaar', ['Aigerim'])).toBe(false);
  });

  it.each(['four unrelated wooden words', 'сіздің құпиясөзіңіз ұзын', 'K7#pq9-Lm2!x'])('that is merely long is taken: %s', (password) => {
    expect(refused(password)).toBe(false);
  });
});

describe('stored passwords', () => {
  const passwords = argon2Passwords();

  it('are argon2id with the agreed cost, salted', async () => {
    const [one, other] = await Promise.all([passwords.hash('the same words'), passwords.hash('the same words')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('are recognised, composed or decomposed', async () => {
    const hash = await passwords.hash('парольй долгий');
    expect(await passwords.verify(hash, 'парольи\u0306 долгий')).toBe(true);
    expect(await passwords.verify(hash, 'пароль долгий')).toBe(false);
  });

  it('that do not exist are never right', async () => {
    expect(await passwords.verify(null, 'a password nobody has')).toBe(false);
  });

  it('are checked in a queue with an end', async () => {
    const hash = await passwords.hash('the same words');
    const outcomes = await Promise.allSettled(Array.from({ length: 90 }, () => passwords.verify(hash, 'other words')));
    const turnedAway = outcomes.filter((one) => one.status === 'rejected');
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const { reason } of turnedAway) expect(reason).toMatchObject({ code: 'busy', details: { retryAfter: 2 } });
    expect(await passwords.verify(hash, 'the same words')).toBe(true);
  });
});
