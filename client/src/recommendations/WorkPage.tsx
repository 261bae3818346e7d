import type { CheckPlace } from '@concordance/shared/checks/schema';
import type { Recommendation } from '@concordance/shared/recommendations/schema';
import { translatedInto } from '@concordance/shared/recommendations/translations';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PresenceInView, SaveStateInView, useEnded, useRoomInView } from '../collaboration/room-in-view.tsx';
import type { EditorHandle } from '../editor/contract.ts';
import type { Comparison } from '../history/comparison.ts';
import { HistoryPane } from '../history/HistoryPane.tsx';
import { useVisit } from '../history/use-visit.ts';
import { WatchButton } from '../notices/WatchButton.tsx';
import type { ProgrammeHere } from '../programmes/use-programme.ts';
import { useTalk } from '../threads/use-talk.ts';
import { IconButton, TextLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useNarrow } from '../ui/use-width.ts';
import { AccessEnded } from './AccessEnded.tsx';
import { showFact, useChecks } from './checks/use-checks.ts';
import { FactStrip } from './facts/FactStrip.tsx';
import type { Target } from './links/item-facts.ts';
import { useLinks } from './links/use-links.ts';
import { StatusMenu } from './StatusMenu.tsx';
import { TroubleNote } from './TroubleNote.tsx';
import { useFacts } from './use-facts.ts';
import { usePanelOpen } from './use-panel-open.ts';
import { useTarget } from './use-target.ts';
import { WorkHead } from './WorkHead.tsx';
import { WorkMenu } from './WorkMenu.tsx';
import { WorkNotes } from './WorkNotes.tsx';
import { WorkPanel, type WorkTab } from './WorkPanel.tsx';
import styles from './work.module.css';

type TextPart = typeof import('./LiveText.tsx').LiveText;

let textPart: TextPart | null = null;
const fetchText = async () => {
  const { LiveText } = await import('./LiveText.tsx');
  textPart = LiveText;
  return { default: LiveText };
};
// With the page itself, so that it is most often there when the page knows which text it shows.
fetchText().catch(() => {});

/** The editor and the live channel are the heaviest part of the page; title, facts and links do not wait for them. */
const LateText = lazy(fetchText);

const loadThreads = () => import('../threads/ThreadsPane.tsx');
const ThreadsPane = lazy(async () => ({ default: (await loadThreads()).ThreadsPane }));

const ComparedNow = lazy(async () => ({ default: (await import('./ComparedNow.tsx')).ComparedNow }));

interface WorkPageProps {
  readonly here: ProgrammeHere;
  readonly record: Recommendation;
}

/** The page of one recommendation: what it says, to whom, how it stands, and the text that several people write at once. */
export function WorkPage({ here, record }: WorkPageProps) {
  const { t } = useTranslation(['recommendations', 'threads']);
  // Where it is there already nothing is put in its place first: React would leave that standing for a third of a second.
  const [LiveText] = useState<TextPart | typeof LateText>(() => textPart ?? LateText);
  // What stands beside the text gives way to it: it is drawn in the pauses of the first drawing.
  const beside = useDeferredValue(true, false);
  const facts = useFacts(here.id, record.ref);
  const links = useLinks(here.id, record.id);
  const live = useRoomInView();
  const ended = useEnded(live);
  const [handle, setHandle] = useState<EditorHandle | null>(null);
  const checks = useChecks(here.id, record.id, handle);
  const visit = useVisit(here.id, record.id);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [coloured, setColoured] = useState(false);
  const narrow = useNarrow();
  const [panelOpen, setPanelOpen] = usePanelOpen();
  const [tab, setTab] = useState<WorkTab>('links');
  const [target, lookAt, leaveTarget] = useTarget();
  const openTarget = useCallback(
    (next: Target) => {
      lookAt(next);
      setTab('links');
      setPanelOpen(true);
    },
    [lookAt, setPanelOpen],
  );

  const archived = record.archivedAt !== null;
  const maySpeak = here.may('thread.write') && !archived;
  const { thread: asked } = useSearch({ strict: false });
  useEffect(() => {
    // Once the text is there, so that the tab opens at once. Whoever opens it asks again, and tells of a failure then.
    if (handle) loadThreads().catch(() => {});
  }, [handle]);
  const openTalk = useCallback(() => {
    setComparison(null);
    setTab('comments');
    setPanelOpen(true);
  }, [setPanelOpen]);
  const talk = useTalk({
    programmeId: here.id,
    subjectId: record.id,
    mayWrite: maySpeak,
    listed: panelOpen && tab === 'comments',
    handle,
    asked,
    onOpen: openTalk,
  });
  const linkTo = useCallback(
    (id: string) => `${window.location.origin}/p/${here.id}/recommendations/${record.ref}?thread=${id}`,
    [here.id, record.ref],
  );

  const compare = (next: Comparison) => {
    setComparison(next);
    // The sheet of a phone would lie over what was asked for.
    if (narrow) setPanelOpen(false);
  };
  const go = (place: CheckPlace) => {
    switch (place.kind) {
      case 'field':
        showFact(place.field);
        return;
      case 'links':
        leaveTarget();
        setTab('links');
        return;
      case 'link': {
        const link = links.all.find((one) => one.id === place.linkId);
        if (link) openTarget(link.target);
        return;
      }
      case 'block':
        setComparison(null);
        handle?.showBlock(place.index);
        return;
      case 'citation':
        setComparison(null);
        handle?.showCitation(place.recordId);
        return;
    }
  };

  if (ended?.saveState.kind === 'ended')
    return <AccessEnded programme={here.programme.shortTitle} record={record} room={ended} why={ended.saveState.why} />;
  const mayChange = here.may('recommendation.write') && !archived;
  const mayLink = here.may('recommendation.link') && !archived;
  const mayWrite = here.may('text.write') && !archived;
  const place = { programme: here.id };
  const status = <StatusMenu programmeId={here.id} record={record} readOnly={!mayChange} />;
  const header = (
    <PageHeader
      crumbs={[
        <TextLink key="all" className={styles.crumb} to="/p/$programme/recommendations" params={place}>
          {t('title')}
        </TextLink>,
        ...(record.topic
          ? [
              <TextLink
                key="topic"
                className={styles.crumb}
                to="/p/$programme/recommendations"
                params={place}
                search={{ filter: [`topic:${record.topic}`] }}
              >
                {record.topic}
              </TextLink>,
            ]
          : []),
        record.ref,
      ]}
      status={narrow ? null : status}
      presence={<PresenceInView of={live} />}
      save={<SaveStateInView of={live} />}
      actions={
        <>
          {here.may('recommendation.write') ? <WorkMenu programmeId={here.id} record={record} /> : null}
          <IconButton
            icon="panel"
            label={t(panelOpen ? 'common:panel.hide' : 'common:panel.show')}
            aria-pressed={panelOpen}
            onClick={() => setPanelOpen(!panelOpen)}
          />
        </>
      }
    />
  );
  const panel =
    panelOpen && beside ? (
      <WorkPanel
        programmeId={here.id}
        record={record}
        links={links}
        checks={checks}
        onGo={go}
        openThreads={talk.threads.all?.filter(({ life }) => life.state === 'open').length}
        comments={
          <Suspense fallback={<Skeleton />}>
            <ThreadsPane
              programmeId={here.id}
              subject={{ kind: 'recommendation', id: record.id }}
              threads={talk.threads}
              mayWrite={maySpeak}
              handle={handle}
              active={talk.active}
              onActive={talk.onActive}
              wish={talk.wish}
              onWish={talk.onWish}
              linkTo={linkTo}
              extra={
                <>
                  <TextLink to="/p/$programme/dispositions" params={place} search={{ recommendation: record.ref }}>
                    {t('threads:table.link')}
                  </TextLink>
                  {here.may('notice.read') ? <WatchButton programmeId={here.id} kind="recommendation" id={record.id} /> : null}
                </>
              }
            />
          </Suspense>
        }
        history={(activity) => (
          <HistoryPane
            programmeId={here.id}
            recommendationId={record.id}
            mayWrite={mayWrite}
            visit={visit}
            comparison={comparison}
            onCompare={compare}
            coloured={coloured}
            onColour={setColoured}
          >
            {activity}
          </HistoryPane>
        )}
        editable={mayLink}
        tab={tab}
        onTab={setTab}
        target={target}
        onBack={leaveTarget}
        onOpen={openTarget}
        onClose={() => setPanelOpen(false)}
        onShowInText={handle ? (id) => handle.showCitation(id) : undefined}
      />
    ) : null;
  return (
    <Page width="bare" header={header} panel={panel ?? (panelOpen ? <div /> : null)}>
      <title>{`${record.ref} · ${record.title}`}</title>
      <div className={styles.sheet}>
        <div className={styles.head}>
          {narrow ? <div className={styles.standing}>{status}</div> : null}
          <WorkHead programmeId={here.id} record={record} save={facts.save} readOnly={!mayChange} />
          <TroubleNote facts={facts} />
          <FactStrip
            programmeId={here.id}
            record={record}
            save={facts.save}
            readOnly={!mayChange}
            others={translatedInto(here.programme.languages).others}
          />
          <WorkNotes programmeId={here.id} record={record} mayWrite={mayWrite} />
        </div>
        {comparison ? (
          <div className={styles.waiting}>
            <Suspense fallback={<Skeleton lines={7} />}>
              <ComparedNow
                programmeId={here.id}
                recommendationId={record.id}
                comparison={comparison}
                handle={handle}
                mayWrite={mayWrite}
                onChange={setComparison}
                onClose={() => setComparison(null)}
              />
            </Suspense>
          </div>
        ) : null}
        <div hidden={comparison !== null}>
          <Suspense
            fallback={
              <div className={styles.waiting}>
                <Skeleton lines={7} />
              </div>
            }
          >
            <LiveText
              programmeId={here.id}
              record={record}
              links={links.all}
              mayWrite={mayWrite}
              onLive={live.show}
              onHandle={setHandle}
              onOpen={openTarget}
              coloured={coloured}
              talk={talk.text}
            />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
