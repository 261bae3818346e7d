import { CRITERIA, type Criterion, type RatingDefaults, REASON_RULES } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import { defaultsQuery, saveDefaults } from '../queries.ts';
import { useCriterionWords } from '../RoundResult.tsx';
import styles from '../tables.module.css';

/** A key for a criterion of the programme's own: one that none of the others has. */
function freshKey(criteria: readonly Criterion[]): string {
  for (let number = 1; ; number++) {
    const key = `own-${number}`;
    if (!criteria.some((one) => one.key === key)) return key;
  }
}

interface DefaultsFormProps {
  readonly programmeId: string;
  readonly saved: RatingDefaults;
}

function DefaultsForm({ programmeId, saved }: DefaultsFormProps) {
  const { t } = useTranslation(['roundtables', 'common']);
  const cache = useQueryClient();
  const words = useCriterionWords();
  const [draft, setDraft] = useState(saved);
  const [label, setLabel] = useState('');
  const save = useMutation({
    mutationFn: () => saveDefaults(programmeId, draft),
    onSuccess: (next) => cache.setQueryData(defaultsQuery(programmeId).queryKey, next),
  });
  const setCriteria = (criteria: Criterion[]) => setDraft({ ...draft, criteria });
  const number = (field: keyof RatingDefaults['rule'], most: number) => (
    <TextField
      label={t(`defaults.${field}`)}
      type="number"
      min={field === 'spread' ? 0 : 1}
      max={most}
      value={draft.rule[field]}
      onChange={(event) => setDraft({ ...draft, rule: { ...draft.rule, [field]: Number(event.target.value) } })}
    />
  );
  const missing = CRITERIA.filter((key) => !draft.criteria.some((one) => one.key === key));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={rows.line}>
        {number('high', 100)}
        {number('low', 100)}
        {number('spread', 8)}
        <SelectField
          label={t('rounds.reasons')}
          value={draft.reasons}
          onChange={(event) => setDraft({ ...draft, reasons: event.target.value as RatingDefaults['reasons'] })}
          options={REASON_RULES.map((rule) => ({ value: rule, label: t(`rounds.${rule}`) }))}
        />
      </div>
      <ul className={styles.criteria} aria-label={t('defaults.criteria')}>
        {draft.criteria.map((criterion, index) => (
          <li key={criterion.key}>
            <span>{words(criterion).label}</span>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={criterion.decides}
                onChange={() =>
                  setCriteria(draft.criteria.map((each, place) => (place === index ? { ...each, decides: !each.decides } : each)))
                }
              />
              {t('defaults.decides')}
            </label>
            <IconButton
              icon="close"
              label={t('defaults.removeCriterion', { label: words(criterion).label })}
              disabled={draft.criteria.length === 1}
              onClick={() => setCriteria(draft.criteria.filter((_, place) => place !== index))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        {missing.map((key) => (
          <Button
            key={key}
            size="small"
            icon="plus"
            onClick={() => setCriteria([...draft.criteria, { key, label: '', question: '', decides: key !== 'confidence' }])}
          >
            {t(`criterion.${key}.label`)}
          </Button>
        ))}
        <TextField
          label={t('defaults.newLabel')}
          hideLabel
          placeholder={t('defaults.newLabel')}
          maxLength={80}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Button
          size="small"
          icon="plus"
          disabled={label.trim() === ''}
          onClick={() => {
            setCriteria([...draft.criteria, { key: freshKey(draft.criteria), label: label.trim(), question: '', decides: true }]);
            setLabel('');
          }}
        >
          {t('defaults.addCriterion')}
        </Button>
        <Button type="submit" variant="main" size="small" busy={save.isPending}>
          {t('defaults.save')}
        </Button>
      </div>
      {save.error ? <ErrorLine error={save.error} /> : null}
    </form>
  );
}

/** What the programme's rating rounds are like; fixed for a round the moment it opens. */
export function Defaults({ programmeId }: { readonly programmeId: string }) {
  const { t } = useTranslation('roundtables');
  const defaults = useQuery(defaultsQuery(programmeId));
  return (
    <Section title={t('defaults.title')} lead={t('defaults.note')}>
      {defaults.error ? <ErrorLine error={defaults.error} onRetry={() => void defaults.refetch()} /> : null}
      {defaults.data ? <DefaultsForm programmeId={programmeId} saved={defaults.data} /> : null}
    </Section>
  );
}
