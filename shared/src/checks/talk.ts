import type { Rule } from './schema.ts';

const openThread: Rule = ({ threads }) =>
  threads.open > 0 ? [{ rule: 'open-thread', place: { kind: 'threads' }, words: { count: threads.open } }] : [];
const undecidedSuggestion: Rule = ({ threads }) =>
  threads.undecided > 0 ? [{ rule: 'undecided-suggestion', place: { kind: 'threads' }, words: { count: threads.undecided } }] : [];

/** What people said and nobody has ended. */
export const talkRules: readonly Rule[] = [openThread, undecidedSuggestion];
