import type { UsedInItem } from '@concordance/shared/registers/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProgramme } from '../programmes/use-programme.ts';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PanelSection } from '../ui/Panel.tsx';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import type { RegisterItem, RegisterName } from './definition.ts';
import { usedInQuery } from './queries.ts';
import styles from './UsedInList.module.css';

/** How many places are listed before the rest is folded. */
const SHOWN = 12;

/** Several ways of use in one place are one line: "supports, cited in the text". */
function byPlace(items: readonly UsedInItem[]): readonly (readonly UsedInItem[])[] {
  return [...Map.groupBy(items, (item) => item.id).values()];
}

function Place({ uses }: { readonly uses: readonly UsedInItem[] }) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const [first] = uses;
  if (!first) return null;
  const ways = new Set(
    uses.map((use) => [t(`relation.${use.relation}`, { defaultValue: use.relation }), use.locator].filter(Boolean).join(' · ')),
  );
  return (
    <li className={styles.place}>
      <RecordLink programme={p} kind={first.kind} reference={first.ref} className={styles.link}>
        <span className={styles.ref}>
          <RefChip kind={first.kind} reference={first.ref} />
        </span>
        <span className={styles.title}>{first.title}</span>
      </RecordLink>
      <span className={styles.how}>{[...ways].join(', ')}</span>
    </li>
  );
}

/** Where the record is used: recommendations first, then the registers. */
export function UsedInList({ register, item }: { readonly register: RegisterName; readonly item: RegisterItem }) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const { data, error, refetch } = useQuery(usedInQuery(p, register, item.id));
  const places = data ? byPlace(data) : [];
  const recommendations = places.filter(([use]) => use?.kind === 'recommendation');
  const others = places.filter(([use]) => use?.kind !== 'recommendation');
  const all = [...recommendations, ...others];
  const note = [
    recommendations.length > 0 ? t('usedIn.recommendations', { count: recommendations.length }) : '',
    others.length > 0 ? t('usedIn.records', { count: others.length }) : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <PanelSection title={t('usedIn.title')} note={note}>
      {error ? <ErrorLine error={error} onRetry={() => void refetch()} /> : null}
      {data && all.length === 0 ? <p className={styles.none}>{t(`usedIn.none.${register}`)}</p> : null}
      <ul className={styles.list}>
        {all.slice(0, SHOWN).map((uses) => (
          <Place key={uses[0]?.id} uses={uses} />
        ))}
      </ul>
      {all.length > SHOWN ? (
        <details className={styles.rest}>
          <summary>{t('usedIn.more', { count: all.length - SHOWN })}</summary>
          <ul className={styles.list}>
            {all.slice(SHOWN).map((uses) => (
              <Place key={uses[0]?.id} uses={uses} />
            ))}
          </ul>
        </details>
      ) : null}
    </PanelSection>
  );
}
