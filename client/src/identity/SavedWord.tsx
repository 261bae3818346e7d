import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import rows from '../ui/rows.module.css';

/** Says that the server has it. */
export function SavedWord() {
  const { t } = useTranslation('common');
  return (
    <span role="status" className={rows.done}>
      <Icon name="check" />
      {t('saved')}
    </span>
  );
}
