import type { ActivityItem } from '@concordance/shared/events/schema';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RegisterMark } from '../ui/RegisterMark.tsx';
import rows from '../ui/rows.module.css';
import { useFormat } from '../ui/use-format.ts';
import styles from './ActivityRow.module.css';
import { happenedKey, namedFields, recordOf } from './activity-words.ts';

interface ActivityRowProps {
  readonly programmeId: string;
  readonly item: ActivityItem;
}

const ICONS: Partial<Record<ActivityItem['kind'], IconName>> = { programme: 'settings', thread: 'comment', 'round-table': 'table' };

/** One thing that happened: what to, who did it, when. */
export function ActivityRow({ programmeId, item }: ActivityRowProps) {
  const { t } = useTranslation(['programmes', 'common']);
  const { ago, time, list } = useFormat();
  const kind = recordOf(item);
  const fields = namedFields(item.fields).map((field) => t(`fieldName.${field}`));
  const happened = t(happenedKey(item), { defaultValue: t(`happened.record.${item.action}`, { defaultValue: '' }) });
  return (
    <li>
      <span className={styles.mark}>
        {kind && item.kind !== 'thread' ? <RegisterMark kind={kind} /> : <Icon name={ICONS[item.kind] ?? 'people'} />}
      </span>
      <div className={rows.what}>
        <p className={rows.name}>
          {kind && item.ref ? (
            <RecordLink programme={programmeId} kind={kind} reference={item.ref}>
              <span className={styles.ref}>{item.ref}</span> {item.title}
            </RecordLink>
          ) : item.kind === 'invitation' ? (
            t('activity.invitation', { role: t(`common:role.${item.title}`, { defaultValue: item.title }).toLocaleLowerCase() })
          ) : (
            item.title
          )}
        </p>
        <p className={rows.fact}>
          {[
            item.byName ?? t(item.kind === 'thread' ? 'activity.table' : 'activity.server'),
            happened + (fields.length > 0 ? `: ${list(fields)}` : ''),
          ].join(' · ')}
        </p>
      </div>
      <time className={rows.when} dateTime={item.at} title={time(item.at)}>
        {ago(item.at)}
      </time>
    </li>
  );
}
