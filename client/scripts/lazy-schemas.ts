/** The part of a syntax tree that is looked at here: statements of a module with their places in its text. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface Declaration extends Node {
  readonly declarations?: readonly { readonly init: Node | null }[];
}
interface Statement extends Declaration {
  readonly declaration?: Declaration | null;
}

/**
 * Marks every value that a module makes by calls as removable where nobody uses it: `const a = z.string()` becomes
 * `const a = (() => (z.string()))()` with the mark that bundlers know. Fit only for modules whose calls do nothing but make
 * a value, as schemas are: the client needs their lists of words and not the validator behind them (26 kB).
 */
export function markRemovable(code: string, statements: readonly unknown[]): string {
  let marked = code;
  // An object of schemas is made by the calls inside it.
  const made = (init: Node | null) => init?.type === 'CallExpression' || init?.type === 'ObjectExpression';
  const inits = (statements as readonly Statement[])
    .map((statement) => statement.declaration ?? statement)
    .flatMap((declaration) => (declaration.type === 'VariableDeclaration' ? (declaration.declarations ?? []) : []))
    .flatMap(({ init }) => (init && made(init) ? [init] : []));
  // From the end, so that the places before stay true.
  for (const { start, end } of inits.toReversed()) {
    marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${marked.slice(start, end)}))()${marked.slice(end)}`;
  }
  return marked;
}
