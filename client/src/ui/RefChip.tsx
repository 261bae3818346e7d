import type { RecordKind } from '@concordance/shared/ids';
import type { ReactNode } from 'react';
import styles from './RefChip.module.css';
import { RegisterMark } from './RegisterMark.tsx';

interface RefChipProps {
  readonly kind: RecordKind;
  /** `TRD-3`. */
  readonly reference: string;
  /** Leave out the shape where a column or a heading already shows it. */
  readonly bare?: boolean;
}

/** A reference as people say it, with the shape of its register. */
export function RefChip({ kind, reference, bare = false }: RefChipProps) {
  return (
    <span className={styles.ref} data-kind={kind}>
      {bare ? null : <RegisterMark kind={kind} size={13} />}
      {reference}
    </span>
  );
}

interface RecordChipProps {
  readonly kind: RecordKind;
  readonly children: ReactNode;
}

/** A named record in a tinted box, as addressees are shown in the fact strip. */
export function RecordChip({ kind, children }: RecordChipProps) {
  return (
    <span className={styles.chip} data-kind={kind}>
      <RegisterMark kind={kind} size={13} />
      <span className={styles.words}>{children}</span>
    </span>
  );
}
