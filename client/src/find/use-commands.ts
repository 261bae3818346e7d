import { INTERFACE_LANGUAGES } from '@concordance/shared/identity/schema';
import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { useLanguage } from '../identity/use-language.ts';
import { useSignOut } from '../identity/use-sign-out.ts';
import { programmesQuery } from '../programmes/queries.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { type Place, placeAddress } from '../ui/address.ts';
import type { IconName } from '../ui/Icon.tsx';
import type { ListSearch } from '../ui/list-search.ts';
import type { Command } from './go-to.ts';

const PAGES: readonly (readonly [string, IconName, Place])[] = [
  ['overview', 'home', ''],
  ['inbox', 'bell', 'inbox'],
  ['recommendations', 'document', 'recommendations'],
  ['roundTables', 'table', 'round-tables'],
  ['sets', 'set', 'sets'],
  ['trends', 'arrow', 'trends'],
  ['risks', 'arrow', 'risks'],
  ['evidence', 'arrow', 'evidence'],
  ['sources', 'source', 'sources'],
  ['bodies', 'arrow', 'bodies'],
  ['activity', 'activity', 'activity'],
  ['people', 'people', 'people'],
  ['programmeSettings', 'settings', 'settings'],
];
const NEW: readonly (readonly [string, Place])[] = [
  ['recommendation', 'recommendations'],
  ['trend', 'trends'],
  ['risk', 'risks'],
  ['evidence', 'evidence'],
  ['source', 'sources'],
  ['body', 'bodies'],
];
const THEMES = ['light', 'dark', 'auto'] as const;

/** What can be begun, reached and switched from here by this person, in that order. */
export function useCommands(onKeys: () => void): { readonly places: readonly Command[]; readonly acts: readonly Command[] } {
  const { t } = useTranslation(['find', 'common']);
  const navigate = useNavigate();
  const here = useProgramme();
  const me = useMe();
  const { data: programmes } = useQuery(programmesQuery);
  const { setColorScheme } = useMantineColorScheme();
  const chooseLanguage = useLanguage();
  const signOut = useSignOut();
  const go =
    (place: Place, search: ListSearch = {}) =>
    () =>
      void navigate(placeAddress(here.id, place, search));

  const places: Command[] = PAGES.map(([word, icon, place]) => ({
    id: `go-${word}`,
    label: t(`common:nav.${word}`),
    icon,
    run: go(place),
  }));
  places.push({ id: 'go-account', label: t('common:me.account'), icon: 'person', run: () => void navigate({ to: '/account' }) });
  if (me.administrator)
    places.push({ id: 'go-server', label: t('common:nav.server'), icon: 'server', run: () => void navigate({ to: '/server' }) });

  const acts: Command[] = [];
  if (here.may('register.write')) {
    for (const [kind, place] of NEW)
      acts.push({ id: `new-${kind}`, label: t(`new.${kind}`), icon: 'plus', run: go(place, { create: true }) });
  }
  if (here.may('roundtable.manage'))
    acts.push({ id: 'new-round-table', label: t('new.roundTable'), icon: 'plus', run: go('round-tables', { create: true }) });
  for (const one of programmes ?? []) {
    if (one.role === null || one.id === here.id) continue;
    acts.push({
      id: `programme-${one.id}`,
      label: t('switch', { programme: one.shortTitle }),
      icon: 'arrow',
      note: one.years,
      run: () => void navigate({ to: '/p/$programme', params: { programme: one.id } }),
    });
  }
  for (const theme of THEMES)
    acts.push({
      id: `theme-${theme}`,
      label: `${t('common:me.theme')}: ${t(`common:theme.${theme}`).toLocaleLowerCase()}`,
      icon: 'theme',
      run: () => setColorScheme(theme),
    });
  for (const language of INTERFACE_LANGUAGES)
    acts.push({
      id: `language-${language}`,
      label: `${t('common:me.language')}: ${t(`common:language.${language}`)}`,
      icon: 'language',
      run: () => void chooseLanguage(language),
    });
  acts.push({ id: 'keys', label: t('common:me.keys'), icon: 'keyboard', note: '?', run: onKeys });
  acts.push({ id: 'out', label: t('common:me.signOut'), icon: 'out', run: () => void signOut() });
  return { places, acts };
}
