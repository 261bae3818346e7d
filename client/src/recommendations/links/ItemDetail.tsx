import type { Link } from '@concordance/shared/links/schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SuspectBox } from '../../checks/SuspectBox.tsx';
import { recordQuery } from '../../registers/queries.ts';
import { IconButton, TextButton, TextLink } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { RatingCells } from '../../ui/RatingCells.tsx';
import { RefChip } from '../../ui/RefChip.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type Item, itemFacts, itemSummary, REGISTER_OF } from './item-facts.ts';
import { LinkItem } from './LinkItem.tsx';
import { linkKindFor } from './link-groups.ts';
import styles from './links.module.css';
import { declare, type Links } from './use-links.ts';

interface ItemDetailProps {
  readonly programmeId: string;
  readonly kind: Item['kind'];
  readonly id: string;
  readonly links: Links;
  readonly editable: boolean;
  readonly onBack: () => void;
  /** Shows where the text cites it. */
  readonly onShowInText: ((recordId: string) => void) | undefined;
}

/** A cited or linked record in the panel: what it says, what it is to this recommendation, the way to its register. */
export function ItemDetail({ programmeId, kind, id, links, editable, onBack, onShowInText }: ItemDetailProps) {
  const { t } = useTranslation('recommendations');
  const query = useQuery(recordQuery<Item['record']>(programmeId, REGISTER_OF[kind], id));
  const back = useRef<HTMLDivElement>(null);
  useEffect(() => back.current?.querySelector('button')?.focus(), []);
  const item = query.data ? ({ kind, record: query.data } as Item) : null;
  const mine = links.all.filter((link) => link.target.id === id);
  return (
    <div className={styles.detail}>
      <div ref={back} className={styles.back}>
        <IconButton icon="left" label={t('item.back')} onClick={onBack} />
      </div>
      {query.error ? <ErrorLine error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton lines={5} /> : null}
      {item ? (
        <>
          <Head item={item} />
          <dl className={styles.about}>
            {itemFacts(t, item).map(([name, words]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          {mine
            .filter((link) => link.suspect)
            .slice(0, 1)
            .map((link) => (
              <SuspectBox
                key={link.id}
                programmeId={programmeId}
                link={link}
                editable={editable}
                onUnlink={() => (link.kind === 'cites' ? onShowInText?.(id) : void links.remove(link))}
                onShowInText={onShowInText ? () => onShowInText(id) : undefined}
              />
            ))}
          <Here item={item} mine={mine} links={links} editable={editable} onShowInText={onShowInText} />
          <p className={styles.way}>
            <TextLink to={`/p/$programme/${REGISTER_OF[kind]}`} params={{ programme: programmeId }} search={{ open: item.record.ref }}>
              {t(`item.open.${kind}`)}
            </TextLink>
          </p>
        </>
      ) : null}
    </div>
  );
}

function Head({ item }: { readonly item: Item }) {
  const { t } = useTranslation('recommendations');
  const summary = itemSummary(item);
  return (
    <header>
      <div className={styles.kick}>
        <RefChip kind={item.kind} reference={item.record.ref} />
        {item.kind === 'evidence' ? <RatingCells reliability={item.record.reliability} credibility={item.record.credibility} /> : null}
        {item.record.archivedAt ? <span>{t('item.archived')}</span> : null}
      </div>
      <h2>{item.record.title}</h2>
      {summary ? <p>{summary}</p> : null}
    </header>
  );
}

interface HereProps {
  readonly item: Item;
  readonly mine: readonly Link[];
  readonly links: Links;
  readonly editable: boolean;
  readonly onShowInText: ((recordId: string) => void) | undefined;
}

/** What the record is to this recommendation: its link, or a citation that could become one. */
function Here({ item, mine, links, editable, onShowInText }: HereProps) {
  const { t } = useTranslation('recommendations');
  const declared = mine.filter((link) => link.kind !== 'cites');
  const cited = mine.find((link) => link.kind === 'cites');
  const kind = linkKindFor(item.kind);
  const make = () => {
    const draft = cited ? declare(cited) : kind ? { kind, targetId: item.record.id } : null;
    if (draft) void links.add(draft);
  };
  return (
    <section className={styles.here} aria-label={t('item.here')}>
      <div className={styles.hereHead}>
        <h3>{t('item.here')}</h3>
        {cited && onShowInText ? <TextButton onClick={() => onShowInText(item.record.id)}>{t('item.inText')}</TextButton> : null}
      </div>
      {declared.length > 0 ? (
        <ul className={styles.items}>
          {declared.map((link) => (
            <LinkItem key={link.id} link={link} links={links} editable={editable} fresh={false} />
          ))}
        </ul>
      ) : (
        <p className={styles.empty}>
          {t(cited ? 'item.onlyCited' : kind ? 'item.notLinked' : 'item.named')}{' '}
          {editable && kind ? <TextButton onClick={make}>{t('links.link')}</TextButton> : null}
        </p>
      )}
    </section>
  );
}
