import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const LOCK = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8');

/** Two copies of one of these do not know each other's objects: text is lost without an error. */
it.each(['yjs', 'y-protocols', 'lib0', 'prosemirror-model', 'prosemirror-state', '@tiptap/y-tiptap'])('there is one copy of %s', (name) => {
  const packages = LOCK.slice(LOCK.indexOf('\npackages:'), LOCK.indexOf('\nsnapshots:'));
  const versions = packages.split('\n').filter((line) => new RegExp(`^  '?${name}@[^(]+'?:$`).test(line));
  expect(versions).toHaveLength(1);
});
