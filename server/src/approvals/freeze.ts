import { EDITION_FORMAT, EDITION_RULE, type EditionDocument, type EditionSignOff } from '@concordance/shared/editions/schema';
import { canonicalJson, type JsonValue } from '@concordance/shared/fingerprints/canonical';
import { coveringSigners } from '@concordance/shared/sets/rules';
import { type SigningOrder, setReference } from '@concordance/shared/sets/schema';
import { sha256 } from '../fingerprint.ts';
import { newId } from '../ids.ts';
import { namesOf } from '../sets/view.ts';
import type { SetWorld } from '../sets/world.ts';
import type { Transaction } from '../storage/database.ts';
import type { EditionTable, SignOffTable } from '../storage/tables.ts';
import type { Judged } from './judge.ts';

/** Writes the edition that the last signature made, in its transaction; it is never changed again. */
export async function freeze(
  world: SetWorld,
  tx: Transaction,
  judged: Judged,
  last: { readonly signOff: SignOffTable; readonly alone: boolean; readonly at: string },
): Promise<EditionTable> {
  const { row, read, next } = judged;
  const edition = await documentOfEdition(world, tx, judged, last);
  const document = canonicalJson(edition as unknown as JsonValue);
  const frozen: EditionTable = {
    id: newId(),
    programme_id: row.programme_id,
    set_id: row.id,
    number: next.edition,
    sha256: sha256(document),
    previous: next.previous,
    document,
    approved_at: last.at,
  };
  await tx.insertInto('editions').values(frozen).execute();
  const disclosures = Object.entries(read.disclosures).map(([seal, { salt, value, evidenceId }]) => ({
    edition_id: frozen.id,
    seal,
    evidence_id: evidenceId,
    salt,
    value: JSON.stringify(value),
  }));
  if (disclosures.length > 0) await tx.insertInto('edition_disclosures').values(disclosures).execute();
  const held = [
    ...read.substance.recommendations.map((one) => ({ edition_id: frozen.id, record_id: one.id, kind: 'recommendation' })),
    ...read.substance.records.map((one) => ({ edition_id: frozen.id, record_id: one.id, kind: one.kind })),
  ];
  if (held.length > 0) await tx.insertInto('edition_records').values(held).execute();
  return frozen;
}

async function documentOfEdition(
  world: SetWorld,
  tx: Transaction,
  { row, read, signed, findings, leads }: Judged,
  last: { readonly signOff: SignOffTable; readonly alone: boolean; readonly at: string },
): Promise<EditionDocument> {
  const all = [...signed, last.signOff].filter((one) => one.hash === read.hash);
  const refOf = (id: string | null) => read.records.find((record) => record.id === id)?.ref ?? null;
  const names = await namesOf(tx, read.lists.approvers);
  const remarks = await world.ports.remarks(tx, row.programme_id, read.lists.items);
  const covering = coveringSigners(
    all.map((one) => ({ userId: one.user_id, hash: one.hash })),
    read.hash,
  );
  return {
    format: EDITION_FORMAT,
    rule: EDITION_RULE,
    substance: read.substance,
    substanceHash: read.hash,
    approval: {
      round: row.round,
      quorum: row.quorum,
      order: row.signing_order as SigningOrder,
      approvers: read.lists.approvers.map((userId) => ({ userId, name: leads.get(userId) ?? names.get(userId) ?? '' })),
      signOffs: all
        .filter((one) => covering.includes(one.user_id))
        .map(
          (one): EditionSignOff => ({
            userId: one.user_id,
            name: one.name,
            at: one.at,
            hash: one.hash,
            dissent: one.dissent,
            dissentOn: refOf(one.dissent_on),
          }),
        ),
      alone: last.alone,
      at: last.at,
    },
    open: [...findings].flatMap(([id, list]) =>
      list.map(({ rule, words }) => ({
        ref: refOf(id) ?? setReference(row.number),
        rule,
        words: { ...words } as EditionDocument['open'][number]['words'],
      })),
    ),
    threads: [...remarks.values()].flatMap((one) => [...one.ended]),
  };
}
