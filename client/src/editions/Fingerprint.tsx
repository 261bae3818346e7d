import styles from './sheet.module.css';

/** A fingerprint as people compare it: groups of four, eight to a line. */
export function Fingerprint({ hash }: { readonly hash: string }) {
  const groups = hash.match(/.{1,4}/gu) ?? [];
  return (
    <p className={styles.hash} translate="no">
      {groups.slice(0, 8).join(' ')}
      <br />
      {groups.slice(8).join(' ')}
    </p>
  );
}
