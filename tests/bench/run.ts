import { API_USAGE, benchApi } from './api-lists.ts';
import { benchSets, SETS_USAGE } from './api-sets.ts';
import { benchHistory, HISTORY_USAGE } from './history.ts';
import { LIVE_USAGE, readLiveOptions } from './live/options.ts';
import { benchLive } from './live/run-live.ts';

const USAGE = `npm run bench    lists and find, large sets, then the live core in short form (about ten minutes)

${API_USAGE}

${SETS_USAGE}

${HISTORY_USAGE}

${LIVE_USAGE}`;

const ALL_PEERS = 'concordance,relay,hocuspocus,y-websocket-server';

async function main([what, ...options]: readonly string[]): Promise<void> {
  switch (what) {
    case undefined:
      await benchApi([]);
      console.log('');
      await benchSets([]);
      console.log('');
      return benchLive(readLiveOptions([], { size: 'short', peers: 'concordance,relay,hocuspocus' }));
    case 'api':
      return benchApi(options);
    case 'sets':
      return benchSets(options);
    case 'history':
      return benchHistory();
    case 'live':
      return benchLive(readLiveOptions(options, { size: 'full', peers: ALL_PEERS }));
    default:
      console.log(USAGE);
      process.exitCode = what === '--help' || what === 'help' ? 0 : 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
