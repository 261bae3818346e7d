import { DRAFTERS } from '@concordance/shared/threads/rules';
import type { Thread } from '@concordance/shared/threads/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextButton } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { CommentForm } from './CommentForm.tsx';
import type { CardHouse } from './card-house.ts';
import { EndForm } from './EndForm.tsx';
import {
  acceptAllOf,
  acceptSuggestion,
  assign,
  declineSuggestion,
  endThread,
  moveAnchor,
  reopenThread,
  replyTo,
  threadsKey,
} from './queries.ts';
import { type Fit, isProposed } from './thread-list.ts';
import styles from './threads.module.css';
import { useAuthorWords } from './use-author-words.ts';
import { useKeptWords } from './use-kept-words.ts';
import type { useThreadAct } from './use-thread-act.ts';

interface ThreadActsProps {
  readonly house: CardHouse;
  readonly thread: Thread;
  readonly active: boolean;
  readonly fit: Fit;
  readonly alike: number;
  readonly act: ReturnType<typeof useThreadAct>;
}

type Doing = 'reply' | 'end' | 'decline' | null;

/** What can be done with a thread: answer, decide, and, once it is looked at, what is needed less often. */
export function ThreadActs(props: ThreadActsProps) {
  const { house, thread, active, fit, act } = props;
  const { t } = useTranslation('threads');
  const [doing, setDoing] = useState<Doing>(null);
  const { programmeId: p, people } = house;
  const { may, life } = thread;
  const stop = () => setDoing(null);
  if (doing === 'reply') return <Reply {...props} onEnd={stop} />;
  if (doing === 'end' || doing === 'decline')
    return (
      <EndForm
        atTable={thread.roundTable !== null}
        declining={doing === 'decline'}
        busy={act.isPending}
        error={act.error}
        onEnd={(disposition, reason) =>
          act.mutate(() => (doing === 'decline' ? declineSuggestion(p, thread, reason) : endThread(p, thread, disposition, reason)), {
            onSuccess: stop,
          })
        }
        onCancel={stop}
      />
    );
  const proposed = isProposed(thread) && may.accept;
  const misfit = fit.kind === 'fits' ? undefined : t(fit.kind === 'gone' ? 'act.acceptGone' : 'act.acceptChanged');
  return (
    <div className={styles.doing}>
      {act.error ? <ErrorLine error={act.error} /> : null}
      <div className={styles.acts}>
        {proposed ? (
          <>
            <Button
              size="small"
              variant="main"
              busy={act.isPending}
              reason={misfit}
              onClick={() => act.mutate(() => acceptSuggestion(p, thread))}
            >
              {t('act.accept')}
            </Button>
            <Button size="small" onClick={() => setDoing('decline')}>
              {t('act.decline')}
            </Button>
          </>
        ) : null}
        {may.reply ? (
          <Button size="small" variant={proposed ? 'quiet' : 'default'} onClick={() => setDoing('reply')}>
            {t('act.reply')}
          </Button>
        ) : null}
        {may.decide && life.state === 'open' && !proposed ? (
          <Button size="small" onClick={() => setDoing('end')}>
            {t('act.settle')}
          </Button>
        ) : null}
        {may.decide && life.state === 'ended' ? (
          <Button size="small" busy={act.isPending} onClick={() => act.mutate(() => reopenThread(p, thread))}>
            {t('act.reopen')}
          </Button>
        ) : null}
      </div>
      {active ? <More {...props} proposed={proposed} people={people} onSettle={() => setDoing('end')} /> : null}
    </div>
  );
}

function Reply({ house, thread, act, onEnd }: ThreadActsProps & { readonly onEnd: () => void }) {
  const { t } = useTranslation('threads');
  const [words, setWords] = useKeptWords(thread.id);
  return (
    <CommentForm
      label={t('act.replyLabel')}
      verb={t('form.send')}
      words={words}
      onWords={setWords}
      people={house.people}
      busy={act.isPending}
      error={act.error}
      onSend={(text, mentions) =>
        act.mutate(() => replyTo(house.programmeId, thread.id, text, mentions), {
          onSuccess: () => {
            setWords('');
            onEnd();
          },
        })
      }
      onCancel={onEnd}
    />
  );
}

interface MoreProps extends ThreadActsProps {
  readonly proposed: boolean;
  readonly people: CardHouse['people'];
  readonly onSettle: () => void;
}

/** What is needed less often: who sees to it, other words, the address, all of one person, another decision. */
function More({ house, thread, act, alike, proposed, people, onSettle }: MoreProps) {
  const { t } = useTranslation('threads');
  const [copied, setCopied] = useState(false);
  const [untied, setUntied] = useState(false);
  const { programmeId: p } = house;
  const open = thread.life.state === 'open';
  const drafters = people.filter(({ role }) => DRAFTERS.includes(role));
  const tie = () => {
    const anchor = house.selected?.() ?? null;
    setUntied(anchor === null);
    if (anchor) act.mutate(() => moveAnchor(p, thread, anchor));
  };
  return (
    <div className={styles.moreActs}>
      {thread.may.decide && open ? (
        <label>
          {t('act.assign')}
          <select
            value={thread.assignee?.id ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              act.mutate(() => assign(p, thread, chosen === '' ? null : chosen));
            }}
          >
            <option value="">{t('act.nobody')}</option>
            {drafters.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {thread.may.decide && proposed ? <TextButton onClick={onSettle}>{t('act.otherwise')}</TextButton> : null}
      {thread.may.reanchor && thread.anchor && house.selected ? <TextButton onClick={tie}>{t('act.tie')}</TextButton> : null}
      <TextButton onClick={() => void navigator.clipboard?.writeText(house.linkTo(thread.id)).then(() => setCopied(true))}>
        <span aria-live="polite">{t(copied ? 'common:action.copied' : 'act.link')}</span>
      </TextButton>
      {proposed && alike > 1 ? <AcceptAll house={house} thread={thread} alike={alike} /> : null}
      {untied ? (
        <p className={styles.note} role="status">
          {t('act.tieFirst')}
        </p>
      ) : null}
    </div>
  );
}

function AcceptAll({ house, thread, alike }: Pick<ThreadActsProps, 'house' | 'thread' | 'alike'>) {
  const { t } = useTranslation('threads');
  const cache = useQueryClient();
  const nameOf = useAuthorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const author = thread.comments[0]?.author;
  const { documentId } = thread;
  if (!author?.id || !documentId) return null;
  const authorId = author.id;
  const accept = async () => {
    setBusy(true);
    setError(null);
    try {
      const done = await acceptAllOf(house.programmeId, documentId, authorId);
      house.onTold?.(done.outdated.length > 0 ? t('act.allSome', { count: done.accepted.length, left: done.outdated.length }) : null);
      await cache.invalidateQueries({ queryKey: threadsKey(house.programmeId, house.subjectId) });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
    setAsking(false);
  };
  const name = nameOf(author);
  return (
    <>
      {asking ? (
        <ConfirmInline
          verb={t('act.acceptAll', { count: alike })}
          danger={false}
          busy={busy}
          onConfirm={() => void accept()}
          onCancel={() => setAsking(false)}
        >
          {t('act.acceptAllAsk', { count: alike, name })}
        </ConfirmInline>
      ) : (
        <TextButton onClick={() => setAsking(true)}>{t('act.acceptAllOf', { count: alike, name })}</TextButton>
      )}
      {error ? <ErrorLine error={error} /> : null}
    </>
  );
}
