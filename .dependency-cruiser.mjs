const server = (room) => `^server/src/${room}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Rooms of the server that are features, from the ground up: each may use those before it. */
const FEATURES =
  '(audit|identity|events|programmes|registers|bodies|trends|risks|sources|files|evidence|recommendations|links|notices|roundtables|find|checks|history|editions|sets|approvals|ground|follow-up|threads)';

export default {
  forbidden: [
    forbid('no-cycles', 'A cycle has no bottom to start reading from.', {}, { circular: true }),
    forbid('shared-stands-alone', 'shared imports shared only.', { path: '^shared/src' }, { path: '^(server|client|tests)/' }),
    forbid('server-not-client', 'The server never imports the client.', { path: '^server/' }, { path: '^client/' }),
    forbid('client-not-server', 'The client never imports the server.', { path: '^client/' }, { path: '^server/' }),
    forbid(
      'rooms-know-no-policy',
      'The live core knows documents and connections only.',
      { path: server('collaboration'), pathNot: '\\.test\\.ts$' },
      { path: '^server/src/(?!collaboration/)' },
    ),
    forbid(
      'rooms-know-shared-wire-only',
      'Of shared, the live core knows the wire (and ids).',
      { path: server('collaboration') },
      { path: '^shared/src/(?!collaboration/|ids\\.ts|editor/schema\\.ts)' },
    ),
    forbid('storage-below-features', 'Storage knows no feature.', { path: server('storage') }, { path: server(FEATURES) }),
    forbid(
      'collaboration-entered-by-ports',
      'Features see the ports of the live core, not its inside.',
      { path: server(FEATURES) },
      { path: server('collaboration'), pathNot: 'collaboration/ports\\.ts$' },
    ),
    forbid(
      'only-main-touches-the-process',
      'Features are joined in app.ts; nobody imports it but main, demo and tests.',
      { path: '^server/src/', pathNot: '^server/src/(main|demo|serve|stop|app)\\.ts$' },
      { path: '^server/src/(main|demo|serve|stop|app)\\.ts$' },
    ),
    forbid(
      'ui-knows-no-feature',
      'ui, api, editor and collaboration do not see features or each other.',
      { path: '^client/src/(ui|api|editor|collaboration)/', pathNot: '\\.test\\.tsx?$' },
      {
        path: '^client/src/(app|identity|programmes|registers|bodies|trends|risks|sources|evidence|recommendations|roundtables|find|events|checks|history|sets|approvals|editions|ground|follow-up|audit|threads|notices)/',
      },
    ),
    forbid('tests-are-not-imported', 'Nothing imports a test.', { pathNot: '\\.test\\.tsx?$' }, { path: '\\.test\\.tsx?$' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|dist-types)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
