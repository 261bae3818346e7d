import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { Link } from '@tanstack/react-router';
import type { CSSProperties, MouseEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterMark } from '../../ui/RegisterMark.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './list.module.css';
import { firstLine } from './list-view.ts';

interface ListRowProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly style: CSSProperties;
  readonly 'data-index': number;
  readonly programmeId: string;
  readonly row: Recommendation;
  readonly index: number;
  readonly focused: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

const TIES = [
  ['trend', 'trends'],
  ['risk', 'risks'],
  ['evidence', 'evidence'],
] as const;

/** How many trends it answers, risks it treats, items it rests on; what is missing is a quiet zero. */
function Ties({ counts }: { readonly counts: Recommendation['counts'] }) {
  const { t } = useTranslation('recommendations');
  return (
    <span className={styles.ties}>
      {TIES.map(([kind, name]) => (
        <span key={kind} data-none={counts[name] === 0 || undefined}>
          <RegisterMark kind={kind} outlined={counts[name] === 0} size={12} />
          <VisuallyHidden>{t(`list.ties.${name}`)} </VisuallyHidden>
          {counts[name]}
        </span>
      ))}
    </span>
  );
}

/** One recommendation of the list; on a phone its facts stand in a second line. */
export function ListRow({ ref, style, programmeId, row, index, focused, onFocus, onOpen, ...rest }: ListRowProps) {
  const { t } = useTranslation('recommendations');
  const format = useFormat();
  const line = firstLine(row);
  const open = (event: MouseEvent) => {
    // The title is a link: new tabs and the middle button work as everywhere.
    if (event.target instanceof Element && event.target.closest('a')) return;
    if (window.getSelection()?.toString()) return;
    onOpen();
  };
  const addressees = row.addressees.map((body) => body.short || body.title);
  return (
    <div
      ref={ref}
      style={style}
      {...rest}
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      tabIndex={focused ? 0 : -1}
      className={styles.row}
      onClick={open}
      onFocus={onFocus}
    >
      <span role="gridcell" data-column="ref">
        {row.ref}
      </span>
      <span role="gridcell" data-column="title">
        <Link
          to="/p/$programme/recommendations/$ref"
          params={{ programme: programmeId, ref: row.ref }}
          tabIndex={-1}
          className={styles.name}
        >
          {row.title}
        </Link>
        {line ? <span className={styles.line}>{line}</span> : null}
      </span>
      <span role="gridcell" data-column="status">
        <StatusMark status={row.status} />
      </span>
      <span role="gridcell" data-column="addressees" title={row.addressees.map((body) => body.title).join(', ')}>
        {addressees.slice(0, 2).join(', ')}
        {addressees.length > 2 ? <span className={styles.rest}> +{addressees.length - 2}</span> : null}
      </span>
      <span role="gridcell" data-column="owner">
        {row.ownerName}
      </span>
      <span role="gridcell" data-column="horizon">
        {row.horizon ? t(`horizon.${row.horizon}`) : ''}
      </span>
      <span role="gridcell" data-column="ties">
        <Ties counts={row.counts} />
      </span>
      <span role="gridcell" data-column="updated">
        <time dateTime={row.updatedAt}>{format.ago(row.updatedAt)}</time>
      </span>
    </div>
  );
}
