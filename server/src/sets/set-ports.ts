import { findingsOfSet } from '../checks/actions.ts';
import type { CheckPorts } from '../checks/ports.ts';
import type { Remarks, SetPorts } from './ports.ts';

/** How the remarks on recommendations ended. */
export type EndedRemarks = (...asked: Parameters<SetPorts['remarks']>) => Promise<ReadonlyMap<string, Remarks['ended']>>;

/** Sets joined with the checks: the same rules that live beside the text bind at approval, on the very text that is signed. */
export const setPorts = (checks: CheckPorts, endedRemarks: EndedRemarks): SetPorts => ({
  findings(reader, programmeId, setId, { records, texts, links, targets }) {
    const recommendationIds = records.map((record) => record.id);
    const written = records.map((record) => [record.id, texts.get(String(record['documentId'])) ?? { type: 'doc' }] as const);
    return findingsOfSet(reader, checks, programmeId, {
      id: setId,
      recommendationIds,
      texts: new Map(written),
      tied: { links, targets },
    });
  },
  async remarks(reader, programmeId, recommendationIds) {
    const talk = await checks.talk(reader, programmeId, recommendationIds);
    const ended = await endedRemarks(reader, programmeId, recommendationIds);
    const none = { open: 0, undecided: 0 };
    return new Map(recommendationIds.map((id) => [id, { ...(talk.get(id) ?? none), ended: ended.get(id) ?? [] }]));
  },
});
