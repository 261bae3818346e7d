import type { Link, TargetChange } from '@concordance/shared/links/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { answerLink, targetChangeQuery } from './queries.ts';
import { substanceWords } from './substance-words.ts';
import styles from './suspect.module.css';

interface SuspectBoxProps {
  readonly programmeId: string;
  readonly link: Link;
  readonly editable: boolean;
  /** Takes the link away; for a citation, leads to its place in the text. */
  readonly onUnlink: () => void;
  /** Shows where the text leans on the target. */
  readonly onShowInText: (() => void) | undefined;
}

/** A link whose target has changed: what it was and is, who changed it and why, and the three answers. */
export function SuspectBox({ programmeId, link, editable, onUnlink, onShowInText }: SuspectBoxProps) {
  const { t } = useTranslation('checks');
  const cache = useQueryClient();
  const [step, setStep] = useState<'asked' | 'holds' | 'revise'>('asked');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refetch } = useQuery(targetChangeQuery(programmeId, link));
  const field = useId();
  const say = async (answer: 'holds' | 'revised') => {
    if (!data) return;
    setBusy(true);
    setFailure(null);
    try {
      await answerLink(programmeId, link, answer, reason.trim(), data.fingerprint);
    } catch (refused) {
      setFailure(refused);
      void refetch();
    }
    setBusy(false);
    await cache.invalidateQueries({ queryKey: queryKey(programmeId, 'link') });
    void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'checks') });
  };
  return (
    <section className={styles.box} aria-label={t('suspect.title')}>
      <h3>
        <Icon name="warn" size={14} />
        {t('suspect.title')}
      </h3>
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {data ? <WhatChanged change={data} /> : error ? null : <Skeleton lines={3} />}
      {failure ? <ErrorLine error={failure} /> : null}
      {editable && data && step === 'asked' ? (
        <div className={styles.acts}>
          <Button size="small" onClick={() => setStep('holds')}>
            {t('suspect.holds')}
          </Button>
          <Button
            size="small"
            onClick={() => {
              setStep('revise');
              onShowInText?.();
            }}
          >
            {t('suspect.revise')}
          </Button>
          <Button size="small" onClick={onUnlink}>
            {t('suspect.unlink')}
          </Button>
        </div>
      ) : null}
      {editable && data && step === 'holds' ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void say('holds');
          }}
        >
          <label htmlFor={field}>{t('suspect.reason')}</label>
          <textarea
            id={field}
            rows={3}
            required
            maxLength={2000}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
            autoFocus
            placeholder={t('suspect.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className={styles.acts}>
            <Button type="submit" size="small" variant="main" busy={busy}>
              {t('suspect.confirm')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setStep('asked')}>
              {t('common:action.cancel')}
            </Button>
          </div>
        </form>
      ) : null}
      {editable && data && step === 'revise' ? (
        <>
          <p className={styles.hint}>{t('suspect.reviseHint')}</p>
          <div className={styles.acts}>
            <Button size="small" variant="main" busy={busy} onClick={() => void say('revised')}>
              {t('suspect.revised')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setStep('asked')}>
              {t('common:action.cancel')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}

function WhatChanged({ change }: { readonly change: TargetChange }) {
  const { t } = useTranslation('checks');
  const format = useFormat();
  const [last] = change.changes;
  const named = (field: string) => t(`fields.${field}`, { defaultValue: '' });
  const what = last ? format.list(last.fields.map(named).filter(Boolean)) : '';
  return (
    <>
      {change.fields === null ? <p className={styles.hint}>{t('suspect.unknown')}</p> : null}
      {change.fields?.map((one) => (
        <div key={one.field} className={styles.pair}>
          <p>{named(one.field)}</p>
          <dl>
            <div>
              <dt>{t('suspect.was')}</dt>
              <dd>
                <del>{substanceWords(one.before) || t('suspect.none')}</del>
              </dd>
            </div>
            <div>
              <dt>{t('suspect.now')}</dt>
              <dd>
                <ins>{substanceWords(one.after) || t('suspect.none')}</ins>
              </dd>
            </div>
          </dl>
        </div>
      ))}
      {last ? (
        <p className={styles.hint}>
          {what
            ? t('suspect.who', { who: last.by ?? t('suspect.server'), what })
            : t('suspect.whoOnly', { who: last.by ?? t('suspect.server') })}
          , <time dateTime={last.at}>{format.time(last.at)}</time>
        </p>
      ) : null}
      {change.reason ? <p className={styles.hint}>{t('suspect.why', { reason: change.reason })}</p> : null}
    </>
  );
}
