import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import type { EndReason, Room } from '../collaboration/contract.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import styles from './access-ended.module.css';

interface AccessEndedProps {
  readonly programme: string;
  readonly record: Recommendation;
  readonly room: Room;
  readonly why: EndReason;
}

/** The page after its text was taken away: one sentence, and the words that never reached the server. */
export function AccessEnded({ programme, record, room, why }: AccessEndedProps) {
  const { t } = useTranslation('recommendations');
  const { changes } = room.saveState.kind === 'ended' ? room.saveState : { changes: 0 };
  const download = async () => {
    const { saveText } = await import('./kept-text.ts');
    saveText(room.doc, `${record.ref}.txt`);
  };
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <p className={styles.programme}>{programme}</p>
      <h1>{t(`ended.${why}`, { ref: record.ref })}</h1>
      {changes > 0 ? <p>{t('ended.kept', { count: changes })}</p> : null}
      <div className={styles.acts}>
        {changes > 0 ? (
          <Button icon="download" onClick={() => void download()}>
            {t('ended.download')}
          </Button>
        ) : null}
        {why === 'signed-out' ? (
          <ButtonLink to="/sign-in" search={{ next: location.pathname }}>
            {t('ended.signIn')}
          </ButtonLink>
        ) : null}
        {why === 'reload' || why === 'replaced' ? <Button onClick={() => location.reload()}>{t('common:action.reload')}</Button> : null}
        {why === 'no-access' || why === 'unknown-document' ? <ButtonLink to="/">{t('ended.home')}</ButtonLink> : null}
      </div>
    </main>
  );
}
