export interface MentionedPerson {
  readonly id: string;
  readonly name: string;
}

/** Words that are being typed behind an `@`, up to the caret; null where no name is being typed. */
export function mentionAsked(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const found = /(^|[\s(])@([\p{L}\p{M}\p{N}'’. -]{0,40})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[2] ?? '';
  return { from: caret - query.length - 1, query };
}

/** The people whose names begin like this, by any of their words. */
export function peopleFor<Person extends MentionedPerson>(people: readonly Person[], query: string, most = 6): readonly Person[] {
  const wanted = query.trimStart().toLocaleLowerCase();
  return people
    .filter(({ name }) => {
      const lower = name.toLocaleLowerCase();
      return lower.startsWith(wanted) || lower.split(/\s+/u).some((word) => word.startsWith(wanted));
    })
    .slice(0, most);
}

/** Of those that were chosen, the people whose names still stand in the text. */
export function mentionsIn(text: string, chosen: readonly MentionedPerson[]): readonly string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

/** The text cut at the names that are mentioned in it. */
export function mentionParts(
  text: string,
  mentions: readonly MentionedPerson[],
): readonly { readonly text: string; readonly mention: boolean }[] {
  const names = mentions.map(({ name }) => `@${name}`).sort((one, other) => other.length - one.length);
  const parts: { text: string; mention: boolean }[] = [];
  let rest = text;
  while (rest !== '') {
    const next = names
      .map((name) => ({ name, at: rest.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (!next) break;
    if (next.at > 0) parts.push({ text: rest.slice(0, next.at), mention: false });
    parts.push({ text: next.name, mention: true });
    rest = rest.slice(next.at + next.name.length);
  }
  if (rest !== '') parts.push({ text: rest, mention: false });
  return parts;
}
