import type { VersionSummary } from '@concordance/shared/history/schema';
import { useEffect, useState } from 'react';
import { visitText } from './queries.ts';

/** What I saw of this text when I was here last; a visit ends when the page is hidden or left. */
export function useVisit(programmeId: string, id: string): VersionSummary | null {
  const [before, setBefore] = useState<VersionSummary | null>(null);
  useEffect(() => {
    let here = true;
    visitText(programmeId, id).then(
      (version) => here && setBefore(version),
      () => undefined,
    );
    const leave = () => {
      if (document.visibilityState === 'hidden') visitText(programmeId, id).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      here = false;
      document.removeEventListener('visibilitychange', leave);
      visitText(programmeId, id).catch(() => undefined);
    };
  }, [programmeId, id]);
  return before;
}
