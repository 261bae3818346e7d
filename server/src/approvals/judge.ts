import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import type { SetFacts, SetState } from '@concordance/shared/sets/rules';
import { setReference } from '@concordance/shared/sets/schema';
import { type NextEdition, nextEditionOf } from '../sets/next-edition.ts';
import { soleAuthors } from '../sets/readiness.ts';
import { signOffsOf, teamOf, toState } from '../sets/store.ts';
import { type ReadSubstance, readSubstance } from '../sets/substance.ts';
import type { SetWorld } from '../sets/world.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { SetTable, SignOffTable } from '../storage/tables.ts';

/** Everything an act is judged by and done with. */
export interface Judged {
  readonly row: SetTable;
  readonly read: ReadSubstance;
  readonly next: NextEdition;
  readonly findings: ReadonlyMap<
    string,
    readonly { readonly rule: string; readonly level: 'warn' | 'block'; readonly words: { readonly [key: string]: JsonValue } }[]
  >;
  readonly signed: readonly SignOffTable[];
  readonly state: SetState;
  readonly facts: SetFacts;
  readonly leads: ReadonlyMap<string, string>;
}

/** Reads a set as it stands for the machine, inside the caller's transaction. */
export async function judge(world: SetWorld, tx: Reader, row: SetTable, userId: string): Promise<Judged> {
  const next = await nextEditionOf(tx, row.id);
  const read = await readSubstance(tx, world.texts, row, next);
  const findings = await world.ports.findings(tx, row.programme_id, row.id, read);
  const signed = await signOffsOf(tx, row.id, row.round);
  const { leads, team } = await teamOf(tx, row.programme_id, world.now().toISOString());
  const authors = await soleAuthors(
    tx,
    read.records.map((record) => String(record['documentId'])),
  );
  const refOf = (id: string) => read.records.find((record) => record.id === id)?.ref ?? setReference(row.number);
  const facts: SetFacts = {
    userId,
    leads: leads.has(userId),
    hash: read.hash,
    items: read.records.length,
    blocked: [...findings].filter(([, list]) => list.some((one) => one.level === 'block')).map(([id]) => refOf(id)),
    soleAuthors: [...new Set(authors.values())],
    team,
    nextEdition: next.edition,
    leading: [...leads.keys()],
  };
  const signatures = signed.map((one) => ({ userId: one.user_id, hash: one.hash }));
  return { row, read, next, findings, signed, state: toState(row, read.lists, signatures), facts, leads };
}

/** Keeps a substance under its hash, so that a signature can always say which text it covered. */
export async function keepText(tx: Transaction, row: SetTable, read: Pick<ReadSubstance, 'hash' | 'substance'>): Promise<void> {
  const there = await tx.selectFrom('set_texts').select('hash').where('hash', '=', read.hash).executeTakeFirst();
  if (there) return;
  const document = canonicalJson(read.substance as unknown as JsonValue);
  await tx.insertInto('set_texts').values({ hash: read.hash, programme_id: row.programme_id, set_id: row.id, document }).execute();
}
