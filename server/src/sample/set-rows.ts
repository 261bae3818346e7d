import { crc32 } from 'node:zlib';
import { SCHEMA_VERSION } from '@concordance/shared/collaboration/wire';
import { newId, newSecret } from '../ids.ts';
import { firstUpdate } from '../recommendations/first-update.ts';
import type { Transaction } from '../storage/database.ts';
import type { Sample, SampleRecord } from './files.ts';
import type { Loading } from './register-rows.ts';

/** So many recommendations stand in the sample's set: a first selection that still has to be made ready. */
const IN_SET = 6;

/** One set in draft, for the bodies that its recommendations address most. */
export async function insertSet(tx: Transaction, { programmeId, at, keys }: Loading, sample: Sample, title: string): Promise<void> {
  const chosen = sample.records.recommendation.slice(0, IN_SET);
  const lead = keys.person('lead');
  const id = newId();
  const documentId = newId();
  const { update, clientId } = firstUpdate({ type: 'doc', content: [{ type: 'paragraph' }] });
  await tx
    .insertInto('documents')
    .values({
      id: documentId,
      programme_id: programmeId,
      kind: 'preface',
      owner_id: id,
      epoch: 1,
      schema: SCHEMA_VERSION,
      seq: 1,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto('updates')
    .values({ document_id: documentId, seq: 1, user_id: lead, bytes: update, checksum: crc32(update), at })
    .execute();
  await tx.insertInto('document_clients').values({ document_id: documentId, client_id: clientId, user_id: lead }).execute();
  const drafted = { state: 'draft', state_reason: '', state_at: at, state_by: lead, round: 0, edition: null, superseded_by: null };
  await tx
    .insertInto('sets')
    .values({
      id,
      programme_id: programmeId,
      number: 1,
      version: 1,
      title,
      note: '',
      quorum: 1,
      signing_order: 'parallel',
      due_on: null,
      document_id: documentId,
      salt: newSecret(),
      ...drafted,
      created_at: at,
      updated_at: at,
      updated_by: lead,
    })
    .execute();
  await tx.insertInto('counters').values({ programme_id: programmeId, kind: 'set', last: 1 }).execute();
  await tx
    .insertInto('set_items')
    .values(chosen.map((record, position) => ({ set_id: id, recommendation_id: keys.record(record.key).id, position })))
    .execute();
  const addressees = addresseesOf(chosen).map((key, position) => ({ set_id: id, body_id: keys.record(key).id, position }));
  if (addressees.length > 0) await tx.insertInto('set_addressees').values(addressees).execute();
  await tx.insertInto('set_approvers').values({ set_id: id, user_id: lead, position: 0 }).execute();
}

/** The two bodies that are addressed most often. */
function addresseesOf(records: readonly SampleRecord[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const key of (record['addresseeKeys'] ?? []) as readonly string[]) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 2)
    .map(([key]) => key);
}
