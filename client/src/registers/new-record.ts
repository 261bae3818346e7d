import { isBlank } from './blank.ts';
import type { Fields } from './conflict.ts';
import type { FieldSpec } from './definition.ts';

/** The fields of a form in the order people fill them in: what is required, then the rest. */
export function formFields(fields: readonly FieldSpec[]): { readonly required: readonly FieldSpec[]; readonly rest: readonly FieldSpec[] } {
  const shown = fields.filter((field) => field.inForm !== false);
  return { required: shown.filter((field) => field.required), rest: shown.filter((field) => !field.required) };
}

/** An empty draft: a choice that must be made starts with its first value, everything else with nothing. */
export function emptyDraft(fields: readonly FieldSpec[]): Fields {
  return Object.fromEntries(
    fields.flatMap((field) =>
      field.type === 'choice' && !field.nullable && field.options[0] !== undefined ? [[field.name, field.options[0]]] : [],
    ),
  );
}

/** What is sent: fields that say something. The server fills in the rest, so a new field needs no new form. */
export function draftToSend(draft: Fields): Fields {
  const filled = Object.entries(draft).map(([name, value]) => [name, tidyLines(value)] as const);
  return Object.fromEntries(filled.filter(([, value]) => !isBlank(value)));
}

/** A list of lines being typed may end with empty ones; lists of records and of objects stay as they are. */
function tidyLines(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((each) => typeof each !== 'string' || each.trim() !== '') : value;
}

/** Required fields that say nothing yet. */
export function missingFields(fields: readonly FieldSpec[], draft: Fields): readonly string[] {
  return fields
    .filter((field) => {
      const value = draft[field.name];
      return field.required && (isBlank(value) || (typeof value === 'string' && value.trim() === ''));
    })
    .map((field) => field.name);
}
