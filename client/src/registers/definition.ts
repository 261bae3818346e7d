import type { RecordKind } from '@concordance/shared/ids';
import type { RecordMeta } from '@concordance/shared/registers/schema';
import type { ComponentType, ReactNode } from 'react';
import type { Fields } from './conflict.ts';
import type { SaveOutcome } from './save-outcome.ts';

/** The five registers, named as in addresses of pages and of the API. */
export const REGISTERS = ['trends', 'risks', 'evidence', 'sources', 'bodies'] as const;
export type RegisterName = (typeof REGISTERS)[number];

export const KIND_OF: Readonly<Record<RegisterName, Exclude<RecordKind, 'recommendation'>>> = {
  trends: 'trend',
  risks: 'risk',
  evidence: 'evidence',
  sources: 'source',
  bodies: 'body',
};

/** What every register's record has; the rest of its fields are reached by name through the field list. */
export type RegisterItem = RecordMeta & { readonly title: string } & Readonly<Record<string, unknown>>;

interface FieldBase {
  /** Name in the shared schema; its label is `fields.<name>` of the register's own words or the shared ones. */
  readonly name: string;
  readonly required?: boolean;
  /** False for what is set elsewhere on the screen (a state change, a parent's page) and only shown in lists. */
  readonly inForm?: boolean;
  /** True where one value for many rows makes sense. */
  readonly bulk?: boolean;
}

/** One field: how it is shown and edited. `values` is the name of the word list under `values.` in the locale. */
export type FieldSpec = FieldBase &
  (
    | { readonly type: 'line' | 'prose'; readonly max: number }
    | { readonly type: 'url' | 'day' | 'language' | 'flag' | 'person' }
    | { readonly type: 'choice'; readonly values: string; readonly options: readonly string[]; readonly nullable: boolean }
    | { readonly type: 'level'; readonly values: string; readonly options: readonly number[] }
    | { readonly type: 'record' | 'records'; readonly kinds: readonly RecordKind[] }
    | { readonly type: 'lines'; readonly max: number }
    | { readonly type: 'custom'; readonly Edit: ComponentType<CustomEditProps>; readonly Show: ComponentType<CustomShowProps> }
  );
export type FieldType = FieldSpec['type'];

/** A field of its own shape (figures, signals, a bibliographic description) gets its own two components. */
export interface CustomEditProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}
export interface CustomShowProps {
  readonly value: unknown;
}

export interface ColumnSpec<Item> {
  readonly id: string;
  /** The server's sort field; without it the head is not a button. */
  readonly sort?: string;
  /** Pixels. */
  readonly width: number;
  /** 1 stays on a phone; 3 is the first to go when the table gets narrower. */
  readonly rank: 1 | 2 | 3;
  readonly align?: 'end';
  /** The fields a row edit changes in this column. */
  readonly edits?: readonly string[];
  readonly render: (item: Item) => ReactNode;
}

/**
 * A filter chip. `values` names the word list; `record` filters ask a picker of that kind; `person` the programme's people;
 * `said` offers what the records say in this text field.
 */
export type FilterSpec =
  | { readonly field: string; readonly type: 'values'; readonly values: string; readonly options: readonly string[] }
  | { readonly field: string; readonly type: 'record'; readonly kind: RecordKind; readonly none?: boolean }
  | { readonly field: string; readonly type: 'person' }
  | { readonly field: string; readonly type: 'said' };

export interface SectionProps<Item> {
  readonly item: Item;
  readonly editable: boolean;
  readonly save: SaveFields;
}
/** Saves some fields of the open record. */
export type SaveFields = (changes: Fields) => Promise<SaveOutcome>;

/** A part of the detail panel: either a plain list of fields or a component of the register's own. */
export type SectionSpec<Item> =
  | { readonly id: string; readonly fields: readonly string[] }
  | { readonly id: string; readonly Section: ComponentType<SectionProps<Item>> };

/** All that the shared table, form and panel need to know of a register. */
export interface RegisterDefinition<Item extends RegisterItem> {
  readonly name: RegisterName;
  readonly fields: readonly FieldSpec[];
  readonly columns: readonly ColumnSpec<Item>[];
  readonly filters: readonly FilterSpec[];
  /** The line under the title in the table. */
  readonly second: (item: Item) => ReactNode;
  /** A row that is struck through: withdrawn, for one. */
  readonly struck?: (item: Item) => boolean;
  readonly sections: readonly SectionSpec<Item>[];
}
