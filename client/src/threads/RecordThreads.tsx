import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import type { CardHouse } from './card-house.ts';
import { NewThread } from './NewThread.tsx';
import type { Subject } from './queries.ts';
import { ThreadCard } from './ThreadCard.tsx';
import { listThreads } from './thread-list.ts';
import styles from './threads.module.css';
import { useSeen } from './use-seen.ts';
import { useColleagues, useThreads } from './use-threads.ts';

interface RecordThreadsProps {
  readonly programmeId: string;
  readonly subject: Subject;
  readonly mayWrite: boolean;
  /** The thread that the address asks for. */
  readonly asked: string | undefined;
  readonly linkTo: (id: string) => string;
}

const NOWHERE = new Map<string, never>();

/** What is said about a record that has no text of its own. */
export function RecordThreads({ programmeId, subject, mayWrite, asked, linkTo }: RecordThreadsProps) {
  const { t } = useTranslation('threads');
  const threads = useThreads(programmeId, subject.id);
  const people = useColleagues(programmeId);
  const [active, setActive] = useState<string | null>(asked ?? null);
  const [writing, setWriting] = useState(false);
  const [ended, setEnded] = useState(false);
  const all = threads.all ?? [];
  const open = listThreads(all, NOWHERE, 'open');
  const over = listThreads(all, NOWHERE, 'ended');
  const showEnded = ended || over.some(({ id }) => id === active);
  const shown = showEnded ? [...open, ...over] : open;
  const list = useRef<HTMLDivElement>(null);
  useSeen(programmeId, list, shown);
  const house = useMemo<CardHouse>(
    () => ({ programmeId, subjectId: subject.id, people, onActive: setActive, linkTo }),
    [programmeId, subject.id, people, linkTo],
  );
  if (!mayWrite && threads.all?.length === 0) return null;
  return (
    <PanelSection
      title={t('record.title')}
      note={open.length > 0 ? open.length : undefined}
      action={mayWrite && !writing ? <TextButton onClick={() => setWriting(true)}>{t('record.new')}</TextButton> : null}
    >
      {threads.error ? <ErrorLine error={threads.error} onRetry={threads.again} /> : null}
      {writing ? (
        <NewThread
          programmeId={programmeId}
          subject={subject}
          wish={null}
          people={people}
          onBegun={(thread) => {
            setWriting(false);
            setActive(thread.id);
          }}
          onCancel={() => setWriting(false)}
        />
      ) : null}
      <div ref={list} className={styles.plain} data-threads={subject.id}>
        {shown.map((thread) => (
          <ThreadCard key={thread.id} house={house} thread={thread} active={thread.id === active} overlaps={false} alike={0} />
        ))}
      </div>
      {over.length > 0 && !showEnded ? (
        <TextButton onClick={() => setEnded(true)}>{t('record.ended', { count: over.length })}</TextButton>
      ) : null}
    </PanelSection>
  );
}
