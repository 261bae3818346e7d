import { useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorHandle, TextTalk } from '../editor/contract.ts';
import { IconButton } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import type { Subject } from './queries.ts';
import { useTalk } from './use-talk.ts';

const ThreadsPane = lazy(async () => ({ default: (await import('./ThreadsPane.tsx')).ThreadsPane }));

interface TalkPanelSetting {
  readonly programmeId: string;
  readonly subject: Subject;
  /** What the panel is about, such as `SET-1`. */
  readonly reference: string;
  readonly mayWrite: boolean;
  /** The address of the page, without its search. */
  readonly path: string;
  /** What else belongs to the head of the list. */
  readonly extra?: ReactNode;
}

interface TalkPanel {
  /** For the editor of the page's text. */
  readonly talk: TextTalk;
  readonly onHandle: (handle: EditorHandle | null) => void;
  /** Opens and closes the list; for the page's header. */
  readonly button: ReactNode;
  /** Null while it is closed. */
  readonly panel: ReactNode;
}

/** The list of remarks beside a page that has no other panel. */
export function useTalkPanel({ programmeId, subject, reference, mayWrite, path, extra }: TalkPanelSetting): TalkPanel {
  const { t } = useTranslation('threads');
  const { thread: asked } = useSearch({ strict: false }) as { readonly thread?: string };
  const [handle, setHandle] = useState<EditorHandle | null>(null);
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  const talk = useTalk({ programmeId, subjectId: subject.id, mayWrite, listed: open, handle, asked, onOpen: show });
  const linkTo = useCallback((id: string) => `${window.location.origin}${path}?thread=${id}`, [path]);
  const waiting = talk.threads.all?.filter(({ life }) => life.state === 'open').length;
  const pane = (
    <Suspense fallback={null}>
      <ThreadsPane
        programmeId={programmeId}
        subject={subject}
        threads={talk.threads}
        mayWrite={mayWrite}
        handle={handle}
        active={talk.active}
        onActive={talk.onActive}
        wish={talk.wish}
        onWish={talk.onWish}
        linkTo={linkTo}
        extra={extra}
      />
    </Suspense>
  );
  return {
    talk: talk.text,
    onHandle: setHandle,
    button: (
      <IconButton
        icon="comment"
        label={waiting ? t('panel.showSome', { count: waiting }) : t('panel.show')}
        aria-pressed={open}
        onClick={() => setOpen(!open)}
      />
    ),
    panel: open ? (
      <Panel
        label={t('panel.of', { ref: reference })}
        tabs={[{ id: 'comments', label: t('record.title'), count: waiting, content: pane }]}
        onClose={() => setOpen(false)}
      />
    ) : null,
  };
}
