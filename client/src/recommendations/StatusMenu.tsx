import type { Recommendation, Status } from '@concordance/shared/recommendations/schema';
import { Popover } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StatusMark } from '../ui/StatusMark.tsx';
import { useRoving } from '../ui/use-roving.ts';
import { moveStatus, recommendationQuery } from './queries.ts';
import styles from './status-menu.module.css';
import { type StatusEntry, statusEntries } from './status-menu.ts';

interface StatusMenuProps {
  readonly programmeId: string;
  readonly record: Recommendation;
  readonly readOnly: boolean;
}

/** Moves the status on the server; when somebody changed other things meanwhile, once more on their version. */
async function move(programmeId: string, record: Recommendation, to: Status, reason: string): Promise<Recommendation> {
  try {
    return await moveStatus(programmeId, record.id, record.version, to, reason);
  } catch (error) {
    const current =
      error instanceof ApiProblem && error.code === 'stale-version' ? (error.current as Recommendation | undefined) : undefined;
    if (current?.status !== record.status) throw error;
    return moveStatus(programmeId, record.id, current.version, to, reason);
  }
}

function Entry({ entry, current, onChoose }: { readonly entry: StatusEntry; readonly current: boolean; readonly onChoose: () => void }) {
  const { t } = useTranslation('recommendations');
  const hint =
    entry.kind === 'back'
      ? t('status.back')
      : entry.kind === 'closed'
        ? t('status.after', { status: t(`common:status.${entry.after}`) })
        : '';
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={entry.kind === 'here'}
      aria-disabled={entry.kind === 'closed' || undefined}
      data-roving
      tabIndex={current ? 0 : -1}
      {...(current ? { 'data-autofocus': true } : {})}
      className={styles.entry}
      onClick={onChoose}
    >
      <StatusMark status={entry.to} />
      <span className={styles.hint}>{hint}</span>
      {entry.kind === 'here' ? <Icon name="check" size={14} /> : null}
    </button>
  );
}

function ReasonForm({
  to,
  busy,
  onSend,
  onCancel,
}: {
  readonly to: Status;
  readonly busy: boolean;
  readonly onSend: (reason: string) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('recommendations');
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onSend(reason.trim());
  };
  return (
    <form className={styles.reason} onSubmit={submit}>
      <label>
        <span>{t('status.why', { status: t(`common:status.${to}`) })}</span>
        <textarea
          ref={field}
          data-autofocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div>
        <Button size="small" type="submit" busy={busy} reason={reason.trim() ? undefined : t('status.needsReason')}>
          {t('status.move')}
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The status in the header row. Forward is one press; back asks for a reason in the same place. */
export function StatusMenu({ programmeId, record, readOnly }: StatusMenuProps) {
  const { t } = useTranslation('recommendations');
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const [back, setBack] = useState<Status | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const roving = useRoving('vertical');
  if (readOnly) return <StatusMark status={record.status} />;
  const close = () => {
    setOpen(false);
    setBack(null);
    setError(null);
  };
  const send = async (to: Status, reason: string) => {
    setBusy(true);
    setError(null);
    try {
      const moved = await move(programmeId, record, to, reason);
      cache.setQueryData(recommendationQuery(programmeId, record.ref).queryKey, moved);
      void cache.invalidateQueries({ queryKey: queryKey(programmeId, 'recommendation', 'list') });
      close();
    } catch (failure) {
      setError(failure);
      void cache.invalidateQueries({ queryKey: recommendationQuery(programmeId, record.ref).queryKey });
    } finally {
      setBusy(false);
    }
  };
  const choose = (entry: StatusEntry) => {
    if (entry.kind === 'forward') void send(entry.to, '');
    else if (entry.kind === 'back') setBack(entry.to);
    else if (entry.kind === 'here') close();
  };
  return (
    <Popover
      opened={open}
      onChange={(next) => {
        if (!next) close();
      }}
      trapFocus
      returnFocus
      width={300}
      position="bottom-start"
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.now}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={t('status.label', { status: t(`common:status.${record.status}`) })}
          onClick={() => (open ? close() : setOpen(true))}
        >
          <StatusMark status={record.status} />
          <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.sheet ?? ''} aria-label={t('status.move')}>
        {error ? <ErrorLine error={error} /> : null}
        {back ? (
          <ReasonForm to={back} busy={busy} onSend={(reason) => void send(back, reason)} onCancel={() => setBack(null)} />
        ) : (
          <div role="menu" aria-label={t('status.move')} {...roving}>
            {statusEntries(record.status).map((entry) => (
              <Entry key={entry.to} entry={entry} current={entry.kind === 'here'} onChoose={() => choose(entry)} />
            ))}
          </div>
        )}
        {record.statusReason && !back ? <p className={styles.last}>{t('status.lastReason', { reason: record.statusReason })}</p> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
