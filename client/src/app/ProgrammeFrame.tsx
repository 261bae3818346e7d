import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES_KEY, SESSION_KEY } from '../api/keys.ts';
import type { FeedState } from '../events/event-feed.ts';
import { useEventFeed } from '../events/use-event-feed.ts';
import { useMe } from '../identity/queries.ts';
import { unreadQuery } from '../notices/queries.ts';
import { countsQuery } from '../programmes/queries.ts';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { yearsOf } from '../programmes/years.ts';
import { Icon } from '../ui/Icon.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { ClosedPage } from './ClosedPage.tsx';
import { FeedLine } from './FeedLine.tsx';
import { Frame } from './Frame.tsx';
import { KeysGuide } from './KeysGuide.tsx';
import { MeMenu } from './MeMenu.tsx';
import { ProgrammeMenu } from './ProgrammeMenu.tsx';
import styles from './Rail.module.css';
import { RailNav } from './RailNav.tsx';

const Palette = lazy(async () => ({ default: (await import('../find/Palette.tsx')).Palette }));

type Opened = 'palette' | 'keys' | null;

interface RailProps {
  readonly here: ProgrammeHere;
  readonly onOpen: (what: Opened) => void;
}

function Rail({ here, onOpen }: RailProps) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery(here.id));
  const { data: unread = 0 } = useQuery({ ...unreadQuery(here.id), enabled: here.may('notice.read') });
  const mac = /Mac|iP(hone|ad)/u.test(navigator.userAgent);
  return (
    <div className={styles.rail}>
      <ProgrammeMenu id={here.id} title={here.programme.shortTitle} years={yearsOf(here.programme)} />
      <button type="button" className={styles.find} aria-keyshortcuts="Control+K Meta+K" onClick={() => onOpen('palette')}>
        <Icon name="find" />
        <span>{t('nav.find')}</span>
        <kbd aria-hidden="true">{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <RailNav programme={here.id} counts={counts} unread={unread} />
      <MeMenu role={t(`role.${here.role}`)} onKeys={() => onOpen('keys')} />
    </div>
  );
}

function OpenProgramme({ here, feed }: { readonly here: ProgrammeHere; readonly feed: FeedState }) {
  const [opened, setOpened] = useState<Opened>(null);
  useShortcut({ code: 'KeyK', mod: true }, () => setOpened('palette'));
  useShortcut({ code: 'key:?' }, () => setOpened('keys'));
  const close = () => setOpened(null);
  const alone = useMatches({ select: (matches) => matches.some((match) => match.staticData.alone === true) });
  return (
    <Frame rail={alone ? null : <Rail here={here} onOpen={setOpened} />}>
      <FeedLine state={feed} />
      <Outlet />
      {opened === 'palette' ? (
        <Suspense fallback={null}>
          <Palette onClose={close} onKeys={() => setOpened('keys')} />
        </Suspense>
      ) : null}
      {opened === 'keys' ? <KeysGuide onClose={close} /> : null}
    </Frame>
  );
}

/** Everything below `/p/$programme`. A participant sees only what a round table opens for them. */
export function ProgrammeFrame() {
  const here = useProgramme();
  const me = useMe();
  const router = useRouter();
  const queryClient = useQueryClient();
  const feed = useEventFeed(here.id, {
    me: me.id,
    hearsAll: here.may('events.read'),
    onSignedOut: () => queryClient.setQueryData(SESSION_KEY, { me: null, needsSetUp: false }),
    onNoAccess: () => {
      queryClient.removeQueries({ queryKey: ['p', here.id], type: 'inactive' });
      void queryClient.invalidateQueries({ queryKey: PROGRAMMES_KEY });
      void router.navigate({ to: '/', search: { left: here.programme.shortTitle } });
    },
  });
  return here.may('programme.read') ? (
    <OpenProgramme key={here.id} here={here} feed={feed} />
  ) : (
    <ClosedPage programme={here.programme.shortTitle} />
  );
}
