import type { RecommendationSet } from '@concordance/shared/sets/schema';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeList } from '../editions/ChangeList.tsx';
import { draftChangesQuery, editionFileAddress } from '../editions/queries.ts';
import { WatchButton } from '../notices/WatchButton.tsx';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { useTalkPanel } from '../threads/use-talk-panel.tsx';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { ButtonLink, TextLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ItemBoard } from './ItemBoard.tsx';
import { setQuery } from './queries.ts';
import { SetActs } from './SetActs.tsx';
import { SetDetails } from './SetDetails.tsx';
import { SetStateMark } from './SetStateMark.tsx';
import styles from './sets.module.css';

/** The editor comes with the preface, when the rest of the page is there. */
const Preface = lazy(async () => ({ default: (await import('./Preface.tsx')).Preface }));

/** One set: what is in it, whether it is ready, who approves it, and what was approved before. */
export function SetPage() {
  const { t } = useTranslation('sets');
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const { data: set, error, refetch } = useQuery(setQuery(here.id, ref));
  const all = (
    <TextLink to="/p/$programme/sets" params={{ programme: here.id }}>
      {t('title')}
    </TextLink>
  );
  if (set) return <OneSet key={set.id} here={here} set={set} crumbs={[all, ref]} />;
  return (
    <Page width="mid" header={<PageHeader crumbs={[all, ref]} />}>
      <AbsentPage name={ref} error={error} onRetry={() => void refetch()} all={all} />
    </Page>
  );
}

interface OneSetProps {
  readonly here: ProgrammeHere;
  readonly set: RecommendationSet;
  readonly crumbs: readonly ReactNode[];
}

function OneSet({ here, set, crumbs }: OneSetProps) {
  const { t } = useTranslation(['sets', 'threads']);
  const mayCompose = here.may('set.compose');
  const params = { programme: here.id };
  const talk = useTalkPanel({
    programmeId: here.id,
    subject: { kind: 'set', id: set.id },
    reference: set.ref,
    mayWrite: here.may('thread.write'),
    path: `/p/${here.id}/sets/${set.ref}`,
    extra: (
      <>
        <TextLink to="/p/$programme/dispositions" params={params} search={{ set: set.ref }}>
          {t('threads:table.link')}
        </TextLink>
        {here.may('notice.read') ? <WatchButton programmeId={here.id} kind="set" id={set.id} /> : null}
      </>
    ),
  });
  const header = (
    <PageHeader
      crumbs={crumbs}
      status={<SetStateMark state={set.state} />}
      actions={
        <>
          {talk.button}
          <ButtonLink size="small" to="/p/$programme/sets/$ref/approval" params={{ ...params, ref: set.ref }}>
            {t('approvalPage')}
          </ButtonLink>
        </>
      }
    />
  );
  return (
    <Page width="mid" header={header} panel={talk.panel}>
      <SetDetails here={here} set={set} editable={mayCompose} />
      {set.stateReason === '' ? null : (
        <p className={styles.reason}>{t('because', { reason: set.stateReason, name: set.stateBy ?? '' })}</p>
      )}
      {here.may('set.approve') ? <SetActs here={here} set={set} /> : null}
      <Section title={t('board')} note={t('items', { count: set.items.length })} lead={mayCompose ? t('boardLead') : undefined}>
        <ItemBoard here={here} set={set} editable={mayCompose} />
      </Section>
      <DraftChanges here={here} set={set} />
      <Section title={t('preface')} lead={t('prefaceLead')}>
        <Suspense fallback={<Skeleton lines={3} />}>
          <Preface programmeId={here.id} set={set} mayWrite={here.may('text.write')} talk={talk.talk} onHandle={talk.onHandle} />
        </Suspense>
      </Section>
      {set.editions.length === 0 ? null : <Editions here={here} set={set} />}
    </Page>
  );
}

/** "3 changes since edition 2", with the difference. */
function DraftChanges({ here, set }: { readonly here: ProgrammeHere; readonly set: RecommendationSet }) {
  const { t } = useTranslation(['sets', 'editions']);
  const { data } = useQuery({ ...draftChangesQuery(here.id, set.ref), enabled: set.editions.length > 0 });
  if (!data) return null;
  const { changes, edition } = data;
  return (
    <Section
      title={t('since', { number: edition })}
      note={changes.length === 0 ? t('noChange') : t('editions:count.changes', { count: changes.length })}
    >
      {changes.length === 0 ? <p className={styles.fact}>{t('sameAs', { number: edition })}</p> : <ChangeList changes={changes} />}
    </Section>
  );
}

function Editions({ here, set }: { readonly here: ProgrammeHere; readonly set: RecommendationSet }) {
  const { t } = useTranslation('sets');
  const { day } = useFormat();
  return (
    <Section title={t('editions')}>
      <ul className={styles.list}>
        {set.editions.toReversed().map((one) => (
          <li key={one.number}>
            <span className={styles.ref}>{one.number}</span>
            <div>
              <TextLink
                to="/p/$programme/sets/$ref/editions/$number"
                params={{ programme: here.id, ref: set.ref, number: String(one.number) }}
              >
                {t('edition', { number: one.number })}
              </TextLink>
              <p className={styles.fact}>
                {[
                  t('approvedOn', { on: day(one.approvedAt) }),
                  one.deliveredOn ? t('deliveredOn', { on: day(one.deliveredOn), to: one.deliveredTo || '–' }) : '',
                  one.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p className={styles.hash} translate="no" title={one.sha256}>
                {one.sha256.slice(0, 16)}…
              </p>
            </div>
            <SetStateMark state={one.state} />
            <a className={styles.fileLink} href={editionFileAddress(here.id, set.ref, one.number)} download>
              {t('file')}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
