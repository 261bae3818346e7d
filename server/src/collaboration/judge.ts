import { CLOSE } from '@concordance/shared/collaboration/wire';
import { type Cancel, type Clock, every } from './clock.ts';
import type { Admitted, Connection } from './connection.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Access, Admission } from './ports.ts';

/** Whose connections may have changed rights. A connection is touched when any list names it; no list names everybody. */
export interface Touched {
  readonly sessionIds?: readonly string[];
  readonly userIds?: readonly string[];
  readonly documentIds?: readonly string[];
}

export interface JudgeOptions {
  readonly access: Access;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  connections(): Iterable<Connection>;
  /** The person's name or colour is new; rights are the same. */
  renamed(connection: Connection): void;
}

/** Asked in vain this often, a connection is sent away: it may no longer have the rights it had. */
const PATIENCE = 3;
const AT_ONCE = 16;

/** Asks again whether open connections may stay: whenever rights may have changed, and now and then in any case. */
export class Judge {
  readonly #options: JudgeOptions;
  #rounds = 0;
  #stop: Cancel | null = null;

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  /** Grows with each call of `rejudge`: who was admitted before and joins after has to be asked again. */
  get rounds(): number {
    return this.#rounds;
  }

  start(): void {
    const { clock, limits } = this.#options;
    this.#stop = every(clock, limits.rejudgeMs / 4, () => {
      const old = clock.now() - limits.rejudgeMs * 0.75;
      void this.#judge((connection) => connection.judgedAt <= old);
    });
  }

  stop(): void {
    this.#stop?.();
  }

  /** Resolves when every touched connection has been asked, and closed where it had to be. Never rejects. */
  rejudge(touched: Touched): Promise<void> {
    this.#rounds += 1;
    return this.#judge((connection) => isTouched(connection, touched));
  }

  async #judge(chosen: (connection: Connection) => boolean): Promise<void> {
    const asked = new Map<string, Connection[]>();
    for (const connection of this.#options.connections()) {
      if (connection.closed || !chosen(connection)) continue;
      connection.judgedAt = this.#options.clock.now();
      const key = `${connection.sessionId} ${connection.documentId}`;
      const group = asked.get(key);
      if (group === undefined) asked.set(key, [connection]);
      else group.push(connection);
    }
    const groups = [...asked.values()];
    const workers = Array.from({ length: Math.min(AT_ONCE, groups.length) }, async () => {
      for (let group = groups.pop(); group !== undefined; group = groups.pop()) await this.#ask(group);
    });
    await Promise.all(workers);
  }

  async #ask(group: readonly Connection[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    let admission: Admission;
    try {
      admission = await this.#options.access.readmit(first.sessionId, first.documentId);
    } catch (error) {
      this.#options.log.warn({ error: String(error) }, 'a connection could not be judged');
      for (const connection of group) {
        connection.unjudged += 1;
        if (connection.unjudged >= PATIENCE) connection.close(CLOSE.busy);
      }
      return;
    }
    for (const connection of group) this.#carryOut(connection, admission);
  }

  #carryOut(connection: Connection, admission: Admission): void {
    connection.unjudged = 0;
    if (connection.closed) return;
    if (admission.kind === 'refused') connection.close(admission.close);
    else if (changesRights(connection.granted, admission)) connection.close(CLOSE.judgeAnew);
    else if (admission.name !== connection.name || admission.colour !== connection.colour) {
      connection.rename(admission);
      this.#options.renamed(connection);
    }
  }
}

function changesRights(before: Admitted, now: Admitted): boolean {
  return before.write !== now.write || before.userId !== now.userId;
}

function isTouched(connection: Connection, { sessionIds, userIds, documentIds }: Touched): boolean {
  if (sessionIds === undefined && userIds === undefined && documentIds === undefined) return true;
  return (
    sessionIds?.includes(connection.sessionId) === true ||
    userIds?.includes(connection.userId) === true ||
    documentIds?.includes(connection.documentId) === true
  );
}
