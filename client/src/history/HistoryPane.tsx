import type { VersionSummary } from '@concordance/shared/history/schema';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { Button, TextButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ContributionSheet } from './ContributionSheet.tsx';
import type { Comparison } from './comparison.ts';
import styles from './history.module.css';
import { historyQuery, nameVersion } from './queries.ts';
import { useVersionWords } from './version-words.ts';

interface HistoryPaneProps {
  readonly programmeId: string;
  readonly recommendationId: string;
  readonly mayWrite: boolean;
  /** What I saw when I was here last. */
  readonly visit: VersionSummary | null;
  readonly comparison: Comparison | null;
  readonly onCompare: (comparison: Comparison) => void;
  /** Whether the words of the text are coloured by author. */
  readonly coloured: boolean;
  readonly onColour: (coloured: boolean) => void;
  /** What else happened: below the versions. */
  readonly children: ReactNode;
}

/** The versions of a text, newest first; since when something changed; whose words stand; what else happened. */
export function HistoryPane(props: HistoryPaneProps) {
  const { programmeId, recommendationId, mayWrite, visit, comparison, onCompare } = props;
  const { t } = useTranslation('history');
  const words = useVersionWords();
  const query = useInfiniteQuery(historyQuery(programmeId, recommendationId));
  const [first] = query.data?.pages ?? [];
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? [];
  const marks = [
    ['visit', visit],
    ...(['round-table', 'edition', 'delivery'] as const).map((moment) => [moment, first?.since[moment] ?? null]),
  ] as [string, VersionSummary | null][];
  const since = marks.filter(([, version]) => version !== null);
  return (
    <>
      {since.length > 0 ? (
        <PanelSection title={t('since.title')}>
          <ul className={styles.since}>
            {since.map(([moment, version]) =>
              version ? (
                <li key={moment}>
                  <TextButton onClick={() => onCompare({ from: version.number, to: 'now' })}>{t(`since.${moment}`)}</TextButton>
                  <span>{words(version).when}</span>
                </li>
              ) : null,
            )}
          </ul>
        </PanelSection>
      ) : null}
      <PanelSection title={t('versions.title')}>
        {mayWrite ? <NameVersion programmeId={programmeId} recommendationId={recommendationId} /> : null}
        {query.error ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton lines={5} /> : null}
        {query.data && versions.length === 0 ? <p className={styles.none}>{t('versions.none')}</p> : null}
        <ol className={styles.versions}>
          {versions.map((version) => {
            const { title, when, who } = words(version);
            return (
              <li key={version.number}>
                <button
                  type="button"
                  aria-pressed={comparison?.from === version.number}
                  onClick={() => onCompare({ from: version.number, to: 'now' })}
                >
                  <span className={styles.title} data-named={version.cause === 'named' || undefined}>
                    {title}
                  </span>
                  <span className={styles.facts}>
                    <time dateTime={version.at}>{when}</time>
                    {who ? ` · ${who}` : ''} · {t('versions.words', { count: version.words })}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
        {query.hasNextPage ? (
          <TextButton aria-busy={query.isFetching || undefined} onClick={() => void query.fetchNextPage()}>
            {t('versions.earlier')}
          </TextButton>
        ) : null}
      </PanelSection>
      <PanelSection title={t('who.title')}>
        <label className={styles.colour}>
          <input type="checkbox" checked={props.coloured} onChange={(event) => props.onColour(event.currentTarget.checked)} />
          {t('who.colour')}
        </label>
        <ContributionSheet programmeId={programmeId} recommendationId={recommendationId} />
      </PanelSection>
      <PanelSection title={t('activity')}>
        <div className={styles.activity}>{props.children}</div>
      </PanelSection>
    </>
  );
}

function NameVersion({ programmeId, recommendationId }: { readonly programmeId: string; readonly recommendationId: string }) {
  const { t } = useTranslation('history');
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const keep = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await nameVersion(programmeId, recommendationId, name.trim());
      setName('');
      await cache.invalidateQueries({ queryKey: queryKey(programmeId, 'history', 'list', recommendationId) });
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void keep();
      }}
    >
      <input
        aria-label={t('versions.name')}
        placeholder={t('versions.name')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="small" busy={busy} reason={name.trim() === '' ? t('versions.nameFirst') : undefined}>
        {t('versions.keep')}
      </Button>
      {failure ? <ErrorLine error={failure} /> : null}
    </form>
  );
}
