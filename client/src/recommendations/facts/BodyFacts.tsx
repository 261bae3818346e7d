import type { Found } from '@concordance/shared/find/schema';
import type { RecordName } from '@concordance/shared/recommendations/schema';
import { useTranslation } from 'react-i18next';
import { sameValue } from '../../registers/conflict.ts';
import { TextButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RecordChip } from '../../ui/RefChip.tsx';
import { RecordPicker } from '../RecordPicker.tsx';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

const named = (found: Found): RecordName => ({ id: found.id, ref: found.ref, title: found.title, short: '' });

/** Who is addressed: bodies as chips, in the order they were named. */
export function AddresseesFact({ programmeId, record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one.addressees);
  const chosen = draft.value;
  const take = (found: Found) => {
    const without = chosen.filter((body) => body.id !== found.id);
    draft.set(without.length < chosen.length ? without : [...chosen, named(found)]);
  };
  const keep = () => {
    const { base, value } = draft.latest();
    const addresseeIds = value.map((body) => body.id);
    if (!sameValue(addresseeIds, base.addresseeIds)) save(base, { addresseeIds }, { addressees: value });
  };
  const shown =
    record.addressees.length === 0 ? (
      <Unset readOnly={readOnly} />
    ) : (
      record.addressees.map((body) => (
        <RecordChip key={body.id} kind="body">
          <span title={body.title}>{body.short || body.title}</span>
        </RecordChip>
      ))
    );
  return (
    <FactPopover label={t('facts.addressees')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={340}>
      {() => (
        <>
          {chosen.length > 0 ? (
            <ul className={styles.chosen}>
              {chosen.map((body) => (
                <li key={body.id}>
                  <RecordChip kind="body">{body.short || body.title}</RecordChip>
                  <button
                    type="button"
                    aria-label={t('facts.takeAway', { title: body.title })}
                    onClick={() => draft.set(chosen.filter((one) => one.id !== body.id))}
                  >
                    <Icon name="close" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <RecordPicker
            programmeId={programmeId}
            kinds={['body']}
            label={t('facts.findBody')}
            chosen={chosen.map((body) => body.id)}
            multiple
            onPick={take}
            onTakeLast={() => draft.set(chosen.slice(0, -1))}
          />
        </>
      )}
    </FactPopover>
  );
}

/** The one body that answers for it. */
export function ResponsibleFact({ programmeId, record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const draft = useDraft(record, (one) => one.responsible);
  const keep = () => {
    const { base, value } = draft.latest();
    const responsibleId = value?.id ?? null;
    if (responsibleId !== base.responsibleId) save(base, { responsibleId }, { responsible: value });
  };
  const shown = record.responsible ? (
    <span title={record.responsible.title}>{record.responsible.short || record.responsible.title}</span>
  ) : (
    <Unset readOnly={readOnly} />
  );
  return (
    <FactPopover label={t('facts.responsible')} shown={shown} readOnly={readOnly} onBegin={draft.begin} onDone={keep} width={340}>
      {({ done }) => (
        <>
          <RecordPicker
            programmeId={programmeId}
            kinds={['body']}
            label={t('facts.findBody')}
            chosen={draft.value ? [draft.value.id] : []}
            onPick={(found) => {
              draft.set(named(found));
              done();
            }}
          />
          {draft.value ? (
            <TextButton
              className={styles.clear}
              onClick={() => {
                draft.set(null);
                done();
              }}
            >
              {t('facts.clear')}
            </TextButton>
          ) : null}
        </>
      )}
    </FactPopover>
  );
}
