import { CLOSE } from '@concordance/shared/collaboration/wire';
import { may } from '@concordance/shared/identity/rules';
import type { Logger } from 'pino';
import type { Access, Admission } from '../collaboration/ports.ts';
import type { Journal } from '../events/journal.ts';
import { cookieName, cookieOf, isOwnOrigin, roleOf } from '../identity/door.ts';
import type { AuthSessions, Session } from '../identity/sessions.ts';
import { askTogether } from '../storage/ask-together.ts';
import type { Database, Reader } from '../storage/database.ts';

/** What is known of each `document person` that has a membership in common; all others are absent. */
async function readFacts(reader: Reader, pairs: readonly string[]) {
  const [documents, people] = [0, 1].map((part) => [...new Set(pairs.map((pair) => pair.split(' ')[part] ?? ''))]);
  const rows = await reader
    .selectFrom('documents')
    .innerJoin('memberships', 'memberships.programme_id', 'documents.programme_id')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .leftJoin('recommendations', 'recommendations.document_id', 'documents.id')
    .select([
      'documents.id',
      'memberships.user_id',
      'memberships.role',
      'memberships.expires_at',
      'users.colour',
      'recommendations.archived_at',
    ])
    .where('documents.id', 'in', documents ?? [])
    .where('memberships.user_id', 'in', people ?? [])
    .execute();
  return new Map(rows.map((row) => [`${row.id} ${row.user_id}`, row]));
}

export interface TextAccessOptions {
  readonly secure: boolean;
  readonly origins: () => readonly string[];
  /** Whether a guest reads a text now by an open round table; without it guests read nothing. */
  readonly guestReads?: (userId: string, documentId: string) => Promise<boolean>;
}

/** Who may open the room of a text, by the same table of rights as everything else. */
export function textAccess(database: Database, sessions: AuthSessions, options: TextAccessOptions): Access {
  const factsOf = askTogether(async (pairs) => readFacts(database.reader, pairs));

  async function judge(session: Session | null, documentId: string): Promise<Admission> {
    if (!session) return { kind: 'refused', close: CLOSE.signedOut };
    const facts = await factsOf(`${documentId} ${session.userId}`);
    const role = facts ? roleOf(facts) : null;
    // A document of another programme is as unknown as one that does not exist.
    if (!facts || role === null) return { kind: 'refused', close: CLOSE.unknownDocument };
    const actor = { role, administrator: session.administrator };
    if (!may(actor, 'text.read')) {
      const guest = may(actor, 'roundtable.attend') && (await options.guestReads?.(session.userId, documentId)) === true;
      if (!guest) return { kind: 'refused', close: CLOSE.noAccess };
      // A guest is nowhere in the list of who is here: under many tables' rules nobody may be told who came.
      return { kind: 'admitted', write: false, userId: session.userId, sessionId: session.id, name: '', colour: 0, unseen: true };
    }
    const write = may(actor, 'text.write') && facts.archived_at === null;
    return { kind: 'admitted', write, userId: session.userId, sessionId: session.id, name: session.name, colour: facts.colour };
  }

  return {
    originAllowed: (request) => isOwnOrigin(request.headers.origin, options.origins()),
    async admit(request, documentId) {
      const token = cookieOf(request, cookieName(options.secure));
      return judge(token ? await sessions.validate(token) : null, documentId);
    },
    async readmit(sessionId, documentId) {
      return judge(await sessions.validateStored(sessionId), documentId);
    },
  };
}

/** Has a text judged anew when its recommendation is archived or restored: what is archived is only read. */
export function watchArchive(
  database: Database,
  journal: Journal,
  log: Logger,
  rejudge: (touched: { readonly documentIds: readonly string[] }) => Promise<void>,
): void {
  journal.subscribe(({ notice }) => {
    if (notice.kind !== 'recommendation' || (notice.action !== 'archived' && notice.action !== 'restored')) return;
    const owner = database.reader.selectFrom('recommendations').select('document_id').where('id', '=', notice.id);
    owner
      .executeTakeFirst()
      .then((row) => row && rejudge({ documentIds: [row.document_id] }))
      .catch((error: unknown) => log.error({ err: error }, 'an archived text could not be judged anew'));
  });
}
