import { foldForFind } from '@concordance/shared/find/schema';
import { reference } from '@concordance/shared/ids';
import { titleOrder } from '@concordance/shared/registers/title-order';
import type { Draft, Register, Row } from './register.ts';

/** The values of a draft as columns. Lists of records are not columns: see `mentions.ts`. */
export function toColumns(register: Register, draft: Draft): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(draft)) {
    if (field === 'title') {
      columns['title'] = value;
      columns['title_key'] = titleOrder(String(value));
    }
    const storing = register.storing[field];
    if (!storing || storing.as === 'records') continue;
    if (storing.as === 'json') columns[storing.column] = value === null ? null : JSON.stringify(value);
    else if (storing.as === 'flag') columns[storing.column] = value ? 1 : 0;
    else columns[storing.column] = value;
  }
  return columns;
}

/** The fields of a row, without what comes from other tables. */
export function fromColumns(register: Register, row: Row): Record<string, unknown> {
  const fields: Record<string, unknown> = { title: row.title };
  for (const [field, storing] of Object.entries(register.storing)) {
    if (storing.as === 'records') continue;
    const value = row[storing.column];
    if (storing.as === 'json') fields[field] = value === null || value === undefined ? null : JSON.parse(String(value));
    else if (storing.as === 'flag') fields[field] = value === 1;
    else fields[field] = value ?? null;
  }
  return fields;
}

/** What find compares with: reference, title and the register's own words, folded. */
export function foldedWords(register: Register, number: number, draft: Draft): string {
  const words = [reference(register.kind, number), String(draft['title'] ?? ''), ...register.words(draft)];
  return foldForFind(words.filter(Boolean).join(' ')).slice(0, 4000);
}

const SHARED = ['id', 'number', 'version', 'title', 'created_at', 'updated_at', 'updated_by', 'archived_at'] as const;

/** The columns a record is made of. What only find reads (folded words, whole texts) stays in the database. */
export function recordColumns(register: Register): readonly string[] {
  const fields = Object.values(register.storing).flatMap((storing) => (storing.as === 'records' ? [] : [storing.column]));
  return [...new Set([...SHARED, ...fields, ...(register.alsoRead ?? [])])];
}

/** The columns that every record shares. */
export function metaOf(register: Register, row: Row) {
  return {
    id: row.id,
    ref: reference(register.kind, row.number),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    archivedAt: row.archived_at,
  };
}
