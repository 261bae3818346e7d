import type { CitedKind } from '@concordance/shared/editor/citation';
import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Presence } from '../collaboration/Presence.tsx';
import { SaveState } from '../collaboration/SaveState.tsx';
import { useRoom } from '../collaboration/use-room.ts';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useMe } from '../identity/queries.ts';
import { useCitedRecords } from '../recommendations/use-cited-records.ts';
import { findQuery, peopleQuery } from '../registers/queries.ts';
import { recordAddress } from '../ui/RecordLink.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './sets.module.css';

interface PrefaceProps {
  readonly programmeId: string;
  readonly set: RecommendationSet;
  readonly mayWrite: boolean;
  /** What is said about its words. */
  readonly talk: TextTalk;
  readonly onHandle: (handle: EditorHandle | null) => void;
}

const NOBODY: readonly never[] = [];
const NO_LINKS: readonly never[] = [];

/** The words in front of a set, written together like any other text. */
export function Preface({ programmeId, set, mayWrite, talk, onHandle }: PrefaceProps) {
  const { t } = useTranslation('sets');
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const room = useRoom(set.documentId, me);
  const { data: people = NOBODY } = useQuery(peopleQuery(programmeId));
  const { lookup, remember } = useCitedRecords(programmeId, NO_LINKS);
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
      if (record) void navigate(recordAddress(programmeId, record.kind, record.ref) as never);
    },
    [lookup, navigate, programmeId],
  );
  if (!room.synced) return <Skeleton lines={3} />;
  return (
    <div className={styles.preface}>
      <div className={styles.prefaceState}>
        <Presence peers={room.peers} />
        <SaveState state={room.saveState} onRetry={room.retry} />
      </div>
      <Editor
        key={set.documentId}
        doc={room.doc}
        awareness={room.awareness}
        editable={mayWrite && room.rights !== 'read'}
        lookup={lookup}
        onFind={find}
        people={people}
        onOpenRecord={open}
        talk={talk}
        onHandle={onHandle}
        label={t('prefaceOf', { ref: set.ref })}
      />
    </div>
  );
}
