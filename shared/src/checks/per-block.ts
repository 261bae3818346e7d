import type { BlockFact } from './schema.ts';

/** Reads each block once. Beside a text that is being written nearly all of them are the same objects from one check to the next. */
export function perBlock<Answer>(read: (block: BlockFact) => Answer): (block: BlockFact) => Answer {
  const answers = new WeakMap<BlockFact, { readonly answer: Answer }>();
  return (block) => {
    const known = answers.get(block) ?? { answer: read(block) };
    answers.set(block, known);
    return known.answer;
  };
}
