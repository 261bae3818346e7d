import type { CitedKind } from '@concordance/shared/editor/citation';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { Room } from '../collaboration/contract.ts';
import { useRoom } from '../collaboration/use-room.ts';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useMe } from '../identity/queries.ts';
import { useCitedRecords } from '../recommendations/use-cited-records.ts';
import { findQuery, peopleQuery } from '../registers/queries.ts';
import { placeAddress } from '../ui/address.ts';
import { Skeleton } from '../ui/Skeleton.tsx';

interface MinutesTextProps {
  readonly programmeId: string;
  readonly documentId: string;
  readonly label: string;
  readonly mayWrite: boolean;
  readonly onLive: (room: Room) => void;
  /** What is said about its words. */
  readonly talk: TextTalk;
  readonly onHandle: (handle: EditorHandle | null) => void;
}

const NOBODY: readonly never[] = [];
const PLACES = { trend: 'trends', risk: 'risks', evidence: 'evidence', body: 'bodies' } as const;

/** The minutes as a text that the team writes together. */
export function MinutesText({ programmeId, documentId, label, mayWrite, onLive, talk, onHandle }: MinutesTextProps) {
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const room = useRoom(documentId, me);
  const { data: people = NOBODY } = useQuery(peopleQuery(programmeId));
  const { lookup, remember } = useCitedRecords(programmeId, NOBODY);
  useEffect(() => onLive(room), [onLive, room]);
  const find = useCallback(
    async (query: string, kinds: readonly CitedKind[]) => {
      const found = await cache.fetchQuery(findQuery(programmeId, query.trim(), kinds));
      remember(found);
      return found;
    },
    [cache, programmeId, remember],
  );
  const open = useCallback(
    (recordId: string) => {
      const record = lookup(recordId);
      if (record) void navigate(placeAddress(programmeId, PLACES[record.kind], { open: record.ref }));
    },
    [lookup, navigate, programmeId],
  );
  if (!room.synced) return <Skeleton lines={7} />;
  return (
    <Editor
      key={documentId}
      doc={room.doc}
      awareness={room.awareness}
      editable={mayWrite && room.rights !== 'read'}
      lookup={lookup}
      onFind={find}
      people={people}
      onOpenRecord={open}
      talk={talk}
      onHandle={onHandle}
      label={label}
    />
  );
}
