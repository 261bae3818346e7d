import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import styles from './RegisterPage.module.css';
import type { Saving } from './use-save.ts';

/** What became of the last change: "Saved" only once the server has said so. */
export function SaveMark({ state }: { readonly state: Exclude<Saving<never>['state'], 'still'> }) {
  const { t } = useTranslation('registers');
  return (
    <span role="status" className={styles.save} data-state={state}>
      {state === 'saved' ? <Icon name="check" size={14} /> : state === 'failed' ? <Icon name="warn" size={14} /> : null}
      {t(`save.${state}`)}
    </span>
  );
}
