import { passed } from '@concordance/shared/checks/rules';
import { type CheckPlace, type Finding, RECOMMENDATION_CHECKS } from '@concordance/shared/checks/schema';
import { useTranslation } from 'react-i18next';
import { useFindingWords, useRuleWords } from '../../checks/finding-words.ts';
import { Button, TextLink } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PanelSection } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './checks.module.css';
import type { Checks } from './use-checks.ts';

interface ChecksPaneProps {
  readonly programmeId: string;
  readonly checks: Checks;
  readonly onGo: (place: CheckPlace) => void;
}

/** What the checks find in this recommendation as it stands on the screen, what blocks first, and what is in order. */
export function ChecksPane({ programmeId, checks, onGo }: ChecksPaneProps) {
  const { t } = useTranslation('checks');
  const words = useRuleWords();
  const { findings, rules } = checks;
  if (checks.failed)
    return (
      <div className={styles.wait}>
        <ErrorLine error={checks.failed} onRetry={checks.again} />
      </div>
    );
  if (!findings || !rules)
    return (
      <div className={styles.wait}>
        <Skeleton lines={6} />
      </div>
    );
  const blocking = findings.filter((finding) => finding.level === 'block');
  const warnings = findings.filter((finding) => finding.level === 'warn');
  const fine = passed(findings, RECOMMENDATION_CHECKS, rules);
  return (
    <>
      <p className={styles.sum} role="status">
        {blocking.length > 0 ? <span data-blocks>{t('pane.blocks', { count: blocking.length })}</span> : null}
        <span>{t('pane.warnings', { count: warnings.length })}</span>
        <span>{t('pane.pass', { count: fine.length })}</span>
      </p>
      <Findings title={t('pane.blocksTitle')} findings={blocking} onGo={onGo} />
      <Findings title={t('pane.warningsTitle')} findings={warnings} onGo={onGo} />
      <PanelSection title={t('pane.passTitle')}>
        <ul className={styles.fine}>
          {fine.map((rule) => (
            <li key={rule}>
              <Icon name="check" size={14} />
              {words.passed(rule)}
            </li>
          ))}
        </ul>
        <p className={styles.rules}>
          <TextLink to="/p/$programme/settings" params={{ programme: programmeId }} hash="checks">
            {t('pane.rules')}
          </TextLink>
        </p>
      </PanelSection>
    </>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly onGo: (place: CheckPlace) => void;
}

function Findings({ title, findings, onGo }: FindingsProps) {
  const { t } = useTranslation('checks');
  const words = useFindingWords();
  if (findings.length === 0) return null;
  return (
    <PanelSection title={title}>
      <ul className={styles.findings}>
        {findings.map((finding) => {
          const { title: what, detail } = words(finding);
          return (
            <li key={`${finding.rule} ${JSON.stringify(finding.place)} ${JSON.stringify(finding.words)}`} data-level={finding.level}>
              <Icon name={finding.level === 'block' ? 'stop' : 'warn'} />
              <div>
                <p className={styles.what}>{what}</p>
                <p className={styles.detail}>{detail}</p>
                <Button size="small" aria-label={`${actOf(finding)}: ${what} ${detail}`} onClick={() => onGo(finding.place)}>
                  {actOf(finding)}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </PanelSection>
  );

  function actOf({ rule, place }: Finding): string {
    if (rule === 'strong-on-low') return t('pane.reason');
    if (place.kind === 'field') return t('pane.set');
    if (place.kind === 'links') return t('pane.link');
    return t(place.kind === 'link' ? 'pane.look' : 'pane.go');
  }
}
