/** The first letter of each word of a name, Kazakh letters kept whole. Quotation marks and dashes are no letters. */
export function firstLetters(name: string): readonly string[] {
  return name.split(/\s+/u).flatMap((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? []);
}
