import type { Evidence } from '@concordance/shared/evidence/schema';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveFields, SectionProps } from '../registers/definition.ts';
import { RecordList } from '../registers/FieldValue.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { ProseField } from '../ui/Field.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { useFormat } from '../ui/use-format.ts';
import { StateMark } from './StateMark.tsx';
import styles from './StateSection.module.css';
import { stateChange } from './state-change.ts';

/** What moves the ground shows first what stands on it; it comes when somebody asks for it. */
const GroundForm = lazy(async () => ({ default: (await import('../ground/GroundForm.tsx')).GroundForm }));

type Move = 'supersede' | 'withdraw' | 'activate';

interface ActivateFormProps {
  readonly item: Evidence;
  readonly save: SaveFields;
  readonly onEnd: () => void;
}

/** Makes an item stand again. */
function ActivateForm({ item, save, onEnd }: ActivateFormProps) {
  const { t } = useTranslation('registers');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  useEscape(true, onEnd);
  const submit = async () => {
    setBusy(true);
    const change = stateChange('activate', { by: null, reason, itself: item.id, today: new Date() });
    if (!change.ready) return;
    const outcome = await save(change.changes);
    setBusy(false);
    if (outcome.kind === 'failed') setProblem(outcome.problem);
    else onEnd();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ProseField label={t('state.whyOptional')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {problem === null ? null : <ErrorLine error={problem} />}
      <div className={styles.acts}>
        <Button type="submit" size="small" variant="main" busy={busy}>
          {t('state.do.activate')}
        </Button>
        <Button size="small" variant="quiet" onClick={onEnd}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Whether the item still stands, since when, why, and what took its place. */
export function StateSection({ item, editable, save }: SectionProps<Evidence>) {
  const { t } = useTranslation('registers');
  const format = useFormat();
  const [move, setMove] = useState<Move | null>(null);
  return (
    <PanelSection title={t('section.state')}>
      <div className={styles.now}>
        <StateMark item={item} />
        {item.state !== 'active' && item.stateOn !== null ? <span className={styles.on}>{format.day(item.stateOn)}</span> : null}
      </div>
      {item.state === 'superseded' && item.supersededById !== null ? <RecordList ids={[item.supersededById]} /> : null}
      {item.state !== 'active' && item.stateReason !== '' ? <p className={styles.reason}>{item.stateReason}</p> : null}
      {!editable ? null : move !== null ? (
        move === 'activate' ? (
          <ActivateForm item={item} save={save} onEnd={() => setMove(null)} />
        ) : (
          <Suspense fallback={null}>
            <GroundForm item={item} superseding={move === 'supersede'} onEnd={() => setMove(null)} />
          </Suspense>
        )
      ) : (
        <div className={styles.acts}>
          {item.state === 'superseded' ? null : (
            <Button size="small" onClick={() => setMove('supersede')}>
              {t('state.ask.supersede')}
            </Button>
          )}
          {item.state === 'withdrawn' ? null : (
            <Button size="small" variant="danger" onClick={() => setMove('withdraw')}>
              {t('state.ask.withdraw')}
            </Button>
          )}
          {item.state === 'active' ? null : (
            <Button size="small" onClick={() => setMove('activate')}>
              {t('state.ask.activate')}
            </Button>
          )}
        </div>
      )}
    </PanelSection>
  );
}
