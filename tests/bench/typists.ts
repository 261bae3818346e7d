import { Client, closeAll, connectAll } from './live/client.ts';
import type { Target } from './live/peer.ts';

/** Characters that a person types in a second, while they type. */
const RATE = 3;

/** People who type in the background until they are told to stop. */
export interface Typists {
  readonly typed: () => number;
  stop(): void;
}

/** So many people in each of these documents, each typing without pause, in turn and evenly spread. */
export async function startTyping(target: Target, rooms: readonly string[], perRoom: number): Promise<Typists> {
  const clients = rooms.flatMap((room) => Array.from({ length: perRoom }, () => new Client({ target, room })));
  await connectAll(clients);
  for (const client of clients) client.begin();
  let typed = 0;
  const timer = setInterval(
    () => {
      clients[typed % clients.length]?.type();
      typed += 1;
    },
    1000 / (RATE * clients.length),
  );
  return {
    typed: () => typed,
    stop() {
      clearInterval(timer);
      closeAll(clients);
    },
  };
}
