import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import styles from './ConflictNotice.module.css';
import { type FieldSpec, KIND_OF, type RegisterItem, type RegisterName } from './definition.ts';
import { FieldValue } from './FieldValue.tsx';
import { usePersonName } from './use-names.ts';
import type { Saving } from './use-save.ts';
import { useWords } from './words.ts';

interface ConflictNoticeProps<Item extends RegisterItem> {
  readonly register: RegisterName;
  readonly fields: readonly FieldSpec[];
  readonly saving: Saving<Item>;
}

/** Two people changed one field at once: both values, who wrote the other one, and a choice for each field. */
export function ConflictNotice<Item extends RegisterItem>({ register, fields, saving }: ConflictNoticeProps<Item>) {
  const { t } = useTranslation('registers');
  const words = useWords();
  const nameOf = usePersonName();
  const { conflict, settle } = saving;
  const place = useRef<HTMLElement>(null);
  const asked = conflict?.current.id;
  // A conflict answers what the person has just done, so the question takes the focus.
  useEffect(() => {
    if (asked !== undefined) place.current?.focus();
  }, [asked]);
  if (conflict === null) return null;
  const who = nameOf(conflict.current.updatedBy) || t('conflict.somebody');
  return (
    <section ref={place} tabIndex={-1} role="alertdialog" aria-modal="false" aria-labelledby="conflict-title" className={styles.notice}>
      <h2 id="conflict-title">
        <RefChip kind={KIND_OF[register]} reference={conflict.current.ref} /> {t('conflict.title', { who })}
      </h2>
      {conflict.conflicts.map(({ field, mine, theirs }) => {
        const spec = fields.find((each) => each.name === field);
        return spec ? (
          <div key={field} className={styles.field}>
            <h3>{words.field(register, field)}</h3>
            <div className={styles.side}>
              <span className={styles.whose}>{t('conflict.mine')}</span>
              <div className={styles.value}>
                <FieldValue field={spec} value={mine} />
              </div>
              <Button size="small" onClick={() => settle(field, 'mine')}>
                {t('conflict.keepMine')}
              </Button>
            </div>
            <div className={styles.side}>
              <span className={styles.whose}>{who}</span>
              <div className={styles.value}>
                <FieldValue field={spec} value={theirs} />
              </div>
              <Button size="small" onClick={() => settle(field, 'theirs')}>
                {t('conflict.takeTheirs')}
              </Button>
            </div>
          </div>
        ) : null;
      })}
    </section>
  );
}
