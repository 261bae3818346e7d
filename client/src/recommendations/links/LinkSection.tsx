import type { Found } from '@concordance/shared/find/schema';
import type { RecordId } from '@concordance/shared/ids';
import type { Link, LinkDraft } from '@concordance/shared/links/schema';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../ui/Button.tsx';
import { PanelSection } from '../../ui/Panel.tsx';
import { RecordPicker } from '../RecordPicker.tsx';
import { CitedItem } from './CitedItem.tsx';
import type { Target } from './item-facts.ts';
import { LinkItem } from './LinkItem.tsx';
import styles from './links.module.css';
import type { Links } from './use-links.ts';

export type SectionKind = 'answers' | 'treats' | 'rests';
const TARGETS = { answers: 'trend', treats: 'risk', rests: 'evidence' } as const;

export interface SectionProps {
  readonly programmeId: string;
  readonly kind: SectionKind;
  readonly links: Links;
  readonly editable: boolean;
  readonly onOpen: (target: Target) => void;
}

function draftFor(kind: SectionKind, id: RecordId): LinkDraft {
  return { kind, targetId: id };
}

/** Links of one kind under their heading, grouped by stance where there is one; the picker opens in its place. */
export function LinkSection({ programmeId, kind, links, editable, onOpen }: SectionProps) {
  const { t } = useTranslation('recommendations');
  const [picking, setPicking] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const opener = useRef<HTMLSpanElement>(null);
  const { groups, removed } = links;
  if (!groups) return null;
  const lists: readonly { readonly key: string; readonly head: ReactNode; readonly links: readonly Link[] }[] =
    kind === 'rests'
      ? groups.rests.map(({ stance, links: own }) => ({
          key: stance,
          head: (
            <p className={styles.group}>
              <b aria-hidden="true">{t(`stanceSign.${stance}`)}</b> {t(`stance.${stance}`)} <span>{own.length}</span>
            </p>
          ),
          links: own,
        }))
      : [{ key: kind, head: null, links: groups[kind] }];
  const cited = groups.cited[kind];
  const own = lists.flatMap((list) => list.links);
  const linkedIds = own.map((link) => link.target.id as string);
  const close = () => {
    setPicking(false);
    opener.current?.querySelector('button')?.focus();
  };
  const pick = async (found: Found) => {
    setPicking(false);
    const link = await links.add(draftFor(kind, found.id));
    setFresh(link?.id ?? null);
  };
  const item = (link: Link) => (
    <LinkItem key={link.id} link={link} links={links} editable={editable} fresh={link.id === fresh && kind !== 'answers'} onOpen={onOpen} />
  );
  return (
    <PanelSection
      title={t(`links.${kind}`)}
      note={noteOf(kind)}
      action={
        editable ? (
          <span ref={opener}>
            <TextButton aria-expanded={picking} aria-label={t(`links.add.${kind}`)} onClick={() => (picking ? close() : setPicking(true))}>
              {t('links.link')}
            </TextButton>
          </span>
        ) : null
      }
    >
      {picking ? (
        <div className={styles.picker}>
          <RecordPicker
            programmeId={programmeId}
            kinds={[TARGETS[kind]]}
            label={t(`links.find.${kind}`)}
            chosen={linkedIds}
            closed={(found) => (linkedIds.includes(found.id) ? t('links.already') : undefined)}
            onPick={(found) => void pick(found)}
            onCancel={close}
          />
        </div>
      ) : null}
      {lists.map((list) => (
        <div key={list.key}>
          {list.head}
          <ul className={styles.items}>{list.links.map(item)}</ul>
        </div>
      ))}
      {own.length === 0 && cited.length === 0 && !picking ? <p className={styles.empty}>{t(`links.none.${kind}`)}</p> : null}
      {cited.length > 0 ? (
        <p className={styles.group}>
          {t('links.fromText')} <span>{cited.length}</span>
        </p>
      ) : null}
      {cited.length > 0 ? (
        <ul className={styles.items} data-cited>
          {cited.map((link) => (
            <CitedItem key={link.id} link={link} links={links} editable={editable} onOpen={onOpen} />
          ))}
        </ul>
      ) : null}
      {removed?.kind === kind ? (
        <p className={styles.undo} role="status">
          {t('links.removed', { ref: removed.target.ref })} <TextButton onClick={() => void links.putBack()}>{t('links.undo')}</TextButton>
        </p>
      ) : null}
    </PanelSection>
  );

  function noteOf(section: SectionKind): string {
    if (!groups) return '';
    switch (section) {
      case 'answers':
        return groups.answers.length > 0 ? t('links.trends', { count: groups.answers.length }) : '';
      case 'treats':
        return groups.treats.length > 0 ? t('links.beforeAfter') : '';
      case 'rests':
        return groups.evidence.items > 0
          ? [t('links.items', { count: groups.evidence.items }), t('links.sources', { count: groups.evidence.sources })].join(', ')
          : '';
    }
  }
}
