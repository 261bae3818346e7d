import { sharesOf } from '@concordance/shared/history/contributions';
import {
  type Authorship,
  type Contributions,
  MOMENTS,
  type Moment,
  type TextHistory,
  type TextState,
  type VersionSummary,
  type VersionText,
} from '@concordance/shared/history/schema';
import { Problem } from '@concordance/shared/problems';
import { recommendations } from '../recommendations/register.ts';
import type { Act } from '../registers/actions.ts';
import type { Row } from '../registers/register.ts';
import { findRow } from '../registers/store.ts';
import type { Reader } from '../storage/database.ts';
import { withoutAuthors } from './authored.ts';
import { keepVersion } from './keep.ts';
import { tell } from './keeper.ts';
import type { HistoryWorld } from './ports.ts';
import { type Origin, restoreInto } from './restore.ts';
import { findVersion, lastOf, namesOf, readOwners, stateOf, timeline, toSummaries, visitedVersion } from './store.ts';

const PAGE = 50;

const documentOf = (row: Row) => String(row['document_id']);
const find = (reader: Reader, programmeId: string, idOrRef: string) => findRow(reader, recommendations, programmeId, idOrRef);

/** The timeline of a text, newest first, and the versions from which this person asks what has changed. */
export async function readHistory(
  { database: { reader } }: HistoryWorld,
  { programmeId, userId }: Act,
  idOrRef: string,
  before: number | null,
): Promise<TextHistory> {
  const documentId = documentOf(await find(reader, programmeId, idOrRef));
  const [rows, visit, ...moments] = await Promise.all([
    timeline(reader, documentId, before, PAGE + 1),
    visitedVersion(reader, documentId, userId),
    ...MOMENTS.map((cause) => lastOf(reader, documentId, cause)),
  ]);
  const one = async (row: (typeof moments)[number]) => (row ? ((await toSummaries(reader, [row]))[0] ?? null) : null);
  const [seen, ...since] = await Promise.all([one(visit), ...moments.map(one)]);
  return {
    versions: [...(await toSummaries(reader, rows.slice(0, PAGE)))],
    more: rows.length > PAGE,
    since: {
      visit: seen ?? null,
      ...(Object.fromEntries(MOMENTS.map((cause, place) => [cause, since[place] ?? null])) as Record<Moment, VersionSummary | null>),
    },
  };
}

/** Keeps the text under a name. */
export async function nameVersion(world: HistoryWorld, act: Act, idOrRef: string, name: string): Promise<VersionSummary> {
  const row = await find(world.database.reader, act.programmeId, idOrRef);
  const { number } = await keepVersion(world, documentOf(row), { cause: 'named', by: act.userId, name });
  await tell(world, documentOf(row));
  return summary(world, documentOf(row), number);
}

async function summary({ database: { reader } }: HistoryWorld, documentId: string, number: number): Promise<VersionSummary> {
  const [one] = await toSummaries(reader, [await findVersion(reader, documentId, number)]);
  if (!one) throw new Problem('not-found');
  return one;
}

/** A version as it read. Throws `not-found`. */
export async function readVersion({ database: { reader } }: HistoryWorld, act: Act, idOrRef: string, number: number): Promise<VersionText> {
  const documentId = documentOf(await find(reader, act.programmeId, idOrRef));
  const [version] = await toSummaries(reader, [await findVersion(reader, documentId, number)]);
  const state = await stateOf(reader, documentId, number);
  return { version: version ?? null, doc: withoutAuthors(state.doc) };
}

/** Notes that a person sees the text as it stands now. Returns what they saw the time before; null on a first visit. */
export async function visitText(world: HistoryWorld, act: Act, idOrRef: string): Promise<VersionSummary | null> {
  const { reader } = world.database;
  const documentId = documentOf(await find(reader, act.programmeId, idOrRef));
  const before = await visitedVersion(reader, documentId, act.userId);
  const { number } = await keepVersion(world, documentId, { cause: 'visit', by: null });
  const at = world.now().toISOString();
  await world.database.write((tx) =>
    tx
      .insertInto('text_visits')
      .values({ document_id: documentId, user_id: act.userId, number, at })
      .onConflict((conflict) => conflict.columns(['document_id', 'user_id']).doUpdateSet({ number, at }))
      .execute(),
  );
  return before ? ((await toSummaries(reader, [before]))[0] ?? null) : null;
}

/**
 * Makes the text say again what a version said, as a change of this person's that everybody's copy merges with; words
 * that come back stay their authors'. The text as it stood is kept before. Throws `archived`, `not-found`.
 */
export async function restoreVersion(world: HistoryWorld, act: Act, idOrRef: string, number: number): Promise<VersionSummary> {
  const { reader } = world.database;
  const row = await find(reader, act.programmeId, idOrRef);
  if (row.archived_at !== null) throw new Problem('archived');
  const documentId = documentOf(row);
  const state = await stateOf(reader, documentId, number);
  await keepVersion(world, documentId, { cause: 'before-restore', by: null });
  let origins: readonly Origin[] = [];
  await world.texts.transact(documentId, act.userId, (doc) => {
    origins = restoreInto(doc, state);
  });
  await keepOrigins(world, documentId, origins);
  const kept = await keepVersion(world, documentId, { cause: 'restored', by: act.userId, note: String(number) });
  await tell(world, documentId);
  return summary(world, documentId, kept.number);
}

async function keepOrigins(world: HistoryWorld, documentId: string, origins: readonly Origin[]): Promise<void> {
  const rows = origins.map(({ client, from, to, userId }) => ({
    document_id: documentId,
    client_id: client,
    clock_from: from,
    clock_to: to,
    user_id: userId,
  }));
  await world.database.write(async (tx) => {
    for (let from = 0; from < rows.length; from += 500)
      await tx
        .insertInto('text_origins')
        .values(rows.slice(from, from + 500))
        .execute();
  });
}

/** Whose the words are that stand in a text now, by section. */
export async function readContributions(world: HistoryWorld, act: Act, idOrRef: string): Promise<Contributions> {
  const { reader } = world.database;
  const documentId = documentOf(await find(reader, act.programmeId, idOrRef));
  const [update, owners] = await Promise.all([world.texts.read(documentId), readOwners(reader, documentId)]);
  if (!update) throw new Problem('not-found');
  const { json, words } = await world.states.read(update, owners);
  const shares = sharesOf(JSON.parse(json) as TextState);
  const names = await namesOf(
    reader,
    shares.flatMap((share) => share.userId ?? []),
  );
  return {
    words,
    people: shares.map(({ userId, words: own, sections }) => ({
      person: userId === null ? null : { id: userId, name: names.get(userId)?.name ?? '' },
      words: own,
      sections: [...sections],
    })),
  };
}

/** What a screen needs to colour the words of a text by their authors. */
export async function readAuthorship({ database: { reader } }: HistoryWorld, act: Act, idOrRef: string): Promise<Authorship> {
  const documentId = documentOf(await find(reader, act.programmeId, idOrRef));
  const owners = await readOwners(reader, documentId);
  const names = await namesOf(reader, [
    ...owners.clients.map((one) => one.userId),
    ...owners.origins.flatMap(({ userId, pastedBy }) => [userId, pastedBy].filter((id) => typeof id === 'string')),
  ]);
  return { people: [...names.values()], clients: [...owners.clients], origins: [...owners.origins] };
}
