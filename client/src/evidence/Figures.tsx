import type { Figure } from '@concordance/shared/evidence/schema';
import { useTranslation } from 'react-i18next';
import type { CustomEditProps, CustomShowProps } from '../registers/definition.ts';
import { useRowKeys } from '../registers/use-row-keys.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import styles from './Figures.module.css';

const PARTS = ['measure', 'value', 'unit', 'period', 'place'] as const;
const EMPTY: Figure = { measure: '', value: '', unit: '', period: '', place: '' };

/** The field holds what the schema says; anything else counts as no figures. */
const asFigures = (value: unknown): readonly Figure[] => (Array.isArray(value) ? (value as readonly Figure[]) : []);

/** The figures as a small table with journal rules; period and place stand under the measure. */
export function FiguresShow({ value }: CustomShowProps) {
  const { t } = useTranslation('registers');
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          <th scope="col">{t('figure.measure')}</th>
          <th scope="col" className={styles.number}>
            {t('figure.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {asFigures(value).map((figure) => (
          <tr key={PARTS.map((part) => figure[part]).join('|')}>
            <td>
              {figure.measure}
              {figure.period || figure.place ? (
                <span className={styles.where}>{[figure.period, figure.place].filter(Boolean).join(', ')}</span>
              ) : null}
            </td>
            <td className={styles.number}>{[figure.value, figure.unit].filter(Boolean).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function FiguresEdit({ id, value, onChange }: CustomEditProps) {
  const { t } = useTranslation('registers');
  const figures = asFigures(value);
  const { keys, drop } = useRowKeys(figures.length);
  const set = (index: number, part: (typeof PARTS)[number], text: string) =>
    onChange(figures.map((figure, at) => (at === index ? { ...figure, [part]: text } : figure)));
  return (
    <div id={id} className={styles.edit}>
      {figures.map((figure, index) => (
        <fieldset key={keys[index]} aria-label={t('figure.nth', { number: index + 1 })} className={styles.row}>
          {PARTS.map((part) => (
            <div key={part} data-part={part}>
              <TextField
                label={t(`figure.${part}`)}
                value={figure[part]}
                onChange={(event) => set(index, part, event.currentTarget.value)}
              />
            </div>
          ))}
          <IconButton
            icon="remove"
            size="small"
            label={t('figure.remove')}
            onClick={() => {
              drop(index);
              onChange(figures.filter((_, at) => at !== index));
            }}
          />
        </fieldset>
      ))}
      <Button size="small" icon="plus" onClick={() => onChange([...figures, EMPTY])}>
        {t('figure.add')}
      </Button>
    </div>
  );
}
