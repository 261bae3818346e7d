import type { Risk } from '@concordance/shared/risks/schema';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from '../registers/definition.ts';
import { EditableField } from '../registers/EditableField.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { placeOn } from './matrix.ts';
import { RiskMatrix } from './RiskMatrix.tsx';
import styles from './RiskMatrixSection.module.css';
import { riskFields } from './risk-fields.ts';

const LEVEL_FIELDS = ['likelihood', 'impact', 'residualLikelihood', 'residualImpact'];

/** The risk before and after treatment: drawn, and as four judgements in words. */
export function RiskMatrixSection({ item, editable, save }: SectionProps<Risk>) {
  const { t } = useTranslation('registers');
  return (
    <PanelSection title={t('section.level')} note={t('level.note')}>
      <RiskMatrix inherent={placeOn(item.likelihood, item.impact)} residual={placeOn(item.residualLikelihood, item.residualImpact)} />
      <dl className={styles.levels}>
        {riskFields
          .filter((field) => LEVEL_FIELDS.includes(field.name))
          .map((field) => (
            <EditableField
              key={field.name}
              register="risks"
              field={field}
              value={item[field.name as keyof Risk]}
              editable={editable}
              save={save}
            />
          ))}
      </dl>
    </PanelSection>
  );
}
