import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function complaint(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('the configuration', () => {
  it('needs nothing to be said', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4800,
      data: 'data',
      databaseUrl: null,
      origins: ['http://127.0.0.1:4800', 'http://localhost:4800'],
      trustedProxies: 0,
      secure: false,
      logLevel: 'info',
      loginAttempts: 10,
      ratingKey: null,
      mail: null,
      limits: {},
    });
  });

  it('takes an empty variable for one that is not there', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', CONCORDANCE_ORIGINS: '' })).toEqual(readConfig({}));
  });

  it('sends mail where it is told a server, from the address people know', () => {
    const SMTP_URL = 'smtp://user:word@mail.example:587';
    expect(readConfig({ SMTP_URL, CONCORDANCE_ORIGINS: 'https://drafts.example.org' }).mail).toEqual({
      smtpUrl: SMTP_URL,
      from: 'Concordance <concordance@drafts.example.org>',
    });
    expect(readConfig({ SMTP_URL, CONCORDANCE_MAIL_FROM: 'Drafts <drafts@example.org>' }).mail?.from).toBe('Drafts <drafts@example.org>');
    expect(complaint({ SMTP_URL: 'mail.example:25' })).toContain('SMTP_URL: must begin with smtp:// or smtps://');
    expect(complaint({ SMTP_URL, CONCORDANCE_MAIL_FROM: 'nobody' })).toContain('CONCORDANCE_MAIL_FROM');
    expect(complaint({ SMTP_URL, CONCORDANCE_MAIL_FROM: 'a@b.example\nBcc: c@d.example' })).toContain('CONCORDANCE_MAIL_FROM');
  });

  it('is secure where every address is https', () => {
    expect(readConfig({ CONCORDANCE_ORIGINS: 'https://a.example' }).secure).toBe(true);
    expect(readConfig({ CONCORDANCE_ORIGINS: 'https://a.example, http://localhost:4800' })).toMatchObject({
      secure: false,
      origins: ['https://a.example', 'http://localhost:4800'],
    });
  });

  it('tells all its problems at once, each by the name of its variable', () => {
    const lines = complaint({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      CONCORDANCE_ORIGINS: 'https://a.example/path',
      CONCORDANCE_TRUSTED_PROXIES: '-1',
      CONCORDANCE_LOGIN_ATTEMPTS: '1.5',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'CONCORDANCE_ORIGINS',
      'CONCORDANCE_TRUSTED_PROXIES',
      'CONCORDANCE_LOGIN_ATTEMPTS',
      'LOG_LEVEL',
    ])
      expect(lines).toContain(`${name}:`);
  });

  it('does not repeat the password of a database that it refuses', () => {
    expect(complaint({ DATABASE_URL: 'mysql://me:canary@host/x' })).not.toContain('canary');
  });

  it.each(['https://a.example/', 'a.example', 'https://a.example/x', 'null', '*', ','])('has no origin %s', (origin) => {
    expect(complaint({ CONCORDANCE_ORIGINS: origin })).toContain('CONCORDANCE_ORIGINS');
  });

  it.each(['-1', '65536', '1.5', 'x'])('has no port %s', (port) => {
    expect(complaint({ PORT: port })).toContain('PORT');
  });

  it('takes limits of the live channel by their names', () => {
    const limits = { socketsPerAddress: 500, messages: { perSecond: 100, burst: 1_000 } };
    expect(readConfig({ CONCORDANCE_LIMITS: JSON.stringify(limits) }).limits).toEqual(limits);
  });

  it('names every limit that it cannot use', () => {
    const lines = complaint({
      CONCORDANCE_LIMITS: '{"soketsPerAddress": 5, "elements": [], "sockets": -1, "frameBytes": "large", "messages": {"perSecond": 1}}',
    });
    for (const problem of [
      'CONCORDANCE_LIMITS: soketsPerAddress: there is no such limit',
      'elements: there is no such limit',
      'sockets: must be more than nothing',
      'frameBytes: must be a number',
      'messages.burst: must be a number',
    ])
      expect(lines).toContain(problem);
  });

  it.each(['[]', '5', 'null', '{', '{"sockets"'])('has no limits in %s', (text) => {
    expect(complaint({ CONCORDANCE_LIMITS: text })).toContain('CONCORDANCE_LIMITS: must be a JSON object');
  });
});
