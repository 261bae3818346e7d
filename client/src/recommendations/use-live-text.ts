import type { CitedKind } from '@concordance/shared/editor/citation';
import type { Link } from '@concordance/shared/links/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Room } from '../collaboration/contract.ts';
import { useRoom } from '../collaboration/use-room.ts';
import type { EditorProps } from '../editor/contract.ts';
import { useMe } from '../identity/queries.ts';
import { findQuery, peopleQuery } from '../registers/queries.ts';
import { recordAddress } from '../ui/RecordLink.tsx';
import { useCitedRecords } from './use-cited-records.ts';

interface TextPlace {
  readonly programmeId: string;
  readonly documentId: string;
  /** By role and state; the live channel's own answer is asked besides. */
  readonly mayWrite: boolean;
  /** What the text is tied to, where it is a recommendation's. */
  readonly links?: readonly Link[];
}

export interface LiveTextParts {
  readonly room: Room;
  /** What every editor of a text that is written together is given; a cited record opens in its register. */
  readonly editor: Pick<EditorProps, 'doc' | 'documentId' | 'awareness' | 'editable' | 'lookup' | 'onFind' | 'people' | 'onOpenRecord'>;
}

const NOBODY: readonly never[] = [];
const NO_LINKS: readonly never[] = [];

/** The one place where the live document, the editor and the register names meet. */
export function useLiveText({ programmeId, documentId, mayWrite, links = NO_LINKS }: TextPlace): LiveTextParts {
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const room = useRoom(documentId, me);
  const { data: people = NOBODY } = useQuery(peopleQuery(programmeId));
  const { lookup, remember } = useCitedRecords(programmeId, links);
  const onFind = useCallback(
    async (query: string, kinds: readonly CitedKind[]) => {
      const found = await cache.fetchQuery(findQuery(programmeId, query.trim(), kinds));
      remember(found);
      return found;
    },
    [cache, programmeId, remember],
  );
  const onOpenRecord = useCallback(
    (recordId: string) => {
      const record = lookup(recordId);
      if (record) void navigate(recordAddress(programmeId, record.kind, record.ref) as never);
    },
    [lookup, navigate, programmeId],
  );
  const editable = mayWrite && room.rights !== 'read';
  return { room, editor: { doc: room.doc, documentId, awareness: room.awareness, editable, lookup, onFind, people, onOpenRecord } };
}
