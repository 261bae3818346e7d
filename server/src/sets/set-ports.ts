import { findingsOfSet } from '../checks/actions.ts';
import { checkPorts } from './check-ports.ts';
import type { SetPorts } from './ports.ts';

/** Sets joined with the checks: the same rules that live beside the text bind at approval, on the very text that is signed. */
export const setPorts: SetPorts = {
  findings(reader, programmeId, setId, { records, texts, links, targets }) {
    const recommendationIds = records.map((record) => record.id);
    const written = records.map((record) => [record.id, texts.get(String(record['documentId'])) ?? { type: 'doc' }] as const);
    return findingsOfSet(reader, checkPorts, programmeId, {
      id: setId,
      recommendationIds,
      texts: new Map(written),
      tied: { links, targets },
    });
  },
  async remarks(reader, programmeId, recommendationIds) {
    const talk = await checkPorts.talk(reader, programmeId, recommendationIds);
    return new Map([...talk].map(([id, { open, undecided }]) => [id, { open, undecided, ended: [] }]));
  },
};
