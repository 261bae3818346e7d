import type { Suggestion } from '@concordance/shared/threads/schema';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './ProposedWording.module.css';
import { compareWording } from './wording.ts';

interface ProposedWordingProps {
  /** The words as they stand. */
  readonly quote: string;
  readonly suggestion: Suggestion;
}

/** The words as they would read: what goes struck, what comes underlined, and both said to those who do not see it. */
export function ProposedWording({ quote, suggestion }: ProposedWordingProps) {
  const { t } = useTranslation('threads');
  const { before, removed, added, after } = compareWording(quote, suggestion.text);
  return (
    <span className={styles.wording}>
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
    </span>
  );
}
