import type { Editor } from '@tiptap/core';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextTalk, TextThread, ThreadPlacesStore } from './contract.ts';
import { stackNotes } from './note-stack.ts';
import { type PlacedThread, useThreadLayout } from './use-thread-layout.ts';

/** Height of a note with the gap below it: editor.css cuts every note to it, so that nothing has to be measured. */
const NOTE_SIZE = 84;

interface ThreadMarginProps extends Pick<TextTalk, 'threads' | 'active' | 'onThread' | 'notes'> {
  readonly editor: Editor;
  readonly places: ThreadPlacesStore;
}

/** What is said about the text, beside its words: notes where there is room for them, a mark with their number elsewhere. */
export function ThreadMargin({ editor, places, threads, active, onThread, notes }: ThreadMarginProps) {
  const { t } = useTranslation('editor');
  const [layer, setLayer] = useState<HTMLDivElement | null>(null);
  const { placed, noteWidth, from, to } = useThreadLayout(editor, layer, threads, places);
  const inFull = notes && noteWidth !== null;
  const items = useMemo(() => (inFull ? notesOf(placed, active) : marksOf(placed)), [placed, active, inFull]);
  const near = items.filter(({ top, threads: some }) => (top >= from && top <= to) || some.some(({ id }) => id === active));
  return (
    <div
      className={inFull ? 'talk is-notes' : 'talk'}
      ref={setLayer}
      role="group"
      aria-label={t('talk.label')}
      style={inFull ? { width: noteWidth } : undefined}
    >
      {near.map((item) =>
        inFull ? (
          <Note key={item.key} item={item} active={item.key === active} onThread={onThread} />
        ) : (
          <Mark key={item.key} item={item} active={active} onThread={onThread} />
        ),
      )}
    </div>
  );
}

interface Item {
  readonly key: string;
  readonly top: number;
  readonly threads: readonly TextThread[];
}

function notesOf(placed: readonly PlacedThread[], active: string | null): readonly Item[] {
  const tops = stackNotes(
    placed.map(({ top }) => top),
    NOTE_SIZE,
    placed.findIndex(({ thread }) => thread.id === active),
  );
  return placed.map(({ thread }, at) => ({ key: thread.id, top: tops[at] ?? 0, threads: [thread] }));
}

function marksOf(placed: readonly PlacedThread[]): readonly Item[] {
  const byBlock = Map.groupBy(placed, ({ block }) => block);
  return [...byBlock.values()].map((some) => ({
    key: some.map(({ thread }) => thread.id).join(' '),
    top: some[0]?.top ?? 0,
    threads: some.map(({ thread }) => thread),
  }));
}

interface ItemProps extends Pick<TextTalk, 'onThread'> {
  readonly item: Item;
}

const Note = memo(function Note({ item, active, onThread }: ItemProps & { readonly active: boolean }) {
  const { t } = useTranslation('editor');
  const [thread] = item.threads;
  if (!thread) return null;
  const proposal = thread.proposal ? t(`talk.${thread.proposal.kind}`) : '';
  const more = thread.remarks > 1 ? t('talk.answers', { count: thread.remarks - 1 }) : '';
  return (
    <button
      type="button"
      className="talk-note"
      style={{ top: item.top }}
      aria-pressed={active}
      data-unread={thread.unread || undefined}
      onClick={() => onThread(thread.id)}
    >
      <b>
        {thread.who}
        {thread.unread ? <i className="talk-unread">{t('talk.unread')}</i> : null}
      </b>
      <span>{[proposal, thread.words].filter(Boolean).join(' ')}</span>
      {more ? <small>{more}</small> : null}
    </button>
  );
});

const Mark = memo(function Mark({ item, active, onThread }: ItemProps & { readonly active: string | null }) {
  const { t } = useTranslation('editor');
  const here = item.threads.findIndex(({ id }) => id === active);
  const remarks = item.threads.reduce((sum, { remarks: count }) => sum + count, 0);
  const unread = item.threads.some((thread) => thread.unread);
  const label = [t('talk.marks', { count: remarks }), unread ? t('talk.unread') : ''].filter(Boolean).join(', ');
  // Pressed again it goes on to the next thread of the block.
  const next = item.threads[(here + 1) % item.threads.length];
  return (
    <button
      type="button"
      className="talk-mark"
      style={{ top: item.top }}
      aria-label={label}
      title={label}
      aria-pressed={here >= 0}
      data-unread={unread || undefined}
      onClick={() => next && onThread(next.id)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.500 3.500h11V11H8l-3 2.500V11H2.500z" />
      </svg>
      {remarks > 1 ? <span>{remarks}</span> : null}
    </button>
  );
});
