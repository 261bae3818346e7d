import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './ConfirmInline.module.css';
import { useEscape } from './escape.tsx';

interface ConfirmInlineProps {
  /** What will happen, in one sentence. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks in the place of the act, instead of a dialog over everything. The careful answer has the focus. */
export function ConfirmInline({ children, verb, busy = false, danger = true, onConfirm, onCancel }: ConfirmInlineProps) {
  const { t } = useTranslation();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  useEscape(true, onCancel);
  return (
    <div role="group" aria-label={verb} className={styles.confirm}>
      <p>{children}</p>
      <div className={styles.acts}>
        <Button size="small" variant={danger ? 'danger' : 'main'} busy={busy} onClick={onConfirm}>
          {verb}
        </Button>
        <Button size="small" variant="quiet" ref={cancel} onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </div>
  );
}
