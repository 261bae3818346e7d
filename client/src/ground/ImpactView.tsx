import type { GroundImpact } from '@concordance/shared/ground/schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import styles from './ground.module.css';

/** Everything that would be hit, nearest to the reader first: what is delivered, what is being signed, what would stand alone. */
export function ImpactView({ impact, judging = false }: { readonly impact: GroundImpact; readonly judging?: boolean }) {
  const { t } = useTranslation('ground');
  const { day } = useFormat();
  const { recommendations, sets, editions, registers, unsupported } = impact;
  if (recommendations.length + editions.length + registers.length === 0) return <p className={styles.quiet}>{t('nothing')}</p>;
  return (
    <div className={styles.impact} role="group" aria-label={t('title')}>
      <h4>{t('title')}</h4>
      {unsupported.length > 0 ? <p className={styles.strong}>{t('unsupported', { refs: unsupported.join(', ') })}</p> : null}
      <ul>
        {editions.map((one) => (
          <li key={`${one.ref} ${one.edition}`}>
            <b>{t('edition', { ref: one.ref, number: one.edition })}</b> {one.title}
            <span>
              {[
                t(`state.${one.state as 'approved'}`),
                one.deliveredOn
                  ? t('deliveredTo', { on: day(one.deliveredOn), to: one.deliveredTo || one.addressees.join('; ') })
                  : one.addressees.join('; '),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
        {sets.map((one) => (
          <li key={one.ref}>
            <b>{one.ref}</b> {one.title}
            <span>{t('inApproval', { count: one.signed, refs: one.recommendations.join(', ') })}</span>
          </li>
        ))}
        {recommendations.map((one) => (
          <li key={one.ref}>
            <b>{one.ref}</b> {one.title}
            <span data-strong={one.remaining === 0 || undefined}>
              {judging ? t('reliable', { count: one.reliable, of: one.remaining }) : t('remains', { count: one.remaining, of: one.before })}
              {one.oneSource ? ` · ${t('oneSource')}` : ''}
            </span>
          </li>
        ))}
        {registers.map((one) => (
          <li key={one.ref}>
            <b>{one.ref}</b> {one.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
