import type { RecordKind } from '@concordance/shared/ids';
import type { ProgrammeCounts } from '@concordance/shared/programmes/schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Place, placeAddress } from '../ui/address.ts';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import { Section } from '../ui/Section.tsx';
import { useFormat } from '../ui/use-format.ts';
import styles from './Gaps.module.css';

interface Gap {
  readonly kind: RecordKind;
  readonly to: Place;
  /** The register's filter that shows just these. */
  readonly filter: readonly string[];
  readonly open: (counts: ProgrammeCounts) => number;
  readonly all: (counts: ProgrammeCounts) => number;
}

const GAPS: readonly Gap[] = [
  {
    kind: 'risk',
    to: 'risks',
    filter: ['kind:threat', 'treated:no'],
    open: (counts) => counts.risksUntreated,
    all: (counts) => counts.risks,
  },
  { kind: 'trend', to: 'trends', filter: ['answered:no'], open: (counts) => counts.trendsUnanswered, all: (counts) => counts.trends },
  { kind: 'evidence', to: 'evidence', filter: ['rated:no'], open: (counts) => counts.evidenceUnrated, all: (counts) => counts.evidence },
];

interface GapsProps {
  readonly programmeId: string;
  readonly counts: ProgrammeCounts;
}

/** What the programme has written down and nobody has taken up; each line leads to exactly those records. */
export function Gaps({ programmeId, counts }: GapsProps) {
  const { t } = useTranslation('programmes');
  const { number } = useFormat();
  return (
    <Section title={t('gaps.title')}>
      <ul className={styles.gaps}>
        {GAPS.map((gap) => (
          <li key={gap.kind}>
            <Link {...placeAddress(programmeId, gap.to, { filter: gap.filter })}>
              <RegisterMark kind={gap.kind} />
              <b>
                {number(gap.open(counts))}
                <small> / {number(gap.all(counts))}</small>
              </b>
              <span>{t(`gaps.${gap.kind}`, { count: gap.open(counts) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
