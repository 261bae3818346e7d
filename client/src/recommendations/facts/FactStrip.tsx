import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddresseesFact, ResponsibleFact } from './BodyFacts.tsx';
import { HorizonFact, PriorityFact } from './ChoiceFacts.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { OwnerFact } from './OwnerFact.tsx';
import { PartOfFact } from './PartOfFact.tsx';
import { StrengthFact, asksWhy } from './StrengthFact.tsx';
import { DueFact, IndicatorsFact, LineFact } from './TextFacts.tsx';

function Fact({ label, span, children }: { readonly label: string; readonly span?: 2 | 4; readonly children: ReactNode }) {
  return <div data-span={span}><dt>{label}</dt><dd>{children}</dd></div>;
}

/** The facts of a recommendation in three rows, each edited where it stands. */
export function FactStrip(props: FactProps) {
  const { t } = useTranslation('recommendations');
  const { record } = props;
  return (
    <dl className={styles.strip}>
      <Fact label={t('facts.addressees')}><AddresseesFact {...props} /></Fact>
      <Fact label={t('facts.responsible')}><ResponsibleFact {...props} /></Fact>
      <Fact label={t('facts.horizon')}><HorizonFact {...props} /></Fact>
      <Fact label={t('facts.priority')}><PriorityFact {...props} /></Fact>
      <Fact label={t('facts.strengthCertainty')}><StrengthFact {...props} /></Fact>
      <Fact label={t('facts.instrument')}><LineFact {...props} field="instrument" /></Fact>
      <Fact label={t('facts.owner')}><OwnerFact {...props} /></Fact>
      <Fact label={t('facts.due')}><DueFact {...props} /></Fact>
      <Fact label={t('facts.indicators')} span={2}><IndicatorsFact {...props} /></Fact>
      <Fact label={t('facts.topic')}><LineFact {...props} field="topic" /></Fact>
      <Fact label={t('facts.partOf')}><PartOfFact {...props} /></Fact>
      {asksWhy(record) && record.strengthWhy !== '' ? <Fact label={t('facts.why')} span={4}><p className={styles.reason}>{record.strengthWhy}</p></Fact> : null}
    </dl>
  );
}
