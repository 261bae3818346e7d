import type { RecordKind } from '@concordance/shared/ids';
import type { ProgrammeCounts } from '@concordance/shared/programmes/schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Place, placeAddress } from '../ui/address.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import { useFormat } from '../ui/use-format.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './Rail.module.css';

interface Entry {
  readonly to: Place;
  readonly word: string;
  readonly icon?: IconName;
  readonly kind?: RecordKind;
  readonly count?: keyof Omit<ProgrammeCounts, 'byStatus'>;
  readonly exact?: true;
}

/** The rail is the legend: registers carry their outlined shape here and the filled one everywhere else. */
const GROUPS: readonly (readonly Entry[])[] = [
  [
    { to: '', word: 'overview', icon: 'home', exact: true },
    { to: 'inbox', word: 'inbox', icon: 'bell' },
  ],
  [
    { to: 'recommendations', word: 'recommendations', icon: 'document', count: 'recommendations' },
    { to: 'round-tables', word: 'roundTables', icon: 'table' },
    { to: 'sets', word: 'sets', icon: 'set' },
  ],
  [
    { to: 'trends', word: 'trends', kind: 'trend', count: 'trends' },
    { to: 'risks', word: 'risks', kind: 'risk', count: 'risks' },
    { to: 'evidence', word: 'evidence', kind: 'evidence', count: 'evidence' },
    { to: 'sources', word: 'sources', icon: 'source', count: 'sources' },
    { to: 'bodies', word: 'bodies', kind: 'body', count: 'bodies' },
  ],
  [
    { to: 'activity', word: 'activity', icon: 'activity' },
    { to: 'people', word: 'people', icon: 'people' },
  ],
];

interface RailLinkProps {
  readonly entry: Entry;
  readonly programme: string;
  readonly count: number | undefined;
  /** How much of it waits to be read. */
  readonly unread: number;
}

function RailLink({ entry, programme, count, unread }: RailLinkProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const word = t(`nav.${entry.word}`);
  return (
    <li>
      <Link
        {...placeAddress(programme, entry.to)}
        activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
        className={styles.link}
        title={word}
      >
        <span className={styles.glyph}>
          {entry.kind ? <RegisterMark kind={entry.kind} outlined size={14} /> : entry.icon ? <Icon name={entry.icon} /> : null}
        </span>
        <span className={styles.word}>{word}</span>
        {unread > 0 ? (
          <span className={styles.unread}>
            {number(unread)}
            <VisuallyHidden> {t('nav.unread')}</VisuallyHidden>
          </span>
        ) : null}
        {count === undefined ? null : <span className={styles.count}>{number(count)}</span>}
      </Link>
    </li>
  );
}

interface RailNavProps {
  readonly programme: string;
  readonly counts: ProgrammeCounts | undefined;
  /** Unread notices. */
  readonly unread: number;
}

/** The places of a programme that exist. */
export function RailNav({ programme, counts, unread }: RailNavProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className={styles.nav}>
      {GROUPS.map((group, index) => (
        <div key={group[0]?.word}>
          {index > 0 ? <hr /> : null}
          <ul>
            {group.map((entry) => (
              <RailLink
                key={entry.word}
                entry={entry}
                programme={programme}
                unread={entry.to === 'inbox' ? unread : 0}
                count={entry.count && counts ? counts[entry.count] : undefined}
              />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
