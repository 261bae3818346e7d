import { availableParallelism } from 'node:os';
import { Problem } from '@concordance/shared/problems';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

/** OWASP password storage: argon2id (the library's algorithm 2), 19 MiB, two passes, one lane. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const COMMON = new Set<string>(dictionary['passwords-common'] as readonly string[]);

/**
 * Refuses passwords that attackers try first, and those made of the person's own name or address (NIST SP 800-63B, 5.1.1.2).
 * Length is the schema's business. Throws `common-password`.
 */
export function refuseCommonPassword(password: string, own: readonly string[]): void {
  const lowered = password.toLowerCase();
  const bare = lowered.replace(/[\d\W_]+$/u, '');
  const repeated = /^(.{1,4})\1+$/u.test(lowered);
  const sequence = '01234567890123456789abcdefghijklmnopqrstuvwxyzqwertyuiopasdfghjklzxcvbnm'.includes(lowered);
  const personal = own.some((word) => word.length >= 4 && lowered.includes(word.toLowerCase()) && password.length < word.length + 6);
  if (COMMON.has(lowered) || COMMON.has(bare) || repeated || sequence || personal) throw new Problem('common-password');
}

/** Hashing is dear by design; a bounded queue keeps a flood of logins from taking the memory and the cores. */
const MOST_WAITING = 64;
const LANES = Math.max(2, availableParallelism());

export interface Passwords {
  /** The PHC string of a password. Throws `busy` when the queue is full. */
  hash(password: string): Promise<string>;
  /** Whether the password belongs to the hash. With null it takes as long and answers no, so that timing names no account. */
  verify(stored: string | null, password: string): Promise<boolean>;
}

/** argon2id behind a bounded queue. */
export function argon2Passwords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const decoy = hash('a password nobody has', ARGON2);

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= LANES) {
      if (waiting.length >= MOST_WAITING) throw new Problem('busy', { retryAfter: 2 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), ARGON2)),
    verify: (stored, password) =>
      inTurn(async () => {
        const right = await verify(stored ?? (await decoy), password.normalize('NFKC'));
        return right && stored !== null;
      }),
  };
}
