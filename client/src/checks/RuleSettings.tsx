import {
  type CheckCode,
  DEFAULT_RULES,
  PROGRAMME_CHECKS,
  RECOMMENDATION_CHECKS,
  type RuleChanges,
  rulesOf,
  SET_CHECKS,
  SEVERITIES,
  type Severity,
} from '@concordance/shared/checks/schema';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Section } from '../ui/Section.tsx';
import { useRuleWords } from './finding-words.ts';
import styles from './rules.module.css';

interface RuleSettingsProps {
  readonly changes: RuleChanges;
  readonly readOnly: boolean;
  readonly onChange: (changes: RuleChanges) => Promise<void>;
}

const GROUPS = [
  ['recommendation', RECOMMENDATION_CHECKS],
  ['set', SET_CHECKS],
  ['programme', PROGRAMME_CHECKS],
] as const;

/** How much each check matters in this programme: off, a warning, or a bar to approval. */
export function RuleSettings({ changes, readOnly, onChange }: RuleSettingsProps) {
  const { t } = useTranslation('checks');
  const words = useRuleWords();
  const id = useId();
  const [failure, setFailure] = useState<unknown>(null);
  const rules = rulesOf(changes);
  const set = (code: CheckCode, severity: Severity) => {
    const { [code]: _, ...others } = changes;
    setFailure(null);
    onChange(severity === DEFAULT_RULES[code] ? others : { ...others, [code]: severity }).catch(setFailure);
  };
  return (
    <div id="checks" className={styles.rules}>
      <Section title={t('settings.title')} lead={t('settings.lead')}>
        {failure ? <ErrorLine error={failure} /> : null}
        {GROUPS.map(([group, codes]) => (
          <fieldset key={group} className={styles.group} disabled={readOnly}>
            <legend>{t(`settings.groups.${group}`)}</legend>
            {codes.map((code) => (
              <div key={code} className={styles.rule}>
                <label htmlFor={`${id}-${code}`}>{words.named(code)}</label>
                <select id={`${id}-${code}`} value={rules[code]} onChange={(event) => set(code, event.currentTarget.value as Severity)}>
                  {/* What is wrong with a register as a whole bars no single approval. */}
                  {SEVERITIES.filter((one) => group !== 'programme' || one !== 'block').map((severity) => (
                    <option key={severity} value={severity}>
                      {t(`severity.${severity}`)}
                    </option>
                  ))}
                </select>
                <span>
                  {rules[code] === DEFAULT_RULES[code] ? '' : t('settings.usual', { severity: t(`severity.${DEFAULT_RULES[code]}`) })}
                </span>
              </div>
            ))}
          </fieldset>
        ))}
      </Section>
    </div>
  );
}
