import type { Evidence } from '@concordance/shared/evidence/schema';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveFields, SectionProps } from '../registers/definition.ts';
import { RecordList } from '../registers/FieldValue.tsx';
import { RecordsControl } from '../registers/RecordsControl.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useEscape } from '../ui/escape.tsx';
import { ProseField } from '../ui/Field.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { useFormat } from '../ui/use-format.ts';
import { StateMark } from './StateMark.tsx';
import styles from './StateSection.module.css';
import { stateChange } from './state-change.ts';

type Move = 'supersede' | 'withdraw' | 'activate';

interface MoveFormProps {
  readonly item: Evidence;
  readonly move: Move;
  readonly save: SaveFields;
  readonly onEnd: () => void;
}

/** Superseding asks by which item, withdrawing asks why; what the item carries is said before it is done. */
function MoveForm({ item, move, save, onEnd }: MoveFormProps) {
  const { t } = useTranslation('registers');
  const id = useId();
  const [by, setBy] = useState<string | null>(item.supersededById);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  useEscape(true, onEnd);
  const change = stateChange(move, { by, reason, itself: item.id, today: new Date() });
  const submit = async () => {
    if (!change.ready) return;
    setBusy(true);
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
      {item.usedIn > 0 && move !== 'activate' ? <p className={styles.hit}>{t('state.hit', { count: item.usedIn })}</p> : null}
      {move === 'supersede' ? (
        <div className={styles.by}>
          <label htmlFor={id}>{t('state.byWhich')}</label>
          <RecordsControl
            id={id}
            kinds={['evidence']}
            single
            autoFocus
            value={by === null ? [] : [by]}
            onChange={(ids) => setBy(ids[0] ?? null)}
          />
        </div>
      ) : null}
      <ProseField
        label={t(move === 'withdraw' ? 'state.why' : 'state.whyOptional')}
        autoFocus={move === 'withdraw'}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem === null ? null : <ErrorLine error={problem} />}
      <div className={styles.acts}>
        <Button
          type="submit"
          size="small"
          variant={move === 'withdraw' ? 'danger' : 'main'}
          busy={busy}
          reason={change.ready ? undefined : t(`state.need.${change.missing}`)}
        >
          {t(`state.do.${move}`)}
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
        <MoveForm item={item} move={move} save={save} onEnd={() => setMove(null)} />
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
