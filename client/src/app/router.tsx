import { may } from '@concordance/shared/identity/rules';
import { ID_PATTERN } from '@concordance/shared/ids';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import i18next from 'i18next';
import { feedStartQuery } from '../events/use-event-feed.ts';
import { sessionQuery } from '../identity/queries.ts';
import { programmeQuery } from '../programmes/queries.ts';
import { isInterfaceLanguage, switchLanguage } from '../ui/i18n.ts';
import { parseListSearch } from '../ui/list-search.ts';
import { FailedPage, MissingPage } from './FailedPage.tsx';
import { loadWords } from './load-words.ts';
import { SignedIn } from './SignedIn.tsx';
import { parseSearch, stringifySearch } from './search.ts';

interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: MissingPage, errorComponent: FailedPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; ended?: true } => ({
    // Only a place of our own: an address from elsewhere must not be able to send people away after they sign in.
    ...(typeof search['next'] === 'string' && /^\/(?![/\\])/u.test(search['next']) ? { next: search['next'] } : {}),
    ...(search['ended'] === 'true' || search['ended'] === true ? { ended: true as const } : {}),
  }),
  loader: () => loadWords('identity'),
  component: lazyRouteComponent(() => import('../identity/SignInPage.tsx'), 'SignInPage'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  loader: () => loadWords('identity'),
  component: lazyRouteComponent(() => import('../identity/SetUpPage.tsx'), 'SetUpPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  loader: () => loadWords('identity'),
  component: lazyRouteComponent(() => import('../identity/InvitationPage.tsx'), 'InvitationPage'),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  loader: () => loadWords('editions'),
  component: lazyRouteComponent(() => import('../editions/VerifyPage.tsx'), 'VerifyPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const { me, needsSetUp } = await context.queryClient.ensureQueryData(sessionQuery);
    if (me) {
      if (isInterfaceLanguage(me.language) && me.language !== i18next.language) await switchLanguage(me.language);
      return;
    }
    if (needsSetUp) throw redirect({ to: '/set-up' });
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
  },
  component: SignedIn,
});
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  // The programme that a person was just shut out of, by name.
  validateSearch: (search: Record<string, unknown>): { left?: string } =>
    typeof search['left'] === 'string' ? { left: search['left'] } : {},
  loader: () => loadWords('programmes', 'checks'),
  component: lazyRouteComponent(() => import('./HomeRoute.tsx'), 'HomeRoute'),
});
const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  loader: () => loadWords('identity', 'notices'),
  component: lazyRouteComponent(() => import('./AccountRoute.tsx'), 'AccountRoute'),
});
const server = createRoute({
  getParentRoute: () => signedIn,
  path: '/server',
  loader: () => loadWords('identity', 'programmes'),
  component: lazyRouteComponent(() => import('./ServerRoute.tsx'), 'ServerRoute'),
});

/** `?thread=` brings a thread forward on the page of what it is about. */
const askedThread = (search: Record<string, unknown>): { thread?: string } =>
  typeof search['thread'] === 'string' && ID_PATTERN.test(search['thread']) ? { thread: search['thread'] } : {};

const programme = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$programme',
  loader: async ({ context, params }) => {
    const words = loadWords('find');
    const { role } = await context.queryClient.ensureQueryData(programmeQuery(params.programme));
    // A participant has no feed: only an open round table is theirs to see.
    if (may({ role, administrator: false }, 'events.read')) await context.queryClient.ensureQueryData(feedStartQuery(params.programme));
    await words;
    localStorage.setItem('concordance-programme', params.programme);
  },
  component: lazyRouteComponent(() => import('./ProgrammeFrame.tsx'), 'ProgrammeFrame'),
});
const overview = createRoute({
  getParentRoute: () => programme,
  path: '/',
  loader: () => loadWords('programmes', 'checks'),
  component: lazyRouteComponent(() => import('../programmes/OverviewPage.tsx'), 'OverviewPage'),
});
const activity = createRoute({
  getParentRoute: () => programme,
  path: '/activity',
  loader: () => loadWords('programmes', 'checks'),
  component: lazyRouteComponent(() => import('../programmes/ActivityPage.tsx'), 'ActivityPage'),
});
const settings = createRoute({
  getParentRoute: () => programme,
  path: '/settings',
  loader: () => loadWords('programmes', 'checks'),
  component: lazyRouteComponent(() => import('../programmes/SettingsPage.tsx'), 'SettingsPage'),
});
const people = createRoute({
  getParentRoute: () => programme,
  path: '/people',
  loader: () => loadWords('identity'),
  component: lazyRouteComponent(() => import('./PeopleRoute.tsx'), 'PeopleRoute'),
});
const recommendations = createRoute({
  getParentRoute: () => programme,
  path: '/recommendations',
  validateSearch: parseListSearch,
  loader: () => loadWords('recommendations', 'registers'),
  component: lazyRouteComponent(() => import('../recommendations/RecommendationsPage.tsx'), 'RecommendationsPage'),
});
const recommendation = createRoute({
  getParentRoute: () => programme,
  path: '/recommendations/$ref',
  validateSearch: askedThread,
  loader: ({ context, params }) => {
    // Asked for beside the programme, not behind it; the page itself shows what comes of it.
    void import('../recommendations/queries.ts').then(({ recommendationQuery }) =>
      context.queryClient.prefetchQuery(recommendationQuery(params.programme, params.ref)),
    );
    return loadWords('recommendations', 'registers', 'editor', 'collaboration', 'checks', 'history', 'threads', 'notices');
  },
  component: lazyRouteComponent(() => import('../recommendations/RecommendationPage.tsx'), 'RecommendationPage'),
});
const roundTables = createRoute({
  getParentRoute: () => programme,
  path: '/round-tables',
  validateSearch: (search: Record<string, unknown>): { create?: true } => (search['create'] ? { create: true } : {}),
  loader: () => loadWords('roundtables'),
  component: lazyRouteComponent(() => import('../roundtables/RoundTablesPage.tsx'), 'RoundTablesPage'),
});
const roundTable = createRoute({
  getParentRoute: () => programme,
  path: '/round-tables/$ref',
  loader: () => loadWords('roundtables', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../roundtables/RoundTablePage.tsx'), 'RoundTablePage'),
});
const minutes = createRoute({
  getParentRoute: () => programme,
  path: '/round-tables/$ref/minutes',
  validateSearch: askedThread,
  loader: () => loadWords('roundtables', 'recommendations', 'registers', 'editor', 'collaboration', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../roundtables/MinutesPage.tsx'), 'MinutesPage'),
});
const trends = createRoute({
  getParentRoute: () => programme,
  path: '/trends',
  validateSearch: parseListSearch,
  loader: () => loadWords('registers', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../trends/TrendsPage.tsx'), 'TrendsPage'),
});
const risks = createRoute({
  getParentRoute: () => programme,
  path: '/risks',
  validateSearch: parseListSearch,
  loader: () => loadWords('registers', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../risks/RisksPage.tsx'), 'RisksPage'),
});
const evidence = createRoute({
  getParentRoute: () => programme,
  path: '/evidence',
  validateSearch: parseListSearch,
  loader: () => loadWords('registers', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../evidence/EvidencePage.tsx'), 'EvidencePage'),
});
const sources = createRoute({
  getParentRoute: () => programme,
  path: '/sources',
  validateSearch: parseListSearch,
  loader: () => loadWords('registers', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../sources/SourcesPage.tsx'), 'SourcesPage'),
});
const bodies = createRoute({
  getParentRoute: () => programme,
  path: '/bodies',
  validateSearch: parseListSearch,
  loader: () => loadWords('registers', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../bodies/BodiesPage.tsx'), 'BodiesPage'),
});

const sets = createRoute({
  getParentRoute: () => programme,
  path: '/sets',
  loader: () => loadWords('sets'),
  component: lazyRouteComponent(() => import('../sets/SetsPage.tsx'), 'SetsPage'),
});
const SHEET_WORDS = ['sets', 'approvals', 'editions', 'checks', 'recommendations', 'registers'] as const;
const set = createRoute({
  getParentRoute: () => programme,
  path: '/sets/$ref',
  validateSearch: askedThread,
  loader: () => loadWords(...SHEET_WORDS, 'editor', 'collaboration', 'threads', 'notices'),
  component: lazyRouteComponent(() => import('../sets/SetPage.tsx'), 'SetPage'),
});
const approval = createRoute({
  getParentRoute: () => programme,
  path: '/sets/$ref/approval',
  staticData: { alone: true },
  loader: () => loadWords(...SHEET_WORDS),
  component: lazyRouteComponent(() => import('../approvals/ApprovalPage.tsx'), 'ApprovalPage'),
});
const edition = createRoute({
  getParentRoute: () => programme,
  path: '/sets/$ref/editions/$number',
  staticData: { alone: true },
  loader: () => loadWords(...SHEET_WORDS),
  component: lazyRouteComponent(() => import('../editions/EditionPage.tsx'), 'EditionPage'),
});
/** Which of these a table of dispositions is about, by reference. */
const DISPOSITION_ASKS = ['recommendation', 'set', 'roundTable', 'from'] as const;
const dispositions = createRoute({
  getParentRoute: () => programme,
  path: '/dispositions',
  validateSearch: (search: Record<string, unknown>): Partial<Record<(typeof DISPOSITION_ASKS)[number], string>> =>
    Object.fromEntries(DISPOSITION_ASKS.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []))),
  loader: () => loadWords('threads'),
  component: lazyRouteComponent(() => import('../threads/DispositionsPage.tsx'), 'DispositionsPage'),
});
const inbox = createRoute({
  getParentRoute: () => programme,
  path: '/inbox',
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(() => import('../notices/InboxPage.tsx'), 'InboxPage'),
});
const followUp = createRoute({
  getParentRoute: () => programme,
  path: '/follow-up',
  loader: () => loadWords('sets', 'follow-up'),
  component: lazyRouteComponent(() => import('../follow-up/FollowUpPage.tsx'), 'FollowUpPage'),
});
const audit = createRoute({
  getParentRoute: () => programme,
  path: '/audit',
  loader: () => loadWords('sets', 'audit'),
  component: lazyRouteComponent(() => import('../audit/AuditPage.tsx'), 'AuditPage'),
});

const tree = root.addChildren([
  signIn,
  setUp,
  invitation,
  verify,
  signedIn.addChildren([
    home,
    account,
    server,
    programme.addChildren([
      overview,
      activity,
      settings,
      people,
      recommendations,
      recommendation,
      roundTables,
      roundTable,
      minutes,
      trends,
      risks,
      evidence,
      sources,
      bodies,
      sets,
      set,
      approval,
      edition,
      dispositions,
      inbox,
      followUp,
      audit,
    ]),
  ]),
]);

/** The map of the addresses; every page is its own chunk. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    // Freshness is the query cache's affair.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** A page that stands by itself, without the rail: an act to be read and signed. */
    readonly alone?: true;
  }
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
