import { AsyncLocalStorage } from 'node:async_hooks';

/** Who the running request comes from, for the audit: carried beside the calls, so that no act can forget to pass it on. */
export interface Asking {
  readonly sessionId: string;
}

const asking = new AsyncLocalStorage<Asking>();

/** Runs a request as coming from this session. */
export function askedBy<Result>(who: Asking, work: () => Result): Result {
  return asking.run(who, work);
}

/** The session the running request comes from; empty for what the server does by itself. */
export function askingSession(): string {
  return asking.getStore()?.sessionId ?? '';
}
