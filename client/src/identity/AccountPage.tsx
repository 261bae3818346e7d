import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page, PageTitle } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Languages } from './Languages.tsx';
import { MyName } from './MyName.tsx';
import { MyPassword } from './MyPassword.tsx';
import { MySessions } from './MySessions.tsx';
import { useMe } from './queries.ts';

/** My own account: name, language, password, the places where I am signed in; `children` is what others add to it. */
export function AccountPage({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation(['identity', 'common']);
  const me = useMe();
  return (
    <Page header={<PageHeader crumbs={[t('common:me.account')]} />} width="mid">
      <PageTitle title={me.name} note={me.email ?? t('account.guest')} />
      <Section title={t('account.name')}>
        <MyName me={me} />
      </Section>
      <Section title={t('common:me.language')} lead={t('account.languageNote')}>
        <Languages />
      </Section>
      {me.email === null ? null : (
        <Section title={t('password')}>
          <MyPassword />
        </Section>
      )}
      {me.email === null ? null : children}
      <Section title={t('account.sessions')} lead={t('account.sessionsNote')}>
        <MySessions />
      </Section>
    </Page>
  );
}
