import type { Reader } from '../storage/database.ts';
import type { ThreadTable } from '../storage/tables.ts';

type Accepting = Pick<ThreadTable, 'document_id' | 'accepting_client'>;

/** Whether wording on its way into a text is there: the log holds its client from the very commit that holds its words. */
export async function isInText(reader: Reader, { document_id: documentId, accepting_client: client }: Accepting): Promise<boolean> {
  if (documentId === null || client === null) return false;
  const row = await reader
    .selectFrom('document_clients')
    .select('client_id')
    .where('document_id', '=', documentId)
    .where('client_id', '=', client)
    .executeTakeFirst();
  return row !== undefined;
}

/** Threads whose wording is in its text already are ended as accepted for whoever reads them now, though the row is not yet. */
export async function asDecided(reader: Reader, rows: readonly ThreadTable[]): Promise<readonly ThreadTable[]> {
  return Promise.all(
    rows.map(async (row) =>
      row.accepting_client !== null && (await isInText(reader, row))
        ? {
            ...row,
            state: 'ended',
            ended_at: row.updated_at,
            ended_by: row.accepting_by,
            disposition: 'accepted',
            suggestion_state: 'accepted',
          }
        : row,
    ),
  );
}
