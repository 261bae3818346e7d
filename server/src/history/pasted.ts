import type { PastedAnswer, PastedClaim } from '@concordance/shared/history/schema';
import { Problem } from '@concordance/shared/problems';
import { recommendations } from '../recommendations/register.ts';
import type { Act } from '../registers/actions.ts';
import { findRow } from '../registers/store.ts';
import type { Transaction } from '../storage/database.ts';
import { readLog } from '../storage/documents.ts';
import type { Credit, LoggedText } from './credit.ts';
import { tell } from './keeper.ts';
import type { HistoryWorld } from './ports.ts';
import { newestVersions, readOwners, stateJson } from './store.ts';

/** A clipboard may be older than the last change of its source; so many versions back it is still recognised. */
const VERSIONS = 10;

/**
 * Gives words that a person pasted to those who wrote them, as far as the server itself finds them in the source that the
 * claim names. Whoever may write a text reads every text of the programme. Throws `not-found` for a source elsewhere,
 * `words-differ` where nothing of the claim is true; then nothing is changed.
 */
export async function claimPasted(world: HistoryWorld, act: Act, idOrRef: string, claim: PastedClaim): Promise<PastedAnswer> {
  const { reader } = world.database;
  const documentId = String((await findRow(reader, recommendations, act.programmeId, idOrRef))['document_id']);
  const target = await loggedText(world, act, documentId);
  const source = claim.source === documentId ? target : await loggedText(world, act, claim.source);
  const ask = (versions: readonly string[]) =>
    world.states.credit({ paster: act.userId, claim, target: target.text, source: source.text, versions });
  let numbers: readonly number[] = [];
  let answer = await ask([]);
  if (answer.unfound) {
    numbers = await newestVersions(reader, claim.source, VERSIONS);
    if (numbers.length > 0) answer = await ask(await Promise.all(numbers.map((number) => stateJson(reader, claim.source, number))));
  }
  const { credits, credited, own } = answer;
  if (credited + own === 0) throw new Problem('words-differ');
  if (credits.length === 0) return { credited, own };
  const fact = { document_id: documentId, client_id: claim.client, pasted_by: act.userId, source_id: claim.source, source_seq: source.seq };
  const at = world.now().toISOString();
  await world.database.write((tx) => keepCredits(tx, { ...fact, at }, credits, numbers));
  await tell(world, documentId);
  return { credited, own };
}

async function loggedText({ database }: HistoryWorld, { programmeId }: Act, documentId: string) {
  const log = await readLog(database, documentId);
  if (log?.programmeId !== programmeId) throw new Problem('not-found');
  const text: LoggedText = { log: log.updates, owners: await readOwners(database.reader, documentId) };
  return { text, seq: log.seq };
}

interface Fact {
  readonly document_id: string;
  readonly client_id: number;
  readonly pasted_by: string;
  readonly source_id: string;
  readonly source_seq: number;
  readonly at: string;
}

async function keepCredits(tx: Transaction, fact: Fact, credits: readonly Credit[], numbers: readonly number[]): Promise<void> {
  const rows = credits.map(({ from, to, userId, version }) => ({
    ...fact,
    clock_from: from,
    clock_to: to,
    user_id: userId,
    source_version: version === null ? null : (numbers[version] ?? null),
  }));
  for (let from = 0; from < rows.length; from += 500)
    await tx
      .insertInto('text_pastes')
      .values(rows.slice(from, from + 500))
      // The same claim sent twice at once: the first to come is as true as the second.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
