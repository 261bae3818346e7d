import type { Notice } from '@concordance/shared/notices/schema';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { noticeAddress } from './notice-address.ts';
import styles from './notices.module.css';
import { inboxQuery, markRead, noticesKey } from './queries.ts';

const ICONS: Readonly<Record<Notice['kind'], IconName>> = {
  mention: 'person',
  assigned: 'arrow',
  reply: 'comment',
  decision: 'check',
  remark: 'comment',
  'table-opened': 'table',
  'table-closed': 'table',
};

/** What I was told: where I am named, asked, answered; when tables open and close. */
export function InboxPage() {
  const { t } = useTranslation(['notices', 'common']);
  const here = useProgramme();
  const cache = useQueryClient();
  const [unread, setUnread] = useState(false);
  const query = useInfiniteQuery(inboxQuery(here.id, unread));
  const read = useMutation({
    mutationFn: (ids: readonly string[] | 'all') => markRead(here.id, ids),
    onSuccess: () => cache.invalidateQueries({ queryKey: noticesKey(here.id) }),
  });
  const notices = query.data?.pages.flatMap((page) => page.notices) ?? [];
  const fresh = query.data?.pages[0]?.unread ?? 0;
  return (
    <Page header={<PageHeader crumbs={[t('title')]} />} width="mid">
      <title>{t('title')}</title>
      <PageTitle
        title={t('title')}
        note={t('unread', { count: fresh })}
        actions={
          fresh > 0 ? (
            <Button size="small" busy={read.isPending} onClick={() => read.mutate('all')}>
              {t('readAll')}
            </Button>
          ) : null
        }
      />
      <Segments
        label={t('which')}
        choices={[
          { value: 'all', label: t('all') },
          { value: 'unread', label: t('onlyUnread') },
        ]}
        value={unread ? 'unread' : 'all'}
        onValue={(value) => setUnread(value === 'unread')}
      />
      {query.error ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
      {read.error ? <ErrorLine error={read.error} /> : null}
      {query.isPending ? <Skeleton lines={6} /> : null}
      {query.data && notices.length === 0 ? <EmptyState>{t(unread ? 'noneUnread' : 'none')}</EmptyState> : null}
      <ul className={styles.list}>
        {notices.map((notice) => (
          <NoticeRow key={notice.id} programmeId={here.id} notice={notice} onRead={() => read.mutate([notice.id])} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
          {t('common:action.more')}
        </Button>
      ) : null}
    </Page>
  );
}

interface NoticeRowProps {
  readonly programmeId: string;
  readonly notice: Notice;
  readonly onRead: () => void;
}

function NoticeRow({ programmeId, notice, onRead }: NoticeRowProps) {
  const { t } = useTranslation('notices');
  const { ago, time } = useFormat();
  const what = t(`what.${notice.kind}`, { who: notice.by ?? t('somebody') });
  return (
    <li data-unread={!notice.read || undefined}>
      <Icon name={ICONS[notice.kind]} />
      <Link {...noticeAddress(programmeId, notice)} onClick={() => (notice.read ? undefined : onRead())}>
        <span className={styles.what}>
          {notice.read ? null : <span className={styles.new}>{t('new')}</span>}
          {what}
        </span>
        <span className={styles.subject}>
          <b>{notice.subject.ref}</b> {notice.subject.title}
        </span>
      </Link>
      <time dateTime={notice.at} title={time(notice.at)}>
        {ago(notice.at)}
      </time>
    </li>
  );
}
