import type { Language } from '@concordance/shared/programmes/schema';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../ui/Button.tsx';
import { AddresseesFact, ResponsibleFact } from './BodyFacts.tsx';
import { HorizonFact, PriorityFact } from './ChoiceFacts.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { OwnerFact } from './OwnerFact.tsx';
import { PartOfFact } from './PartOfFact.tsx';
import { asksWhy, StrengthFact } from './StrengthFact.tsx';
import { DueFact, IndicatorsFact, LineFact } from './TextFacts.tsx';
import { languagesShown, TranslationsFact } from './TranslationsFact.tsx';

interface FactCellProps {
  readonly label: string;
  /** Fields that are changed here: a check leads to them. */
  readonly fields?: string;
  /** How much of the row it takes: `first` and `line` fill a line on a phone, `rest` what is left of a row, `all` the row. */
  readonly width?: 'first' | 'line' | 'rest' | 'all';
  /** Waits behind "all facts" on a phone. */
  readonly rare?: boolean;
  readonly children: ReactNode;
}

function Fact({ label, fields, width, rare, children }: FactCellProps) {
  return (
    <div data-fact={fields} data-width={width} data-rare={rare || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The facts of a recommendation in three rows, each edited where it stands; on a phone the first ones, and the rest on request. */
export function FactStrip({ others, ...props }: FactProps & { readonly others: readonly Language[] }) {
  const { t } = useTranslation('recommendations');
  const [all, setAll] = useState(false);
  const { record, readOnly } = props;
  const languages = languagesShown(record, others, readOnly);
  const behind = record.translations.some((one) => one.behind);
  return (
    <>
      <dl className={styles.strip} data-all={all || undefined}>
        <Fact label={t('facts.addressees')} fields="addresseeIds" width="first">
          <AddresseesFact {...props} />
        </Fact>
        <Fact label={t('facts.responsible')} fields="responsibleId">
          <ResponsibleFact {...props} />
        </Fact>
        <Fact label={t('facts.horizon')} fields="horizon">
          <HorizonFact {...props} />
        </Fact>
        <Fact label={t('facts.priority')} rare>
          <PriorityFact {...props} />
        </Fact>
        <Fact label={t('facts.strengthCertainty')} fields="strengthWhy" rare>
          <StrengthFact {...props} />
        </Fact>
        <Fact label={t('facts.instrument')} width="line" rare>
          <LineFact {...props} field="instrument" />
        </Fact>
        <Fact label={t('facts.owner')} rare>
          <OwnerFact {...props} />
        </Fact>
        <Fact label={t('facts.due')} rare>
          <DueFact {...props} />
        </Fact>
        <Fact label={t('facts.topic')} rare>
          <LineFact {...props} field="topic" />
        </Fact>
        <Fact label={t('facts.partOf')} rare>
          <PartOfFact {...props} />
        </Fact>
        <Fact label={t('facts.indicators')} fields="indicators" width="rest" rare>
          <IndicatorsFact {...props} />
        </Fact>
        {asksWhy(record) && record.strengthWhy !== '' ? (
          <Fact label={t('facts.why')} width="all" rare>
            <p className={styles.reason}>{record.strengthWhy}</p>
          </Fact>
        ) : null}
        {languages.length > 0 ? (
          <Fact label={t('facts.translations')} {...(!behind && { fields: 'translations', rare: true })} width="all">
            <TranslationsFact programmeId={props.programmeId} record={record} languages={languages} readOnly={readOnly} />
          </Fact>
        ) : null}
      </dl>
      <TextButton className={styles.unfold} aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'facts.fewer' : 'facts.all')}
      </TextButton>
    </>
  );
}
