import { z } from 'zod';
import { ID_PATTERN, idSchema, RECORD_KINDS, type RecordId } from '../ids.ts';

/** What the registers have in common on the wire: lists, versioned changes, archive, "used in". */

export const recordId = idSchema<RecordId>();
/** Who is named by a record; that they belong to the programme is the server's to check. */
export const personId = z.string().regex(ID_PATTERN);

/**
 * What a person can have meant: no half characters and no control characters but breaks and tabs (PostgreSQL cannot
 * store the null character), in Unicode NFC.
 */
const readable = (value: string) =>
  value
    .toWellFormed()
    .replace(/(?!\s)\p{Cc}/gu, '')
    .normalize('NFC');

/** Trimmed text of one line, at most `max` characters, in Unicode NFC. */
export const line = (max = 300) =>
  z
    .string()
    .transform((value) => readable(value).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().max(max));
/** One line that may not be empty. */
export const requiredLine = (max = 300) => line(max).pipe(z.string().min(1));
/** Text of several lines, at most `max` characters, in Unicode NFC. */
export const prose = (max = 10_000) =>
  z
    .string()
    .transform((value) => readable(value).trim())
    .pipe(z.string().max(max));
/** A calendar day, `2020-09-25`. */
export const day = z.iso.date();
/** The list of other records that a record names; order is kept, a record is named once. */
export const recordIds = z
  .array(recordId)
  .max(500)
  .transform((ids) => [...new Set(ids)]);

/** Which version a writer saw; at most what a column of 32 bits holds. */
export const seenVersion = z.number().int().positive().max(2_147_483_647);

/** Every register record carries these; `version` grows by one with every change. */
export const recordMeta = z.object({
  id: recordId,
  ref: z.string(),
  version: z.number().int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
  archivedAt: z.iso.datetime().nullable(),
  usedIn: z.number().int().nonnegative(),
});
export type RecordMeta = z.infer<typeof recordMeta>;

/** The query of a register's list. `filter` values are `field:value`, several of one field mean "any of". */
export const listQuery = z.object({
  find: z.string().max(200).default(''),
  sort: z.string().max(40).default('ref'),
  filter: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
    .pipe(z.array(z.string().regex(/^[A-Za-z]+:.{0,200}$/u)).max(60)),
  archived: z.enum(['no', 'yes', 'all']).default('no'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListQuery = z.infer<typeof listQuery>;

/** One page of a list and how many rows the whole answer has. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: z.number().int().nonnegative() });

/** What a text field says in some records, and in how many. */
export const valueInUse = z.object({ value: z.string(), count: z.number().int().positive() });
export type ValueInUse = z.infer<typeof valueInUse>;

/** A versioned change: `version` is the one the writer saw; a newer one on the server means 409. */
export const changeOf = <Shape extends z.ZodType>(changes: Shape) => z.object({ version: seenVersion, changes });

/** Archive and restore name the version they were decided on. */
export const versioned = z.object({ version: seenVersion });

/** One place where a record is used. */
export const usedInItem = z.object({
  kind: z.enum(RECORD_KINDS),
  id: recordId,
  ref: z.string(),
  title: z.string(),
  /** How: a link's kind, or the field that names the record. */
  relation: z.string(),
  locator: z.string().nullable(),
});
export type UsedInItem = z.infer<typeof usedInItem>;
