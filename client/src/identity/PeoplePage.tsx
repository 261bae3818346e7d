import type { Role } from '@concordance/shared/identity/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Invitations } from './Invitations.tsx';
import { PersonRow } from './PersonRow.tsx';
import { peopleQuery } from './people-queries.ts';
import { useMe } from './queries.ts';

interface PeoplePageProps {
  readonly programmeId: string;
  readonly programmeTitle: string;
  readonly mayInvite: boolean;
  readonly mayChange: boolean;
}

/** Who works in the programme, in which role, and who is invited. */
export function PeoplePage({ programmeId, programmeTitle, mayInvite, mayChange }: PeoplePageProps) {
  const { t } = useTranslation(['identity', 'common']);
  const me = useMe();
  const people = useQuery(peopleQuery(programmeId));
  const leads = (people.data ?? []).filter((person) => person.role === ('lead' satisfies Role)).length;
  return (
    <Page header={<PageHeader crumbs={[t('common:nav.people')]} />} width="mid">
      <PageTitle title={t('common:nav.people')} note={programmeTitle} />
      <Section title={t('people.members')} note={people.data?.length}>
        {people.error ? <ErrorLine error={people.error} onRetry={() => void people.refetch()} /> : null}
        {people.data ? (
          <ul className={rows.rows} data-lead>
            {people.data.map((person) => (
              <PersonRow
                key={person.id}
                programmeId={programmeId}
                person={person}
                isMe={person.id === me.id}
                mayChange={mayChange}
                lastLead={person.role === 'lead' && leads === 1}
              />
            ))}
          </ul>
        ) : people.error ? null : (
          <Skeleton lines={4} />
        )}
      </Section>
      {mayInvite ? (
        <Section title={t('people.invitations')} lead={t('people.invitationsNote')}>
          <Invitations programmeId={programmeId} />
        </Section>
      ) : null}
    </Page>
  );
}
