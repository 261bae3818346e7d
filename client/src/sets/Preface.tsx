import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { useTranslation } from 'react-i18next';
import { Presence } from '../collaboration/Presence.tsx';
import { SaveState } from '../collaboration/SaveState.tsx';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { Editor } from '../editor/Editor.tsx';
import { useLiveText } from '../recommendations/use-live-text.ts';
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

/** The words in front of a set, written together like any other text. */
export function Preface({ programmeId, set, mayWrite, talk, onHandle }: PrefaceProps) {
  const { t } = useTranslation('sets');
  const { room, editor } = useLiveText({ programmeId, documentId: set.documentId, mayWrite });
  if (!room.synced) return <Skeleton lines={3} />;
  return (
    <div className={styles.preface}>
      <div className={styles.prefaceState}>
        <Presence peers={room.peers} />
        <SaveState state={room.saveState} onRetry={room.retry} />
      </div>
      <Editor key={set.documentId} {...editor} talk={talk} onHandle={onHandle} label={t('prefaceOf', { ref: set.ref })} />
    </div>
  );
}
