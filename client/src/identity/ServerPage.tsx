import type { Me } from '@concordance/shared/identity/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useMe } from './queries.ts';

interface ServerPerson extends Pick<Me, 'id' | 'name' | 'email' | 'administrator' | 'colour'> {
  readonly disabled: boolean;
  readonly createdAt: string;
}
type Change = { readonly disabled?: boolean; readonly administrator?: boolean };

const PEOPLE_KEY = ['server', 'people'] as const;

function ServerPersonRow({ person, isMe }: { readonly person: ServerPerson; readonly isMe: boolean }) {
  const { t } = useTranslation(['identity', 'common']);
  const { day } = useFormat();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (values: Change) => api.patch<ServerPerson>(`/api/server/people/${person.id}`, values),
    onSettled: () => queryClient.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  const facts = [
    person.email ?? t('account.guest'),
    t('server.since', { day: day(person.createdAt) }),
    person.administrator ? t('common:me.administrator') : '',
    person.disabled ? t('server.disabled') : '',
  ];
  return (
    <li>
      <Avatar name={person.name} colour={person.disabled ? null : person.colour} size={32} />
      <div className={rows.what}>
        <p className={rows.name}>
          {person.name}
          {isMe ? <span className={rows.fact}> · {t('people.me')}</span> : null}
        </p>
        <p className={rows.fact}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {isMe ? (
        <span />
      ) : (
        <div className={rows.end}>
          {person.email === null ? null : (
            <Button size="small" busy={change.isPending} onClick={() => change.mutate({ administrator: !person.administrator })}>
              {t(person.administrator ? 'server.demote' : 'server.promote')}
            </Button>
          )}
          <Button
            size="small"
            variant={person.disabled ? 'default' : 'danger'}
            busy={change.isPending}
            onClick={() => change.mutate({ disabled: !person.disabled })}
          >
            {t(person.disabled ? 'server.enable' : 'server.disable')}
          </Button>
        </div>
      )}
      {change.error ? (
        <div className={rows.below}>
          <ErrorLine error={change.error} />
        </div>
      ) : null}
    </li>
  );
}

/** What an administrator does for the server as a whole: programmes and people. */
export function ServerPage({ programmes }: { readonly programmes: ReactNode }) {
  const { t } = useTranslation(['identity', 'common']);
  const me = useMe();
  const people = useQuery({
    queryKey: PEOPLE_KEY,
    queryFn: ({ signal }) => api.get<readonly ServerPerson[]>('/api/server/people', { signal }),
  });
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.server')]} />} width="mid">
      <PageTitle title={t('common:nav.server')} note={t('server.note')} />
      {programmes}
      <Section title={t('common:nav.people')} note={people.data?.length}>
        {people.error ? <ErrorLine error={people.error} onRetry={() => void people.refetch()} /> : null}
        {people.data ? (
          <ul className={rows.rows} data-lead>
            {people.data.map((person) => (
              <ServerPersonRow key={person.id} person={person} isMe={person.id === me.id} />
            ))}
          </ul>
        ) : people.error ? null : (
          <Skeleton />
        )}
      </Section>
    </Page>
  );
}
