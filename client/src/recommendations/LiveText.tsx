import type { CitedKind } from '@concordance/shared/editor/citation';
import type { Link } from '@concordance/shared/links/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Room } from '../collaboration/contract.ts';
import { useRoom } from '../collaboration/use-room.ts';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useAuthors } from '../history/use-authors.ts';
import { useMe } from '../identity/queries.ts';
import { findQuery, peopleQuery } from '../registers/queries.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { Target } from './links/item-facts.ts';
import { useCitedRecords } from './use-cited-records.ts';
import styles from './work.module.css';

interface LiveTextProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  readonly links: readonly Link[];
  /** By role and state; the live channel's own answer is asked besides. */
  readonly mayWrite: boolean;
  readonly onLive: (room: Room) => void;
  readonly onHandle: (handle: EditorHandle | null) => void;
  readonly onOpen: (target: Target) => void;
  /** Words are coloured by their author. */
  readonly coloured: boolean;
  /** What is said about the words. */
  readonly talk: TextTalk;
}

const NOBODY: readonly never[] = [];

/** The one place where the live document, the editor and the register names meet. */
export function LiveText(props: LiveTextProps) {
  const { programmeId, record, links, mayWrite, onLive, onHandle, onOpen, coloured, talk } = props;
  const { t } = useTranslation('recommendations');
  const me = useMe();
  const cache = useQueryClient();
  const room = useRoom(record.documentId, me);
  const { data: people = NOBODY } = useQuery(peopleQuery(programmeId));
  const { lookup, remember } = useCitedRecords(programmeId, links);
  const authors = useAuthors(programmeId, record.id, coloured);
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
      const kind = lookup(recordId)?.kind;
      if (kind) onOpen({ kind, id: recordId });
    },
    [lookup, onOpen],
  );

  if (!room.synced)
    return (
      <div className={styles.waiting}>
        <Skeleton lines={7} />
      </div>
    );
  return (
    <Editor
      key={record.documentId}
      doc={room.doc}
      awareness={room.awareness}
      editable={mayWrite && room.rights !== 'read'}
      lookup={lookup}
      onFind={find}
      people={people}
      authors={authors}
      onOpenRecord={open}
      talk={talk}
      label={t('text.label', { ref: record.ref })}
      onHandle={onHandle}
    />
  );
}
