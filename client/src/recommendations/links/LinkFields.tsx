import { type Link, STANCES } from '@concordance/shared/links/schema';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import styles from './links.module.css';
import type { LinkChanges } from './use-links.ts';

interface LinkFieldsProps {
  readonly link: Link;
  readonly busy: boolean;
  readonly onSave: (changes: LinkChanges) => void;
  readonly onCancel: () => void;
}

const STEPS = [1, 2, 3, 4, 5] as const;

interface Level {
  readonly name: string;
  readonly before: number | null | undefined;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** Five steps in cells; pressing the chosen one again says "not judged". */
function LevelField({ name, before, value, onChange }: Level) {
  const { t } = useTranslation('recommendations');
  return (
    <fieldset className={styles.level}>
      <legend>{t('links.after', { what: name, before: before ?? '–' })}</legend>
      <div>
        {STEPS.map((step) => (
          <label key={step} data-chosen={step === value || undefined}>
            <input
              type="radio"
              name={name}
              checked={step === value}
              onChange={() => onChange(step)}
              onClick={(event) => {
                if (event.detail > 0 && step === value) onChange(null);
              }}
            />
            {step}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What a link says beside its target: how the risk is left, or how the evidence stands to the advice; and a note. */
export function LinkFields({ link, busy, onSave, onCancel }: LinkFieldsProps) {
  const { t } = useTranslation('recommendations');
  const [draft, setDraft] = useState({
    note: link.note,
    stance: link.stance,
    locator: link.locator,
    residualLikelihood: link.residualLikelihood,
    residualImpact: link.residualImpact,
  });
  const set = (changes: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { ...draft, note: draft.note.trim(), locator: draft.locator.trim() };
    onSave(Object.fromEntries(Object.entries(wanted).filter(([field, value]) => link[field as keyof typeof wanted] !== value)));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  return (
    <form className={styles.fields} onSubmit={submit} onKeyDown={keys} aria-label={t('links.fieldsOf', { ref: link.target.ref })}>
      {link.kind === 'treats' ? (
        <div className={styles.levels}>
          <LevelField
            name={t('links.likelihood')}
            before={link.target.detail.likelihood}
            value={draft.residualLikelihood}
            onChange={(residualLikelihood) => set({ residualLikelihood })}
          />
          <LevelField
            name={t('links.impact')}
            before={link.target.detail.impact}
            value={draft.residualImpact}
            onChange={(residualImpact) => set({ residualImpact })}
          />
        </div>
      ) : null}
      {link.kind === 'rests' ? (
        <>
          <fieldset className={styles.stances}>
            <legend>{t('links.stance')}</legend>
            <div>
              {STANCES.map((stance) => (
                <label key={stance} data-chosen={stance === draft.stance || undefined}>
                  <input type="radio" name="stance" checked={stance === draft.stance} onChange={() => set({ stance })} />
                  <span aria-hidden="true">{t(`stanceSign.${stance}`)}</span> {t(`stance.${stance}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <label className={styles.field}>
            <span>{t('links.locator')}</span>
            <input
              maxLength={120}
              value={draft.locator}
              placeholder={t('links.locatorHint')}
              onChange={(event) => set({ locator: event.currentTarget.value })}
            />
          </label>
        </>
      ) : null}
      <label className={styles.field}>
        <span>{t('links.note')}</span>
        <textarea rows={2} maxLength={2000} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      </label>
      <div className={styles.acts}>
        <Button size="small" type="submit" busy={busy}>
          {t('common:action.save')}
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
