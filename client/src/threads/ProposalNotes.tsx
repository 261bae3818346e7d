import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import type { Fit } from './thread-list.ts';
import styles from './threads.module.css';

/** Why a proposal no longer fits the text, or not for long. */
export function ProposalNotes({ fit, overlaps }: { readonly fit: Fit; readonly overlaps: boolean }) {
  const { t } = useTranslation('threads');
  const notes = [
    fit.kind === 'changed' ? t('proposal.changed', { words: fit.words }) : '',
    fit.kind === 'gone' ? t('proposal.gone') : '',
    overlaps && fit.kind === 'fits' ? t('proposal.overlaps') : '',
  ].filter(Boolean);
  return notes.map((note) => (
    <p key={note} className={styles.warning}>
      <Icon name="warn" size={14} />
      {note}
    </p>
  ));
}
