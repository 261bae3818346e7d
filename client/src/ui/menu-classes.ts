import styles from './Menu.module.css';

/** The looks of Mantine's `Menu`: `<Menu classNames={menuClasses}>`. */
export const menuClasses = {
  dropdown: styles.menu ?? '',
  item: styles.item ?? '',
  label: styles.label ?? '',
  divider: styles.rule ?? '',
} as const;
