/**
 * The load: one scenario against one server, in a process of its own, so that nothing is left over from the one before.
 * The job comes as JSON in the first argument; what was found goes to the parent as a message.
 */
import { lostSockets } from './client.ts';
import { type Job, PERFORM } from './scenarios.ts';

/** What the parent hears. A server's pid is told so that it can be ended when this process is lost. */
export type Told =
  | { readonly kind: 'server'; readonly pid: number }
  | { readonly kind: 'done'; readonly result: unknown; readonly lost: string }
  | { readonly kind: 'failed'; readonly error: string };

function tell(message: Told): Promise<void> {
  return new Promise((resolve) => (process.send === undefined ? resolve() : process.send(message, undefined, undefined, () => resolve())));
}

async function perform({ scenario, peer, settings }: Job): Promise<unknown> {
  const act = PERFORM[scenario] as (name: Job['peer'], how: Job['settings']) => Promise<unknown>;
  return act(peer, settings);
}

process.on('disconnect', () => process.exit(1));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(1));
try {
  const result = await perform(JSON.parse(process.argv[2] ?? '') as Job);
  await tell({ kind: 'done', result, lost: lostSockets() });
  process.exit(0);
} catch (error) {
  await tell({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}
