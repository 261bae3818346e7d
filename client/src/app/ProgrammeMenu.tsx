import type { ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { programmesQuery } from '../programmes/queries.ts';
import { Icon } from '../ui/Icon.tsx';
import { menuClasses } from '../ui/menu-classes.ts';
import styles from './Rail.module.css';

/** The programme's first letter stands for it where there is no room for its name. */
function letterOf(title: string): string {
  return ([...title.trim()][0] ?? '·').toLocaleUpperCase();
}

interface ProgrammeMenuProps {
  readonly id: string;
  readonly title: string;
  readonly years: string;
}

/** Which programme this is, and the way to another. */
export function ProgrammeMenu({ id, title, years }: ProgrammeMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(programmesQuery);
  const mine = (data ?? []).filter((one: ProgrammeSummary) => one.role !== null);
  return (
    <Menu classNames={menuClasses} width={240} withinPortal={false}>
      <Menu.Target>
        <button type="button" className={styles.programme} title={title}>
          <span className={styles.letter} aria-hidden="true">
            {letterOf(title)}
          </span>
          <span>
            <b>{title}</b>
            <small>{years}</small>
          </span>
          <Icon name="down" size={12} />
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
