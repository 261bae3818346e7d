import { wordsBetween } from '@concordance/shared/editions/difference';
import type { TranslatedWords } from '@concordance/shared/recommendations/translations';
import styles from './facts.module.css';

/** What has changed in an original since a translation was made from it, word by word. */
export function OriginalSince({ was, now }: { readonly was: TranslatedWords; readonly now: TranslatedWords }) {
  return (
    <>
      {(['title', 'statement'] as const)
        .filter((part) => was[part] !== now[part])
        .map((part) => (
          <p key={part} className={styles.sinceWords}>
            {wordsBetween(was[part], now[part]).map((run, index) =>
              run.op === 'added' ? (
                <ins key={index}>{run.text}</ins>
              ) : run.op === 'removed' ? (
                <del key={index}>{run.text}</del>
              ) : (
                <span key={index}>{run.text}</span>
              ),
            )}
          </p>
        ))}
    </>
  );
}
