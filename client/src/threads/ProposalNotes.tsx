import type { Suggestion } from '@concordance/shared/threads/schema';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import type { Fit } from './thread-list.ts';
import styles from './threads.module.css';
import { compareWording } from './wording.ts';

interface ProposalProps {
  readonly quote: string;
  readonly suggestion: Suggestion;
}

/** Proposed wording as the text would read: what goes struck, what comes underlined. */
export function Proposal({ quote, suggestion }: ProposalProps) {
  const { t } = useTranslation('threads');
  const { before, removed, added, after } = compareWording(quote, suggestion.text);
  return (
    <div className={styles.proposal}>
      <p>
        {before}
        {removed ? (
          <del>
            <VisuallyHidden>{t('proposal.out')} </VisuallyHidden>
            {removed}
          </del>
        ) : null}
        {removed && added ? ' ' : null}
        {added ? (
          <ins>
            <VisuallyHidden>{t('proposal.in')} </VisuallyHidden>
            {added}
          </ins>
        ) : null}
        {after}
      </p>
    </div>
  );
}

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
