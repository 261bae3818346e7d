import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import styles from './DetailPanel.module.css';

/** How many places a refusal names; the record's own list of uses has them all. */
const PLACES = 6;

/** The places that stand in the way of an act that was refused. */
export function RefusalPlaces({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('registers');
  const places = error instanceof ApiProblem ? error.places : [];
  if (places.length === 0) return null;
  return (
    <ul className={styles.places}>
      {places.slice(0, PLACES).map((place) => (
        <li key={place}>{place}</li>
      ))}
      {places.length > PLACES ? <li>{t('usedIn.more', { count: places.length - PLACES })}</li> : null}
    </ul>
  );
}
