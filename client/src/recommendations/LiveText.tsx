import type { Link } from '@concordance/shared/links/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Room } from '../collaboration/contract.ts';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useAuthors } from '../history/use-authors.ts';
import { useBroughtWords } from '../history/use-brought-words.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { Target } from './links/item-facts.ts';
import { useLiveText } from './use-live-text.ts';
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

/** The text of a recommendation: its citations open beside it. */
export function LiveText(props: LiveTextProps) {
  const { programmeId, record, links, mayWrite, onLive, onHandle, onOpen, coloured, talk } = props;
  const { t } = useTranslation('recommendations');
  const { room, editor } = useLiveText({ programmeId, documentId: record.documentId, mayWrite, links });
  const authors = useAuthors(programmeId, record.id, coloured);
  const onBrought = useBroughtWords(programmeId, record.id, room.saveState.kind === 'saved');
  useEffect(() => onLive(room), [onLive, room]);

  const { lookup } = editor;
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
      {...editor}
      authors={authors}
      onBrought={onBrought}
      onOpenRecord={open}
      talk={talk}
      label={t('text.label', { ref: record.ref })}
      onHandle={onHandle}
    />
  );
}
