import { CREDIBILITIES, type Evidence } from '@concordance/shared/evidence/schema';
import type { Source } from '@concordance/shared/sources/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import type { SectionProps } from '../registers/definition.ts';
import { JudgeForm } from '../registers/JudgeForm.tsx';
import { Judgement } from '../registers/Judgement.tsx';
import { recordQuery } from '../registers/queries.ts';
import { usePersonName } from '../registers/use-names.ts';
import { TextButton } from '../ui/Button.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './RatingSection.module.css';

/** The source's half is judged at the source; here it is only shown, with the way there. */
function SourceHalf({ sourceId, reliability }: { readonly sourceId: string | null; readonly reliability: string | null }) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const nameOf = usePersonName();
  const format = useFormat();
  const { data: source } = useQuery({ ...recordQuery<Source>(p, 'sources', sourceId ?? ''), enabled: sourceId !== null });
  return (
    <div>
      <Judgement
        list="reliability"
        value={source?.reliability ?? reliability}
        subject={t('rating.source')}
        why={source?.reliabilityWhy ?? ''}
        by={nameOf(source?.reliabilityBy ?? null)}
        on={source?.reliabilityOn ? format.day(source.reliabilityOn) : ''}
      />
      {source ? (
        <RecordLink programme={p} kind="source" reference={source.ref} className={styles.toSource}>
          {source.ref}
        </RecordLink>
      ) : null}
    </div>
  );
}

/** Two judgements side by side: how reliable the source is, how credible this item is. */
export function RatingSection({ item, editable, save }: SectionProps<Evidence>) {
  const { t } = useTranslation('registers');
  const [judging, setJudging] = useState(false);
  return (
    <PanelSection
      title={t('section.rating')}
      note={t('rating.note')}
      action={editable && !judging ? <TextButton onClick={() => setJudging(true)}>{t('rating.judge')}</TextButton> : null}
    >
      {judging ? (
        <JudgeForm
          list="credibility"
          options={CREDIBILITIES}
          value={CREDIBILITIES.find((step) => step === item.credibility) ?? null}
          why={item.credibilityWhy}
          onEnd={() => setJudging(false)}
          onJudge={(credibility, credibilityWhy) => save({ credibility, credibilityWhy })}
        />
      ) : (
        <div className={styles.two}>
          <SourceHalf sourceId={item.sourceId} reliability={item.reliability} />
          <div>
            <Judgement list="credibility" value={item.credibility} subject={t('rating.item')} why={item.credibilityWhy} />
          </div>
        </div>
      )}
    </PanelSection>
  );
}
