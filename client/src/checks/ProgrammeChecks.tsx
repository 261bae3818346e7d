import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { useFindingWords } from './finding-words.ts';
import { programmeChecksQuery } from './queries.ts';

const SHOWN = 6;

/** What the checks leave to do: recommendations that could not be approved now, and sets that lean on one power. */
export function ProgrammeChecks({ programmeId }: { readonly programmeId: string }) {
  const { t } = useTranslation('checks');
  const words = useFindingWords();
  const { data, error, refetch } = useQuery(programmeChecksQuery(programmeId));
  const [whole, setWhole] = useState(false);
  if (error) return <ErrorLine error={error} onRetry={() => void refetch()} />;
  if (!data || data.recommendations.length === 0) return null;
  const blocked = data.recommendations.filter((one) => one.blocking > 0);
  const leaning = data.findings.filter((finding) => finding.place.kind === 'set');
  const shown = whole ? blocked : blocked.slice(0, SHOWN);
  return (
    <Section
      title={t('overview.title')}
      lead={blocked.length === 0 ? t('overview.clear') : t('overview.blocking', { count: blocked.length })}
    >
      {leaning.map((finding) => (
        <p key={JSON.stringify(finding.place)} className={rows.fact}>
          {words(finding).title}: {words(finding).detail}
        </p>
      ))}
      <ul className={rows.rows} data-lead>
        {shown.map((one) => (
          <li key={one.id}>
            <RegisterMark kind="recommendation" />
            <div className={rows.what}>
              <p className={rows.name}>
                <RecordLink programme={programmeId} kind="recommendation" reference={one.ref}>
                  {one.ref} {one.title}
                </RecordLink>
              </p>
            </div>
            <span className={rows.when}>{t('overview.rows', { blocking: one.blocking, warnings: one.warnings })}</span>
          </li>
        ))}
      </ul>
      {blocked.length > SHOWN ? (
        <p className={rows.after}>
          <TextButton aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('overview.fewer') : t('overview.all', { count: blocked.length })}
          </TextButton>
        </p>
      ) : null}
    </Section>
  );
}
