import type { LinkedKind } from '@concordance/shared/fingerprints/substance';
import type { RecordKind } from '@concordance/shared/ids';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import type { Reader } from '../storage/database.ts';
import type { RecordColumns, Tables } from '../storage/tables.ts';

export type RegisterTable = 'bodies' | 'trends' | 'risks' | 'sources' | 'evidence' | 'recommendations';
export type Row = RecordColumns & Readonly<Record<string, unknown>>;
export type Draft = Readonly<Record<string, unknown>>;

/** How a field of the schema is stored. */
export type Storing =
  | { readonly as: 'text' | 'number' | 'flag' | 'json'; readonly column: string }
  /** A member of the programme. */
  | { readonly as: 'person'; readonly column: string }
  /** A list of other records, kept in `mentions`. */
  | { readonly as: 'records'; readonly of: RecordKind }
  /** One other record, in a column and in `mentions`. */
  | { readonly as: 'record'; readonly column: string; readonly of: RecordKind };

/** The list fields of many records: record id, then field, then ids in order. */
export type Mentions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export type Where = ExpressionBuilder<Tables, RegisterTable>;
export type Filter = (where: Where, values: readonly string[], programmeId: string) => Expression<SqlBool>;

/**
 * What makes one register different from the next. What they share (versions, references, archive, lists, "used in")
 * is written once, beside this file.
 */
export interface Register {
  readonly kind: Exclude<RecordKind, 'recommendation'> | 'recommendation';
  readonly table: RegisterTable;
  /** The part of the address, and the key in counts. */
  readonly path: string;
  readonly draft: z.ZodObject;
  readonly record: z.ZodType;
  readonly storing: Readonly<Record<string, Storing>>;
  /** Records that stand inside a JSON field: signals name the evidence they rest on. */
  readonly within?: (draft: Draft) => Readonly<Record<string, { readonly of: RecordKind; readonly ids: readonly string[] }>>;
  /** Words that find looks at besides reference and title. */
  readonly words: (draft: Draft) => readonly string[];
  /** Columns that `decorate` reads beside those of the fields. */
  readonly alsoRead?: readonly string[];
  /** Column to sort by; with `steps` where its values have an order of their own. */
  readonly sorts: Readonly<Record<string, string | { readonly column: string; readonly steps: readonly string[] }>>;
  readonly filters: Readonly<Record<string, Filter>>;
  /** Fields of free text that a filter offers the values of, each with its column. */
  readonly offered?: Readonly<Record<string, string>>;
  /** Fields that come from elsewhere, for a page of rows at once. */
  readonly decorate?: (reader: Reader, rows: readonly Row[]) => Promise<(row: Row) => Readonly<Record<string, unknown>>>;
  /** Columns that the second line in find, and its state, are made of. */
  readonly detailColumns: readonly string[];
  /** Second line in find. */
  readonly detail: (row: Row) => string;
  readonly fingerprinted: LinkedKind | null;
}
