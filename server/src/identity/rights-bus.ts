/** Who must be judged anew, because a session, membership, role or account changed. */
export interface RightsTouched {
  readonly userIds?: readonly string[];
  readonly sessionIds?: readonly string[];
}

/** Carries every change of rights to whoever holds open connections. */
export interface RightsBus {
  touched(rights: RightsTouched): Promise<void>;
  subscribe(listener: (rights: RightsTouched) => Promise<void>): void;
}

/** A bus within this process. `touched` resolves when every listener has acted, so that an answer means: it is done. */
export function rightsBus(): RightsBus {
  const listeners: ((rights: RightsTouched) => Promise<void>)[] = [];
  return {
    touched: async (rights) => {
      await Promise.all(listeners.map((listener) => listener(rights)));
    },
    subscribe: (listener) => {
      listeners.push(listener);
    },
  };
}
