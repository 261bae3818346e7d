import { RELIABILITIES, type Source } from '@concordance/shared/sources/schema';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionProps } from '../registers/definition.ts';
import { JudgeForm } from '../registers/JudgeForm.tsx';
import { Judgement } from '../registers/Judgement.tsx';
import { usePersonName } from '../registers/use-names.ts';
import { TextButton } from '../ui/Button.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { useFormat } from '../ui/use-format.ts';

const SourceImpact = lazy(async () => ({ default: (await import('../ground/SourceImpact.tsx')).SourceImpact }));

/** Whether less can be relied on a source than before; F is unknown, which is less than any judgement. */
function lowered(before: string | null, chosen: string | null): chosen is string {
  return before !== null && chosen !== null && chosen > before;
}

/** How far the source can be relied on: letter, words, who judged, when, why. */
export function ReliabilitySection({ item, editable, save }: SectionProps<Source>) {
  const { t } = useTranslation('registers');
  const nameOf = usePersonName();
  const format = useFormat();
  const [judging, setJudging] = useState(false);
  return (
    <PanelSection
      title={t('section.reliability')}
      note={t('rating.sourceNote')}
      action={editable && !judging ? <TextButton onClick={() => setJudging(true)}>{t('rating.judge')}</TextButton> : null}
    >
      {judging ? (
        <JudgeForm
          list="reliability"
          options={RELIABILITIES}
          value={item.reliability}
          why={item.reliabilityWhy}
          onEnd={() => setJudging(false)}
          preview={(chosen) =>
            lowered(item.reliability, chosen) ? (
              <Suspense fallback={null}>
                <SourceImpact id={item.id} reliability={chosen} />
              </Suspense>
            ) : null
          }
          onJudge={(reliability, reliabilityWhy) => save({ reliability, reliabilityWhy })}
        />
      ) : (
        <Judgement
          list="reliability"
          value={item.reliability}
          subject={t('rating.source')}
          why={item.reliabilityWhy}
          by={nameOf(item.reliabilityBy)}
          on={item.reliabilityOn === null ? '' : format.day(item.reliabilityOn)}
        />
      )}
    </PanelSection>
  );
}
