import type { Evidence } from '@concordance/shared/evidence/schema';
import { useTranslation } from 'react-i18next';
import { useNames } from '../registers/use-names.ts';
import { useWords } from '../registers/words.ts';
import styles from './StateMark.module.css';

const DRAWINGS: Readonly<Record<Evidence['state'], { readonly path: string; readonly filled: boolean }>> = {
  active: { path: 'M6 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z', filled: true },
  superseded: { path: 'M2 6h7M6 3l3 3-3 3', filled: false },
  withdrawn: { path: 'M6 1.200a4.800 4.800 0 1 0 0 9.600 4.800 4.800 0 0 0 0-9.600zM2.800 9.200l6.400-6.400', filled: false },
};

/** Active, superseded (by which) or withdrawn: a drawing and a word. */
export function StateMark({ item }: { readonly item: Pick<Evidence, 'state' | 'supersededById'> }) {
  const { t } = useTranslation('registers');
  const { word } = useWords();
  const names = useNames(item.supersededById === null ? [] : [item.supersededById]);
  const by = item.state === 'superseded' && item.supersededById !== null ? names.get(item.supersededById)?.ref : undefined;
  const { path, filled } = DRAWINGS[item.state];
  return (
    <span className={styles.state} data-state={item.state}>
      <svg viewBox="0 0 12 12" aria-hidden="true" data-filled={filled || undefined}>
        <path d={path} />
      </svg>
      {by === undefined ? word('evidenceState', item.state) : t('state.by', { ref: by })}
    </span>
  );
}
