import type { RecordKind } from '@concordance/shared/ids';
import type { ListQuery } from '@concordance/shared/registers/schema';

/** Questions whose answers go over the wire as they are read. Their arguments are plain data; rights are asked before. */
export interface Questions {
  /** A page of a register. */
  list(kind: RecordKind, programmeId: string, query: ListQuery): void;
  /** Every place that uses a record, by id or spoken reference. */
  usedIn(kind: RecordKind, programmeId: string, idOrRef: string): void;
  /** All links of a recommendation, by id or spoken reference. */
  links(programmeId: string, idOrRef: string): void;
  /** Links whose target has changed. */
  suspectLinks(programmeId: string): void;
  /** Records that hold all the words, or whose reference begins so. */
  find(programmeId: string, query: { readonly q: string; readonly kinds: readonly RecordKind[]; readonly limit: number }): void;
  /** Numbers for the rail and the overview. */
  counts(programmeId: string): void;
}

/** Whoever answers them. */
export interface Reading {
  /** The answer as JSON in UTF-8. Rejects with the `Problem` that a person is to be told, or with what failed. */
  ask<Name extends keyof Questions>(name: Name, ...args: Parameters<Questions[Name]>): Promise<Uint8Array<ArrayBuffer>>;
}
