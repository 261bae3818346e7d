import type { ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../programmes/queries.ts';
import { Icon } from '../ui/Icon.tsx';
import { menuClasses } from '../ui/menu-classes.ts';
import styles from './Rail.module.css';
import { useAskedMenu } from './use-asked-menu.ts';

interface ProgrammeMenuOpenProps {
  readonly id: string;
  readonly title: string;
  /** What the button shows. */
  readonly face: ReactNode;
}

/** The way to another programme, and to the settings of this. */
export function ProgrammeMenuOpen({ id, title, face }: ProgrammeMenuOpenProps) {
  const { opened, onChange, target } = useAskedMenu();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(programmesQuery);
  const mine = (data ?? []).filter((one: ProgrammeSummary) => one.role !== null);
  return (
    <Menu opened={opened} onChange={onChange} classNames={menuClasses} width={240} withinPortal={false}>
      <Menu.Target>
        <button ref={target} type="button" className={styles.programme} title={title}>
          {face}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('nav.programmes')}</Menu.Label>
        <Menu.RadioGroup value={id} onChange={(programme) => void navigate({ to: '/p/$programme', params: { programme } })}>
          {mine.map((one) => (
            <Menu.RadioItem key={one.id} value={one.id} closeMenuOnClick checkIcon={<Icon name="check" />}>
              {one.shortTitle}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="settings" />}
          onClick={() => void navigate({ to: '/p/$programme/settings', params: { programme: id } })}
        >
          {t('nav.programmeSettings')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
