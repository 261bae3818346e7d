import { CLOSE } from '@concordance/shared/collaboration/wire';
import { may } from '@concordance/shared/identity/rules';
import type { Logger } from 'pino';
import type { Access, Admission } from '../collaboration/ports.ts';
import type { Journal } from '../events/journal.ts';
import { cookieName, cookieOf, isOwnOrigin, roleIn } from '../identity/door.ts';
import type { AuthSessions, Session } from '../identity/sessions.ts';
import type { Database } from '../storage/database.ts';

export interface TextAccessOptions {
  readonly secure: boolean;
  readonly origins: () => readonly string[];
  /** Whether a guest reads a text now by an open round table; without it guests read nothing. */
  readonly guestReads?: (userId: string, documentId: string) => Promise<boolean>;
}

/** Who may open the room of a text, by the same table of rights as everything else. */
export function textAccess(database: Database, sessions: AuthSessions, options: TextAccessOptions): Access {
  async function judge(session: Session | null, documentId: string): Promise<Admission> {
    if (!session) return { kind: 'refused', close: CLOSE.signedOut };
    const document = await database.reader.selectFrom('documents').select(['programme_id']).where('id', '=', documentId).executeTakeFirst();
    const role = document ? await roleIn(database.reader, document.programme_id, session.userId) : null;
    // A document of another programme is as unknown as one that does not exist.
    if (!document || role === null) return { kind: 'refused', close: CLOSE.unknownDocument };
    const actor = { role, administrator: session.administrator };
    if (!may(actor, 'text.read')) {
      const guest = may(actor, 'roundtable.attend') && (await options.guestReads?.(session.userId, documentId)) === true;
      if (!guest) return { kind: 'refused', close: CLOSE.noAccess };
      // A guest is nowhere in the list of who is here: under many tables' rules nobody may be told who came.
      return { kind: 'admitted', write: false, userId: session.userId, sessionId: session.id, name: '', colour: 0, unseen: true };
    }
    const archived = await database.reader
      .selectFrom('recommendations')
      .select('archived_at')
      .where('document_id', '=', documentId)
      .executeTakeFirst();
    const { colour } = await database.reader
      .selectFrom('users')
      .select('colour')
      .where('id', '=', session.userId)
      .executeTakeFirstOrThrow();
    const write = may(actor, 'text.write') && (archived?.archived_at ?? null) === null;
    return { kind: 'admitted', write, userId: session.userId, sessionId: session.id, name: session.name, colour };
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
