import type { Journal } from '../events/journal.ts';
import type { Database } from '../storage/database.ts';
import type { Passwords } from './passwords.ts';
import type { AttemptLimit } from './rate-limit.ts';
import type { RightsBus } from './rights-bus.ts';
import type { AuthSessions } from './sessions.ts';

/** What the identity rooms need. */
export interface IdentityWorld {
  readonly database: Database;
  readonly journal: Journal;
  readonly sessions: AuthSessions;
  readonly passwords: Passwords;
  readonly rights: RightsBus;
  /** Failures by account and by address. */
  readonly attempts: { readonly account: AttemptLimit; readonly address: AttemptLimit };
  readonly secure: boolean;
  readonly now: () => Date;
}
