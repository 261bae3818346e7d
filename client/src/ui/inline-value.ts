/** The values an inline edit can hold, by its kind, and how they become the text in its field and back. */
export type InlineKind = 'text' | 'lines' | 'number' | 'date' | 'select';
export type InlineValue = string | number | null;

export function toDraft(value: InlineValue): string {
  return value === null ? '' : String(value);
}

/**
 * What a draft means. An empty number, date or choice is null; an empty text is the empty text. `undefined` where the
 * draft is not a value of that kind.
 */
export function fromDraft(kind: InlineKind, draft: string): InlineValue | undefined {
  if (kind === 'text' || kind === 'lines') return draft.trim();
  if (draft.trim() === '') return null;
  if (kind !== 'number') return draft;
  const number = Number(draft.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}
