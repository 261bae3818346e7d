/** One chunk of Vite's manifest, as far as the weighing needs it. */
export interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** A page with a budget: what must arrive before it can be used. */
export interface Budget {
  readonly name: string;
  /** Source files whose chunks, with all they import, the page needs. */
  readonly roots: readonly string[];
  /** Of these, what they import later counts too: the page is not usable without it. */
  readonly whole: readonly string[];
  /** Kilobytes (1000 bytes) of gzipped script. */
  readonly limit: number;
}

/** The files that a page fetches: the roots, whatever they import, and for the `whole` ones what they import later. */
export function filesOf(manifest: Manifest, budget: Pick<Budget, 'roots' | 'whole'>): readonly string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string, later: boolean) => {
    if (seen.has(`${name} ${later}`)) return;
    seen.add(`${name} ${later}`);
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    files.add(chunk.file);
    for (const each of chunk.imports ?? []) visit(each, false);
    if (later) for (const each of chunk.dynamicImports ?? []) visit(each, true);
  };
  for (const root of budget.roots) visit(root, false);
  for (const root of budget.whole) visit(root, true);
  return [...files].filter((file) => file.endsWith('.js'));
}
