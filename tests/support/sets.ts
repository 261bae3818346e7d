import { crc32 } from 'node:zlib';
import { firstUpdate } from '@concordance/server/recommendations/first-update';
import type { ApprovalPage } from '@concordance/shared/approvals/schema';
import type { EditorJson } from '@concordance/shared/editor/json';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import type { Answer, Somebody, World } from './world.ts';

export const SIGNING_PASSWORD = 'four unrelated words here';

/** A set with two recommendations on one item of evidence, and two leads besides the first who may sign. */
export interface Composed {
  readonly ann: Somebody;
  readonly ben: Somebody;
  readonly set: RecommendationSet;
  readonly evidenceId: string;
  readonly recommendationIds: readonly string[];
  readonly documentIds: readonly string[];
  /** `at('/open')` is the path of an act on the set. */
  at(path: string): string;
  page(who: Somebody): Promise<ApprovalPage>;
  now(): Promise<RecommendationSet>;
  open(): Promise<Answer<RecommendationSet>>;
  sign(who: Somebody, over?: object): Promise<Answer>;
}

export interface ComposeOptions {
  readonly quorum?: number;
  readonly order?: 'parallel' | 'ordered';
  readonly approvers?: number;
}

/** A recommendation that no check blocks: it has an addressee and rests on the given item, or on one of its own. */
export async function readyRecommendation(
  who: Pick<Somebody, 'make'>,
  here: (path: string) => string,
  title: string,
  evidenceId?: string,
): Promise<{ readonly id: string; readonly documentId: string }> {
  const body = await who.make(here('/bodies'), { title: `Addressee of ${title}`, addressee: true });
  const item = evidenceId ?? (await who.make(here('/evidence'), { title: `Evidence for ${title}` })).id;
  const draft = { title, statement: `${title}.`, addresseeIds: [body.id] };
  const made = await who.make<{ id: string; documentId: string }>(here('/recommendations'), draft);
  await who.make(here(`/recommendations/${made.id}/links`), { kind: 'rests', targetId: item });
  return made;
}

let people = 0;

/** A lead with a password, who can sign. */
export const signer = (w: World, name = `signer${++people}`) => w.person(name, { role: 'lead', password: SIGNING_PASSWORD });

export async function composed(w: World, { quorum = 2, order = 'parallel', approvers = 2 }: ComposeOptions = {}): Promise<Composed> {
  const [ann, ben] = [await signer(w), await signer(w)];
  const evidence = await w.lead.make(w.here('/evidence'), {
    title: 'Trade 2019',
    figures: [{ measure: 'share', value: '42.7', unit: '%' }],
  });
  const recommendations: { readonly id: string; readonly documentId: string }[] = [];
  for (const title of ['Open the market', 'Raise the standing'])
    recommendations.push(await readyRecommendation(w.lead, w.here, title, evidence.id));
  for (const { documentId } of recommendations) {
    await write(w, documentId, w.researcher.id, 'The first words.');
    await claim(w, documentId, w.lead.id);
  }
  const recommendationIds = recommendations.map((one) => one.id);
  const approverIds = [ann.id, ben.id].slice(0, approvers);
  const set = await w.lead.make<RecommendationSet>(w.here('/sets'), {
    title: 'To 2025',
    itemIds: recommendationIds,
    approverIds,
    quorum,
    order,
  });
  const at = (path: string) => w.here(`/sets/${set.id}${path}`);
  const now = async () => (await w.lead.get<RecommendationSet>(at(''))).body;
  return {
    ann,
    ben,
    set,
    evidenceId: evidence.id,
    recommendationIds,
    documentIds: recommendations.map((one) => one.documentId),
    at,
    now,
    page: async (who) => (await who.get<ApprovalPage>(at('/approval'))).body,
    open: async () => w.lead.post<RecommendationSet>(at('/open'), { version: (await now()).version }),
    async sign(who, over = {}) {
      const { hash } = (await who.get<ApprovalPage>(at('/approval'))).body;
      return who.post(at('/sign'), { hash, name: who.name, password: SIGNING_PASSWORD, ...over });
    },
  };
}

const words = (text: string): EditorJson => ({ type: 'text', text });

/** Adds a paragraph to a text by somebody, straight into its log, as the live channel does. */
export async function write(w: World, documentId: string, userId: string, text: string, ...more: EditorJson[]): Promise<void> {
  const { update, clientId } = firstUpdate({ type: 'doc', content: [{ type: 'paragraph', content: [words(text), ...more] }] });
  await w.database.write(async (tx) => {
    const { seq } = await tx
      .updateTable('documents')
      .set((from) => ({ seq: from('seq', '+', 1) }))
      .where('id', '=', documentId)
      .returning('seq')
      .executeTakeFirstOrThrow();
    const row = { document_id: documentId, seq, user_id: userId, bytes: update, checksum: crc32(update), at: new Date().toISOString() };
    await tx.insertInto('updates').values(row).execute();
    await tx.insertInto('document_clients').values({ document_id: documentId, client_id: clientId, user_id: userId }).execute();
  });
}

/** Makes somebody another of a text's authors. */
export async function claim(w: World, documentId: string, userId: string): Promise<void> {
  const client = { document_id: documentId, client_id: Math.floor(Math.random() * 2 ** 31), user_id: userId };
  await w.database.write((tx) => tx.insertInto('document_clients').values(client).execute());
}
