import { z } from 'zod';
import { limitsSetting, type SettableLimits } from './live-limits.ts';

/** Everything the environment may say, as a typed value. Nothing else in the server reads the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of the SQLite file, attachments and the set-up link. */
  readonly data: string;
  readonly databaseUrl: string | null;
  /** Addresses people use in the browser; an unsafe request or an upgrade must come from one of them. */
  readonly origins: readonly string[];
  /** Reverse proxies in front of us; 0 means: the peer's address is the client's. */
  readonly trustedProxies: number;
  /** True where people reach us over https: cookies are Secure and `__Host-`. */
  readonly secure: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Login attempts per account and address in fifteen minutes. */
  readonly loginAttempts: number;
  /** Key of rating answers, in hexadecimal; null: one is made and kept in the data folder. */
  readonly ratingKey: string | null;
  /** Where mail is handed in, and from whom; null: the server sends none. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Caps of the live channel that differ from the defaults. */
  readonly limits: Partial<SettableLimits>;
}

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  message: 'must be an origin such as https://drafts.example.org, without a path',
});

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ message: 'must be a port number' }).int().min(0).max(65_535).default(4800),
  CONCORDANCE_DATA: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  CONCORDANCE_ORIGINS: list.pipe(z.array(origin).min(1, 'must name at least one origin')).optional(),
  CONCORDANCE_TRUSTED_PROXIES: z.coerce.number({ message: 'must be a whole number' }).int().min(0).max(5).default(0),
  CONCORDANCE_LOGIN_ATTEMPTS: z.coerce.number({ message: 'must be a whole number' }).int().min(3).max(10_000).default(10),
  CONCORDANCE_RATING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .refine((value) => URL.canParse(value), 'must be an address such as smtp://user:password@host:587')
    .optional(),
  CONCORDANCE_MAIL_FROM: z
    .string()
    .max(300)
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address such as Concordance <drafts@example.org>')
    .optional(),
  CONCORDANCE_LIMITS: limitsSetting.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** All configuration problems at once, one line each, in the words of the environment. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Parses the environment. Throws a `ConfigError` that lists every problem found. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString() ?? 'environment'}: ${issue.message}`);
    throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`);
  }
  const { HOST, PORT, ...rest } = parsed.data;
  const origins = rest.CONCORDANCE_ORIGINS ?? [`http://127.0.0.1:${PORT}`, `http://localhost:${PORT}`];
  return {
    host: HOST,
    port: PORT,
    data: rest.CONCORDANCE_DATA,
    databaseUrl: rest.DATABASE_URL ?? null,
    origins,
    trustedProxies: rest.CONCORDANCE_TRUSTED_PROXIES,
    secure: origins.every((value) => value.startsWith('https://')),
    logLevel: rest.LOG_LEVEL,
    loginAttempts: rest.CONCORDANCE_LOGIN_ATTEMPTS,
    ratingKey: rest.CONCORDANCE_RATING_KEY ?? null,
    mail: rest.SMTP_URL === undefined ? null : { smtpUrl: rest.SMTP_URL, from: rest.CONCORDANCE_MAIL_FROM ?? senderAt(origins) },
    limits: rest.CONCORDANCE_LIMITS ?? {},
  };
}

/** A sender at the first address where people reach us. */
function senderAt([first]: readonly string[]): string {
  return `Concordance <concordance@${new URL(first ?? 'http://localhost').hostname}>`;
}
