import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { Target } from './item-facts.ts';
import { LinkSection, type SectionKind } from './LinkSection.tsx';
import styles from './links.module.css';
import type { Links } from './use-links.ts';

const SECTIONS: readonly SectionKind[] = ['answers', 'treats', 'rests'];

interface LinksPaneProps {
  readonly programmeId: string;
  readonly links: Links;
  readonly editable: boolean;
  readonly onOpen: (target: Target) => void;
}

/** Why the recommendation stands, in the order of an argument: what it answers, what it treats, what it rests on. */
export function LinksPane({ programmeId, links, editable, onOpen }: LinksPaneProps) {
  const { t } = useTranslation('recommendations');
  if (links.failed && !links.groups)
    return (
      <div className={styles.trouble}>
        <ErrorLine error={links.failed} />
      </div>
    );
  if (!links.groups)
    return (
      <div className={styles.trouble}>
        <Skeleton lines={8} />
      </div>
    );
  return (
    <>
      <h2 className={styles.spoken}>{t('panel.links')}</h2>
      {links.error ? (
        <div className={styles.trouble}>
          <ErrorLine error={links.error} {...(links.again ? { onRetry: links.again } : {})} />
        </div>
      ) : null}
      {links.groups.total === 0 ? <p className={styles.lead}>{t('links.teach')}</p> : null}
      {SECTIONS.map((kind) => (
        <LinkSection key={kind} programmeId={programmeId} kind={kind} links={links} editable={editable} onOpen={onOpen} />
      ))}
    </>
  );
}
