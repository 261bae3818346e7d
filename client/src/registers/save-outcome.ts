import type { ApiProblem } from '../api/client.ts';

/** How one save ended; on `failed` nothing was written and the screen shows the old values again. */
export type SaveOutcome = { readonly kind: 'saved' | 'conflict' } | { readonly kind: 'failed'; readonly problem: ApiProblem };
