import type { DispositionRow } from '@concordance/shared/threads/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './dispositions.module.css';
import { type DispositionAsk, dispositionsFile, dispositionsQuery } from './queries.ts';
import { useAuthorWords } from './use-author-words.ts';

interface DispositionTableProps {
  readonly programmeId: string;
  readonly ask: DispositionAsk;
}

/** The same table as files. */
export function DispositionFiles({ programmeId, ask }: DispositionTableProps) {
  const { t, i18n } = useTranslation('threads');
  return (
    <span className={styles.files}>
      {(['csv', 'docx'] as const).map((kind) => (
        <a key={kind} href={dispositionsFile(programmeId, ask, kind, i18n.language)} download>
          <Icon name="download" size={12} /> {t(`table.${kind}`)}
        </a>
      ))}
    </span>
  );
}

/** Remark, author, decision, reason: what became of everything that was said. */
export function DispositionTable({ programmeId, ask, captioned = true }: DispositionTableProps & { readonly captioned?: boolean }) {
  const { t } = useTranslation('threads');
  const { data, error, refetch } = useQuery(dispositionsQuery(programmeId, ask));
  if (error) return <ErrorLine error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  if (data.rows.length === 0) return <p className={styles.none}>{t('table.none')}</p>;
  const groups = [...Map.groupBy(data.rows, ({ ref }) => ref).values()];
  const heads = ['remark', 'author', 'decision', 'reason'] as const;
  return (
    <table className={styles.table}>
      <caption>{captioned ? data.title : <VisuallyHidden>{data.title}</VisuallyHidden>}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`table.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((rows) => (
        <tbody key={rows[0]?.ref}>
          {groups.length > 1 || ask.recommendation === undefined ? <GroupHead programmeId={programmeId} row={rows[0]} /> : null}
          {rows.map((row) => (
            <Row key={row.threadId} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function GroupHead({ programmeId, row }: { readonly programmeId: string; readonly row: DispositionRow | undefined }) {
  if (!row) return null;
  return (
    <tr className={styles.group}>
      <th colSpan={4} scope="rowgroup">
        {row.ref.startsWith('REC-') ? (
          <RecordLink programme={programmeId} kind="recommendation" reference={row.ref}>
            <RefChip kind="recommendation" reference={row.ref} /> {row.title}
          </RecordLink>
        ) : (
          `${row.ref} ${row.title}`
        )}
      </th>
    </tr>
  );
}

function Row({ row }: { readonly row: DispositionRow }) {
  const { t } = useTranslation('threads');
  const { day } = useFormat();
  const nameOf = useAuthorWords();
  const decision = row.ended ? t(`end.${row.disposition ?? 'settled'}`) : t('table.waiting');
  return (
    <tr data-open={!row.ended || undefined} data-thread-row={row.threadId}>
      <td>
        {row.quote ? <q>{row.quote.replaceAll('\uFFFC', '')}</q> : null}
        {row.remark ? <p>{row.remark}</p> : null}
        {row.proposal === null ? null : (
          <p>
            <span>{t(row.proposal === '' ? 'table.strike' : 'table.proposal')}</span> {row.proposal ? <ins>{row.proposal}</ins> : null}
          </p>
        )}
        {row.withheld ? <p className={styles.withheld}>{t('table.withheld')}</p> : null}
      </td>
      <td data-label={t('table.author')}>
        {nameOf(row.author)}
        {row.roundTable ? <small>{row.roundTable}</small> : null}
      </td>
      <td data-label={t('table.decision')}>
        <b>{decision}</b>
        {row.on ? <small>{day(row.on)}</small> : null}
      </td>
      <td data-label={t('table.reason')}>{row.reason || '–'}</td>
    </tr>
  );
}
