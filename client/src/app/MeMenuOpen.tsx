import { INTERFACE_LANGUAGES } from '@concordance/shared/identity/schema';
import { Menu, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/queries.ts';
import { useLanguage } from '../identity/use-language.ts';
import { useSignOut } from '../identity/use-sign-out.ts';
import { Icon } from '../ui/Icon.tsx';
import { isInterfaceLanguage } from '../ui/i18n.ts';
import { menuClasses } from '../ui/menu-classes.ts';
import styles from './Rail.module.css';
import { useAskedMenu } from './use-asked-menu.ts';

const THEMES = ['light', 'dark', 'auto'] as const;

interface MeMenuOpenProps {
  /** What the button shows. */
  readonly face: ReactNode;
  readonly onKeys: () => void;
}

function Languages() {
  const { t, i18n } = useTranslation();
  const chooseLanguage = useLanguage();
  return (
    <>
      <Menu.Label>{t('me.language')}</Menu.Label>
      <Menu.RadioGroup
        value={i18n.language}
        onChange={(language) => {
          if (isInterfaceLanguage(language)) void chooseLanguage(language);
        }}
      >
        {INTERFACE_LANGUAGES.map((language) => (
          <Menu.RadioItem key={language} value={language} lang={language} checkIcon={<Icon name="check" />}>
            {t(`language.${language}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function Themes() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('me.theme')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(chosen) => {
          const theme = THEMES.find((each) => each === chosen);
          if (theme) setColorScheme(theme);
        }}
      >
        {THEMES.map((theme) => (
          <Menu.RadioItem key={theme} value={theme} checkIcon={<Icon name="check" />}>
            {t(`theme.${theme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

/** Account, language, theme, keys, the way out. */
export function MeMenuOpen({ face, onKeys }: MeMenuOpenProps) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { opened, onChange, target } = useAskedMenu();
  return (
    <Menu opened={opened} onChange={onChange} classNames={menuClasses} position="top-start" width={240} withinPortal={false}>
      <Menu.Target>
        <button ref={target} type="button" className={styles.me} title={me.name}>
          {face}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('me.menu')}>
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => void navigate({ to: '/account' })}>
          {t('me.account')}
        </Menu.Item>
        {me.administrator ? (
          <Menu.Item leftSection={<Icon name="server" />} onClick={() => void navigate({ to: '/server' })}>
            {t('nav.server')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Icon name="keyboard" />} rightSection="?" onClick={onKeys}>
          {t('me.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Languages />
        <Themes />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" />} onClick={() => void signOut()}>
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
